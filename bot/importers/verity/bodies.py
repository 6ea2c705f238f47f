"""Passages with what they cite decided, and what is wrong with their citations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.importers.verity import faults
from bot.importers.verity.citations import Cited, read
from bot.importers.verity.doubts import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.errors import Fault
    from bot.importers.verity.passages import Passage

# What ends so would be a citation, if there were a Sources line.
BARE: Final = re.compile(r"[^\W\d_]{2}[.!?][\"'”’)]?[0-9]{1,2}$")


@dataclass(frozen=True, slots=True)
class Body:
    """What a fact, a narrative or a forecast says.

    Args:
        passage: where it stands.
        offset: where in the passage it begins, behind its label.
        cited: its text and what it cites.
    """

    passage: Passage
    offset: int
    cited: Cited


def bodies(passages: Iterable[tuple[Passage, int]], known: frozenset[int]) -> tuple[Body, ...]:
    """Read passages that stand together, each from where its label ends."""
    begun = [(passage, _begin(passage.text, offset)) for passage, offset in passages]
    cited = settled([read(passage.text[start:], known) for passage, start in begun], known)
    return tuple(
        Body(passage, start, one) for (passage, start), one in zip(begun, cited, strict=True)
    )


def wrong_citations(all_bodies: Sequence[Body], known: frozenset[int]) -> Iterator[Fault]:
    """Say which brackets cite what the Sources line does not name."""
    missing = [
        (body.passage.place(body.offset + bracket.offset), bracket)
        for body in all_bodies
        for bracket in body.cited.missing
    ]
    if known:
        for place, bracket in missing:
            yield faults.missing_sources(bracket.numbers, place)
    elif missing:
        yield faults.no_sources_line(missing[0][0])


def bare_without_sources(facts: Sequence[Body]) -> Iterator[Fault]:
    """Say that every fact ends in a number, though there is no Sources line.

    One such number may be part of a text; where all facts have one, their sources were lost.
    """
    if len(facts) > 1 and all(BARE.search(fact.cited.text[-8:]) for fact in facts):
        text = facts[0].cited.text
        end = len(text.rstrip("0123456789"))
        yield faults.no_sources_line(facts[0].passage.place(facts[0].offset + end))


def _begin(text: str, offset: int) -> int:
    return len(text) - len(text[offset:].lstrip())
