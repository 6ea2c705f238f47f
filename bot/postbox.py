"""PORT: what readers report, and what became of it.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too; `Store.report` puts in what a reader wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.errors import Conflict, Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.address import Account
    from bot.revision import Report
    from bot.staff import Act
    from bot.story import Story

MOST = 20  # open reports of one reader; whoever sends more is no help to anybody


class Fate(StrEnum):
    """What became of a report; all but the first are final, and are told to the reader."""

    OPEN = "open"
    ANSWERED = "answered"  # an editor wrote back
    CORRECTED = "corrected"  # it was taken into a correction
    CLOSED = "closed"  # it was looked at, and nothing follows from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A reader's report, as editors have it in hand.

    Args:
        number: its own number.
        report: what the reader wrote, about what, and where.
        story: the story as the reader saw it.
        fate: what became of it.
        answer: what the editors wrote back; empty where they wrote nothing.
        by: the editor who settled it; None while it is open.
        at: when that was; None while it is open.
        told: whether the reader was told.
    """

    number: int
    report: Report
    story: Story
    fate: Fate
    answer: str
    by: Account | None
    at: datetime | None
    told: bool


def settled_already(letter: Letter) -> Conflict:
    """Say that an editor was quicker."""
    return Conflict(
        phrase(
            "Report {number} is settled already, by {by}. See /reports {number}.",
            number=letter.number,
            by=str(letter.by),
        )
    )


def too_many() -> Problem:
    """Say that a reader has as many open reports as one may have."""
    return Problem(
        phrase(
            "{most} reports of yours wait for the editors. Write more once they have answered.",
            most=MOST,
        )
    )


class Postbox(Protocol):
    """Readers' reports, none of which is ever thrown away."""

    async def open(self, *, limit: int, skip: int = 0) -> tuple[Letter, ...]:
        """Give the reports that are open, the oldest first."""

    async def settled(self, *, limit: int, skip: int = 0) -> tuple[Letter, ...]:
        """Give the reports that are not open, the last written first."""

    async def letter(self, number: int) -> Letter | None:
        """Give one report."""

    async def settle(self, number: int, fate: Fate, answer: str, *, act: Act) -> Letter:
        """Write down what became of a report; of several editors at once one is heard.

        Raises:
            NotFound: there is no such report.
            Conflict: somebody has settled it already.
        """

    async def untold(
        self, platform: str, *, limit: int, without: Iterable[Account] = ()
    ) -> tuple[Letter, ...]:
        """Give settled reports that came in through *platform* and whose reader was not told.

        *without* names readers whose reports are left out.
        """

    async def told(self, number: int, *, at: datetime) -> None:
        """Write down that the reader of a report was told, or cannot be; twice is harmless."""
