"""Subscription, Edition, Delivery: who wants to be told what, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from bot.words import preferred

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.address import Account, Address
    from bot.dispatch import Amendment
    from bot.revision import Revision
    from bot.schedule import Slot

MOST = 5  # stories of an edition, where a channel did not choose another number
LETTERS = ascii_letters + digits
KEY_LENGTH = 22  # of these letters, for 128 bits


class Subscribed(StrEnum):
    """How a subscription stands; none is ever deleted."""

    ACTIVE = "active"
    PAUSED = "paused"  # whoever manages the place wished so
    SUSPENDED = "suspended"  # the place cannot be reached; it is tried again, less and less often
    ENDED = "ended"  # unsubscribed, and can be taken back


class Progress(StrEnum):
    """How far a delivery has come; all but the first are final."""

    OPEN = "open"
    SENT = "sent"
    QUIET = "quiet"  # there was no news, and the place wants no word of that
    SKIPPED = "skipped"  # the program was away for too long
    EXPIRED = "expired"  # it could not be sent while it was still worth reading
    REFUSED = "refused"  # the platform will never take it
    LOST = "lost"  # the place, or the right to write there, is lost
    UNCERTAIN = "uncertain"  # it may have arrived, and is not sent again


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a place wants to be told, and when.

    Args:
        slot: at which time of which days.
        topics: only stories of one of these; all where there are none.
        language: only stories in this language, and the bot's words in it; None for any.
        spoken: the language of whoever wished it, in which the bot's words are where no language of
            stories is chosen, or one that the bot does not speak; None for the newsroom's.
        most: the most stories of an edition.
        silent: whether a day without news passes without a word.
        breaking: whether it is told of breaking news at once.
    """

    slot: Slot
    topics: tuple[str, ...] = ()
    language: str | None = None
    spoken: str | None = None
    most: int = MOST
    silent: bool = False
    breaking: bool = False

    def told_in(self, default: str) -> str:
        """Give the language of the bot's words: *default*, the newsroom's, where none is known."""
        return preferred((self.language, self.spoken), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A place that wants a briefing.

    Args:
        id: its number in the ledger.
        where: the place; it has no other subscription.
        wish: what it wants.
        by: who set it up or changed it last, and is told when it is suspended.
        state: how it stands.
        since: since when it stands so.
        reason: why it is suspended, in the words of the place or the newsroom's; else empty.
        until: when a pause ends by itself; None where it does not.
        retry: from when on a suspended one is tried again, at its next moment; else None.
        first: no briefing of an earlier local date than this.
    """

    id: int
    where: Address
    wish: Wish
    by: Account
    state: Subscribed
    since: datetime
    reason: str
    until: datetime | None
    retry: datetime | None
    first: date

    def as_of(self, now: datetime) -> Subscription:
        """Give it as it stands: a pause may be over that no slot has ended yet."""
        if self.state is Subscribed.PAUSED and self.until is not None and self.until <= now:
            return replace(self, state=Subscribed.ACTIVE, since=self.until, until=None)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the places of one wish are told at one moment: composed once, and read from then on.

    Args:
        id: its number in the ledger.
        stories: the stories, as they were shown when it was composed, the first first.
        more: how many further stories would have fitted.
    """

    id: int
    stories: tuple[Revision, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message of a briefing or a dispatch, on its way to one place.

    Args:
        id: its number in the ledger.
        subscription: whose it is.
        day: the local date of the briefing; with the subscription and the part it is unique.
        part: which of the briefing's messages, from 0.
        due: when the briefing was due.
        since: news are what was published after this moment, and not after *due*.
        late: whether it must be marked late.
        expires: when it is not worth sending any more.
        attempt: how often it was claimed; with the worker it fences off whoever lost it.
        unsure: how many sends before this one may have arrived.
        edition: the edition's number, once it is composed.
        parts: how many messages the briefing has, once it is composed.
        dispatch: the number of the dispatch it is of; 0 for a briefing.
        amends: the message that is set right where it stands; None for a message of its own.
        told: the stories that the place has heard of since then already, as breaking news.
        truth: the newest dispatch that may have set a story of it right; 0 for none.
    """

    id: int
    subscription: Subscription
    day: date
    part: int
    due: datetime
    since: datetime
    late: bool
    expires: datetime
    attempt: int
    unsure: int
    edition: int | None
    parts: int | None
    dispatch: int = 0
    amends: Amendment | None = None
    told: tuple[int, ...] = ()
    truth: int = 0

    @property
    def key(self) -> str:
        """Name its send: the same on two copies of a database, and no other send's.

        22 characters, for Discord takes 25 at the most.
        """
        where = self.subscription.where
        named = [where.platform, where.chat, where.thread, self.day.isoformat(), str(self.part)]
        if self.dispatch:
            named.append(str(self.dispatch))
        if self.amends:
            named.append(str(self.amends.posted.delivery))
        digest = blake2b("\0".join(named).encode(), digest_size=16).digest()
        number, written = int.from_bytes(digest, "big"), ""
        for _ in range(KEY_LENGTH):
            number, rest = divmod(number, len(LETTERS))
            written += LETTERS[rest]
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became of a delivery, as `status` tells it.

    Args:
        day: the local date of the briefing.
        part: which of its messages, from 0.
        progress: how far it has come.
        at: when that was recorded; None while it is open.
        reason: why it was not sent, or was not yet; empty where it was.
        message: the platform's id of the message; empty where there is none.
    """

    day: date
    part: int
    progress: Progress
    at: datetime | None
    reason: str
    message: str
