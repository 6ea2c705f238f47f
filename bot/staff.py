"""PORT: who works for the newsroom, and what was done in it.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.request import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.address import Account, Address

RANKS = (Role.READER, Role.EDITOR, Role.PUBLISHER, Role.OWNER)
"""Roles in the newsroom: each may do what those before it may."""

STAFF = RANKS[1:]
"""The roles of those who work for it."""

VALID = timedelta(minutes=15)  # for so long a code may be used, and wrong ones are counted
TRIES = 5  # wrong codes that an account may type in that time


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
    HEEDED = "heeded"
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


@dataclass(frozen=True, slots=True)
class Noted:
    """An act as the audit gives it.

    Args:
        act: the act.
        slug: the slug of the story it was done to; None where it was to none.
    """

    act: Act
    slug: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by all the accounts that are theirs.

    Args:
        accounts: the linked accounts, sorted; one where none is linked to it.
        roles: which role each of them was given, in their order; READER where none.
    """

    accounts: tuple[Account, ...]
    roles: tuple[Role, ...]

    @property
    def role(self) -> Role:
        """The highest of their roles."""
        return max(self.roles, key=RANKS.index)


@dataclass(frozen=True, slots=True)
class Fits:
    """A code is right: it was given to *account*."""

    account: Account


@dataclass(frozen=True, slots=True)
class Wrong:
    """No such code was given, or it is too old or used; *left* further tries are allowed."""

    left: int


@dataclass(frozen=True, slots=True)
class Barred:
    """Too many wrong codes were typed; until *until* not even a right one is taken."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Word for *who*, whose code was used, that *other* is one person with them now.

    Args:
        number: its number in the store.
        who: who is to be told.
        other: the account that used the code.
    """

    number: int
    who: Account
    other: Account


Tried: TypeAlias = Fits | Wrong | Barred


class Staff(Protocol):
    """Who was given a role, which accounts are one person's, and the audit.

    The owners stand in the settings and not here. An act is kept in the same transaction as what
    it tells of; nothing takes one out again.
    """

    async def person(self, account: Account) -> Person:
        """Give the person behind an account; anybody is one."""

    async def people(self) -> tuple[Person, ...]:
        """Give everybody who has or had a role, or whose account is or was linked."""

    async def appoint(self, account: Account, role: Role, *, act: Act) -> Role:
        """Give whose account it is a role in place of the one they had, which comes back.

        READER takes it away, also from the accounts that are linked with this one. To give the
        role that the person has already writes nothing, the act neither.
        """

    async def give_code(self, account: Account, code: str, *, at: datetime) -> None:
        """Let *code* stand for an account for `VALID` from *at*, in place of an earlier one."""

    async def try_code(self, code: str, *, by: Account, at: datetime) -> Tried:
        """Tell whose code this is, and leave it to be used.

        More than `TRIES` wrong codes of one account within `VALID` bar it for the rest of that
        time, whichever of the copies of the program it asks. A right one ends the count.
        """

    async def link(self, code: str, *, act: Act) -> Tried:
        """Use a code: from now on whoever did *act* and whose code it is are one person.

        So are all those who were one with either of them. *act* is kept with the other account.
        Of several who use a code at once, one finds that it fits. What is wrong with it is told
        and counted as by `try_code`.
        """

    async def notices(
        self, platform: str, *, limit: int, without: Iterable[Account] = ()
    ) -> tuple[Notice, ...]:
        """Give the accounts of a platform that are to be told whom they were linked with.

        Each link by `link` makes one, for whose code it was; the oldest comes first. Those that
        *without* names are left out.
        """

    async def noticed(self, number: int) -> None:
        """Forget a notice: it was told, or cannot be; twice is harmless."""

    async def unlink(self, account: Account, *, act: Act) -> bool:
        """Let an account be nobody else's any more; whether it was anybody's."""

    async def acts(
        self, *, limit: int, skip: int = 0, story: int | None = None
    ) -> tuple[Noted, ...]:
        """Give what was done, the newest first: all of it, or what was done to one story."""
