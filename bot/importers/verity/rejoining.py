"""Headlines and decks that were broken over several lines → one passage each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import plain
from bot.importers.verity.passages import CUT_OFF, is_cut_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.importers.verity.passages import Passage, Piece

DATE: Final = re.compile(
    r"(?:updated|published|posted|on)?:?\s?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?"
    r"(?:[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}\s[a-z]{3,9}\.?,?\s\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\s[a-z]{3,7}\sago)(?:\W.{0,40})?"
)
# No headline ends in one of these.
HANGING: Final = re.compile(r"\s(?:an?|and|as|at|by|for|from|in|of|on|or|the|to|with)$")
SHORTEST_CUT: Final = 12
# A deck of more lines than this is none; so a long block costs no more than a short one.
MOST_LINES: Final = 12


def is_cut(text: str, fact: str) -> bool:
    """Tell whether text is the beginning of a fact."""
    begun = plain(CUT_OFF.sub("", text))
    # A page may have many lines and a long fact.
    return len(begun) >= SHORTEST_CUT and plain(fact[: 2 * len(text)]).startswith(begun)


def rejoined(loose: Sequence[Passage], inside: Sequence[Passage], fact: str) -> Iterator[Passage]:
    """Put together what was broken, of the lines that stand in no section.

    Args:
        loose: the lines, in the order of the page.
        inside: what stands in the sections; it shows how wide the page was broken.
        fact: the first fact, which a deck repeats.
    """
    blocks = list(_blocks(loose))
    times = Counter(tuple(passage.text for passage in block) for block in blocks)
    width = _width(loose, inside)
    for block in blocks:
        repeated = len(block) > 1 and times[tuple(passage.text for passage in block)] > 1
        start = 0 if repeated else _deck_start(block, fact)
        yield from _headlines(block[:start], width)
        if start < len(block):
            yield _one(block[start:])


def _blocks(loose: Sequence[Passage]) -> Iterator[list[Passage]]:
    block: list[Passage] = []
    for passage in loose:
        if block and _parted(block[-1], passage):
            yield block
            block = []
        block.append(passage)
    if block:
        yield block


def _parted(last: Passage, passage: Passage) -> bool:
    """Tell whether a passage stands apart from the last: no deck goes on after its dots."""
    apart = passage.gap or passage.pieces[0].number != last.pieces[-1].number + 1
    return apart or is_cut_off(last.text)


def _deck_start(block: list[Passage], fact: str) -> int:
    """Find where in a block a broken deck begins; at its end where there is none."""
    for start in range(max(len(block) - MOST_LINES, 0), len(block) - 1):
        if is_cut(" ".join(passage.text for passage in block[start:]), fact):
            return start
    if len(block) > 1 and is_cut_off(block[-1].text) and block[-1].text[:1].islower():
        # Its last line goes on from another; the headline takes the first, if there are three.
        return len(block[2:3])
    return len(block)


def _headlines(block: list[Passage], width: int) -> Iterator[Passage]:
    """Join the lines that go on: they begin small, or had no room for their first word above."""
    start = 0
    for place in range(1, len(block) + 1):
        if place < len(block) and _goes_on(block[place - 1], block[place], width):
            continue
        yield _one(block[start:place])
        start = place


def _goes_on(last: Passage, passage: Passage, width: int) -> bool:
    if DATE.fullmatch(plain(passage.text)):
        return False
    if passage.text[:1].islower() or HANGING.search(last.text[-8:]):
        return True
    return bool(width) and not _fits(last.pieces[-1], passage.pieces[0], width)


def _width(loose: Sequence[Passage], inside: Sequence[Passage]) -> int:
    """Find how wide a page is, if its lines were broken for want of room; else 0."""
    pieces = (piece for passage in chain(loose, inside) for piece in passage.pieces)
    width = max(map(_edge, pieces), default=0)
    broken = (pair for passage in inside for pair in pairwise(passage.pieces))
    return width if any(not _fits(*pair, width) for pair in broken) else 0


def _fits(last: Piece, piece: Piece, width: int) -> bool:
    """Tell whether a line's first word would have had room on the line before it."""
    word = piece.text.partition(" ")[0]
    return _edge(last) + 1 + len(word) <= width


def _edge(piece: Piece) -> int:
    return piece.column - 1 + len(piece.written)


def _one(passages: list[Passage]) -> Passage:
    pieces = [piece for passage in passages for piece in passage.pieces]
    return replace(passages[0], pieces=pieces)
