"""Whether a number after a stop after a number cites: "in 2015.3" does, "rose to 4.5" may not.

No single sign decides. Signs are weighed: what stands before the stop, whether the source would
otherwise be cited by nobody, and whether the rest of the page cites in this way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.importers.verity.citations import SPAN, YEAR_OR_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.importers.verity.citations import Cited, Doubt

# What counts in hundreds seldom has a decimal.
LARGE: Final = re.compile(r"\d{3}$")
AMOUNT: Final = re.compile(r"(?:\s(?:to|at|of|by|from|than|about|nearly|around)\s|[$€£¥])\d{1,2}$")
DECIMAL: Final = re.compile(r"\d\.\d")
# These, and nought, are followed by a decimal.
VERSION: Final = re.compile(
    r"(?:^|\W)(?:v|version|magnitude|rating|release|chapter)(?:\sof)?\s?\d+$|(?:^|[\s$€£¥])0$",
    re.IGNORECASE,
)


def settled(passages: Sequence[Cited], known: AbstractSet[int]) -> tuple[Cited, ...]:
    """Decide every doubt of passages that stand together: the facts, or the narratives."""
    sure = {number for passage in passages for number in passage.numbers}
    unused = known - sure
    doubtful = sum(passage.doubt is not None for passage in passages)
    habit = _habit(passages)
    settled: list[Cited] = []
    previous = 0
    for passage in passages:
        decided = passage
        if passage.doubt:
            lonely = set(passage.doubt.numbers) <= unused
            weight = habit + _weight(passage.doubt) + _use(lonely, len(unused) <= doubtful)
            weight += passage.doubt.numbers[0] - previous in (0, 1)
            decided = _decided(passage, passage.doubt, cites=weight >= 0)
        settled.append(decided)
        previous = max(decided.numbers, default=previous)
    return tuple(settled)


def _use(lonely: bool, few: bool) -> int:  # noqa: FBT001 - two signs, told apart by their names
    """Weigh whether nobody else cites the source, more so where *few* are left like it."""
    if lonely:
        return 3 if few else 1
    return -1


def _habit(passages: Sequence[Cited]) -> int:
    """Weigh how the other passages cite."""
    others = [passage for passage in passages if passage.doubt is None]
    bare = sum(bool(passage.bare) for passage in others)
    if not bare and any(passage.brackets for passage in passages):
        return -9
    if bare and bare == len(others):
        return 3
    return 1 if bare * 2 > len(others) else 0


def _weight(doubt: Doubt) -> int:
    """Weigh what stands before the stop, and how simply the number after it can be read."""
    weight = 2 - 2 * doubt.parts
    if VERSION.search(doubt.whole):
        return weight - 5
    if YEAR_OR_DAY.search(doubt.whole) or SPAN.search(doubt.whole):
        return weight + 5
    if LARGE.search(doubt.whole):
        return weight + 2
    # Where one number has a decimal, the next one likely has too.
    return weight - 2 * len([sign for sign in (AMOUNT, DECIMAL) if sign.search(doubt.whole)])


def _decided(passage: Cited, doubt: Doubt, *, cites: bool) -> Cited:
    if not cites:
        return replace(passage, doubt=None)
    bare = (*passage.bare, *doubt.numbers)
    return replace(passage, text=passage.text[: doubt.offset], bare=bare, doubt=None)
