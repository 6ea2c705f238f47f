"""What the owners must hear of, wherever they are: said once by whichever copy can reach them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.address import Address
from bot.edition import Progress
from bot.errors import StoreError
from bot.outcome import Sent
from bot.reply import Paragraph, Plain, Reply
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.adapter import Door
    from bot.address import Account
    from bot.desk import Desk
    from bot.entries import Result
    from bot.pushing.clock import Clock
    from bot.standing import Tell
    from bot.words import Phrase

QUIET = timedelta(hours=1)  # the same is not said again sooner
AGAIN = 30.0  # seconds until owners who could not be reached are tried again
SLOTS = 3  # moments in a row at which briefings were due and none was sent
ARRIVED = {Progress.SENT, Progress.QUIET}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alarm that is still to be told.

    Args:
        said: what.
        at: since when.
        key: names its telling, as nothing else is named.
    """

    said: Phrase
    at: datetime
    key: str = field(default_factory=lambda: token_urlsafe(16))


class Alarm:
    """Tells the owners what is wrong, by private messages.

    Args:
        desk: the newsroom.
        doors: those through which they may be reached.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, doors: Iterable[Door], clock: Clock) -> None:
        self._desk = desk
        self._doors = {door.name: door for door in doors}
        self._clock = clock
        self._sounded: dict[str, datetime] = {}
        self._waiting: dict[str, Waiting] = {}
        self._unsent: dict[str, set[datetime]] = {}
        self._stirred = asyncio.Event()

    def sound(self, cause: str, said: Phrase) -> None:
        """Let the owners be told, unless the same *cause* was told of within the hour."""
        now = self._clock.now()
        before = self._sounded.get(cause)
        if before is not None and now - before < QUIET:
            return
        log.error("%s", said)
        self._sounded[cause] = now
        self._waiting[cause] = Waiting(said, now)
        self._stirred.set()

    def heed(self, door: str, result: Result) -> None:
        """Look at how a try ended: that nothing is sent any more, nobody else would notice."""
        unsent = self._unsent.setdefault(door, set())
        if result.progress in ARRIVED:
            unsent.clear()
            return
        unsent.add(result.delivery.due)
        if result.progress is Progress.REFUSED:
            self.sound(f"refused by {door}", _refused(door, result))
        if len(unsent) >= SLOTS:
            self.sound(f"nothing sent at {door}", _silent(door, len(unsent), result.reason))

    async def run(self, tell: Tell) -> None:
        """Tell of what is sounded, until cancelled."""
        tell()
        while True:
            try:
                async with asyncio.timeout(AGAIN if self._waiting else None):
                    await self._stirred.wait()
            except TimeoutError:
                log.info("Owners are tried again that could not be reached")
            self._stirred.clear()
            await self.look()

    async def look(self) -> None:
        """Tell of all that is still to be told; what nobody could hear for an hour is dropped."""
        for cause, waiting in list(self._waiting.items()):
            is_old = self._clock.now() - waiting.at >= QUIET
            if is_old or not await self._is_ours(cause, waiting) or await self._told(waiting):
                del self._waiting[cause]
            else:
                await self._leave(cause, waiting)

    async def _is_ours(self, cause: str, waiting: Waiting) -> bool:
        """Whether no other copy tells of the same; without a database each says what it knows."""
        now = self._clock.now()
        name, until = f"alarm: {cause}", now + QUIET
        try:
            return await self._desk.store.ledger.lease(name, waiting.key, now=now, until=until)
        except StoreError:
            return True

    async def _leave(self, cause: str, waiting: Waiting) -> None:
        """Let another copy tell it, which may reach somebody."""
        try:
            await self._desk.store.ledger.release(f"alarm: {cause}", waiting.key)
        except StoreError as error:
            log.info("Another copy may not tell it: %s", error)

    async def _told(self, waiting: Waiting) -> bool:
        """Tell every owner; whether anybody was reached, or there is nobody to reach."""
        reached = [await self._tell(owner, waiting) for owner in sorted(self._desk.owners, key=str)]
        return any(reached) or not reached

    async def _tell(self, owner: Account, waiting: Waiting) -> bool:
        door = self._doors.get(owner.platform)
        if door is None:
            return False
        words = words_for(await self._language(owner))
        reply = Reply((Paragraph((Plain(words.say(waiting.said)),)),), private=True)
        where = Address(owner.platform, owner.person)
        outcome = await door.send(where, reply, key=waiting.key)
        if not isinstance(outcome, Sent):
            log.warning("The owner %s cannot be told: %s", owner, outcome)
        return isinstance(outcome, Sent)

    async def _language(self, owner: Account) -> str:
        try:
            return await self._desk.store.language(owner) or self._desk.language
        except StoreError:
            return self._desk.language


def _refused(door: str, result: Result) -> Phrase:
    return phrase(
        "{door} refuses a briefing, which is a fault of this program: {reason}",
        door=door,
        reason=result.reason,
    )


def _silent(door: str, slots: int, reason: str) -> Phrase:
    return phrase(
        "Nothing was sent through {door} at the last {slots} moments at which briefings were due. "
        "{reason}",
        door=door,
        slots=slots,
        reason=reason,
    )
