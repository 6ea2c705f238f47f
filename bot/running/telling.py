"""Single persons are told what concerns them: in private, else where they wrote themselves."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Address
from bot.cutting.pages import cut
from bot.errors import StoreError
from bot.outcome import Later, Moved, Sent, Unknown
from bot.pace import wait
from bot.running.tidings import tidings
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.adapter import Door
    from bot.address import Account
    from bot.desk import Desk
    from bot.outcome import Outcome
    from bot.pushing.clock import Clock
    from bot.reply import Reply
    from bot.running.tidings import Tidings
    from bot.standing import Tell

LOOK = 10.0  # seconds between two looks; whoever wrote yesterday can wait that long
LEASE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Telling:
    """Tells people what became of their reports, and that their accounts were linked.

    Of several copies one tells through a door at a time. One that is killed between sending and
    writing that down has the next one tell it again, which harms nobody.

    Args:
        desk: the newsroom.
        doors: those through which people may be reached.
        worker: names this copy.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, doors: Iterable[Door], *, worker: str, clock: Clock) -> None:
        self._desk = desk
        self._doors = tuple(doors)
        self._worker = worker
        self._clock = clock
        # Until when nothing goes out: through a door, or to a person.
        self._closed: dict[str, datetime] = {}
        self._waiting: dict[Account, datetime] = {}

    async def run(self, tell: Tell) -> None:
        """Look again and again, until cancelled."""
        tell()
        while True:
            for door in self._doors:
                try:
                    await self.look(door)
                except StoreError as error:
                    log.warning("What concerns people cannot be told to them now: %s", error)
            await asyncio.sleep(LOOK)

    async def look(self, door: Door) -> None:
        """Tell all who can be told through a door."""
        now = self._clock.now()
        if now < self._closed.get(door.name, now):
            return
        self._waiting = {who: moment for who, moment in self._waiting.items() if moment > now}
        untold = await tidings(self._desk, door.name, without=self._waiting)
        until = self._clock.now() + LEASE
        for each in untold:
            if each.who in self._waiting:
                continue
            now = self._clock.now()
            # Once it has run out, another copy may have told all the others meanwhile.
            if now >= until or not await self._is_ours(door, now):
                return
            until = now + LEASE
            match await self._told(door, each):
                case Later(after, everywhere=True):
                    self._closed[door.name] = self._after(after)
                    return
                case Later(after):
                    self._waiting[each.who] = self._after(after)
                case _:
                    await each.over(self._clock.now())

    def _after(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=wait(seconds).seconds)

    async def _is_ours(self, door: Door, now: datetime) -> bool:
        name, until = f"telling: {door.name}", now + LEASE
        return await self._desk.store.ledger.lease(name, self._worker, now=now, until=until)

    async def _told(self, door: Door, told: Tidings) -> Outcome:
        """Tell somebody, and say how that ended."""
        language = await self._desk.store.language(told.who) or told.language
        reply = told.says(words_for(language or self._desk.language))
        private = Address(told.who.platform, told.who.person)
        outcome = await _sent(door, private, reply, told.key)
        elsewhere = told.elsewhere if told.elsewhere != private else None
        if elsewhere and not isinstance(outcome, Sent | Later | Unknown):
            outcome = await _sent(door, elsewhere, reply, f"{told.key}-there")
        if isinstance(outcome, Moved):
            outcome = await _sent(door, outcome.to, reply, f"{told.key}-moved")
        if not isinstance(outcome, Sent | Later):
            log.warning("%s cannot be told what concerns them: %s", told.who, outcome)
        return outcome


async def _sent(door: Door, where: Address, reply: Reply, key: str) -> Outcome:
    """Send a reply in as many messages as it takes; the last one tells how that ended."""
    first, *others = cut(reply, door.limits)
    outcome = await door.send(where, first, key=key)
    for number, part in enumerate(others, start=1):
        if not isinstance(outcome, Sent):
            break
        outcome = await door.send(where, part, key=f"{key}-{number}")
    return outcome
