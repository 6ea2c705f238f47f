"""PORT: who works for the newsroom, and what was done in it.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account, Address


class Deed(StrEnum):
    """What somebody did."""

    ADDED = "added"
    SAVED = "saved"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DISCARDED = "discarded"
    RESTORED = "restored"
    RESOLVED = "resolved"
    ANSWERED = "answered"
    CLOSED = "closed"
    APPOINTED = "appointed"
    DISMISSED = "dismissed"
    LINKED = "linked"
    UNLINKED = "unlinked"
    TAKEN_IN = "taken in"


@dataclass(frozen=True, slots=True)
class Act:
    """A deed that the audit keeps for ever.

    Args:
        who: who did it.
        where: where they gave the command.
        at: when.
        deed: what they did.
        story: the number in the store of the story it was done to; None where it was to none.
        revision: the number of the revision it was done to or that came of it.
        detail: what else is worth knowing: an account, a moment, a note.
    """

    who: Account
    where: Address
    at: datetime
    deed: Deed
    story: int | None = None
    revision: int | None = None
    detail: str = ""
