"""Dispatch: what is sent out at once, beside the daily briefings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account


class Occasion(StrEnum):
    """Why something is sent out; all but the first set right what was posted before."""

    BREAKING = "breaking"  # a story that nobody should hear of only tomorrow
    CORRECTION = "correction"
    RETRACTION = "retraction"
    RESTORATION = "restoration"  # a retraction, a correction or a revision is taken back


TURNS = frozenset({Occasion.RETRACTION, Occasion.RESTORATION})
"""What is taken from readers, or given back to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Something that is sent out at once.

    Args:
        id: its number in the ledger.
        occasion: why.
        story: the story's number in the store.
        number: the revision that readers see since then.
        note: what is corrected, or why it is retracted, in the editor's words; empty for none.
        at: when it began.
        by: who let it go out; None where the program did.
    """

    id: int
    occasion: Occasion
    story: int
    number: int
    note: str
    at: datetime
    by: Account | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message that was posted, or may have been.

    Args:
        delivery: the number of its delivery.
        stands: whether it was posted, or may have been.
        message: the platform's id of it; empty where nobody knows that.
        part: which of the messages it was sent with, from 0.
        parts: how many these were.
        edition: the number of the edition that they tell.
        due: when they were due.
        late: whether they were marked late.
        is_news: whether they were breaking news, and no briefing.
        digest: of what stands in it now; None where that is not known.
    """

    delivery: int
    stands: bool
    message: str
    part: int
    parts: int
    edition: int
    due: datetime
    late: bool
    is_news: bool
    digest: int | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a delivery does that sets something right where it stands.

    Args:
        dispatch: why.
        posted: the message.
    """

    dispatch: Dispatch
    posted: Posted
