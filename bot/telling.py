"""Readers are told what became of their reports: in private, else where they wrote them."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Address
from bot.errors import StoreError
from bot.outcome import Later, Moved, Sent, Unknown
from bot.pages import cut
from bot.views.letters import told
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.adapter import Door
    from bot.clock import Clock
    from bot.desk import Desk
    from bot.outcome import Outcome
    from bot.postbox import Letter
    from bot.reply import Reply
    from bot.standing import Tell

LOOK = 10.0  # seconds; whoever wrote yesterday can wait that long
AT_ONCE = 20
LEASE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Telling:
    """Tells readers what became of their reports.

    Of several copies one tells through a door at a time. One that is killed between sending and
    writing that down has the next one tell it again, which harms nobody.

    Args:
        desk: the newsroom.
        doors: those through which readers may be reached.
        worker: names this copy.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, doors: Iterable[Door], *, worker: str, clock: Clock) -> None:
        self._desk = desk
        self._doors = tuple(doors)
        self._worker = worker
        self._clock = clock

    async def run(self, tell: Tell) -> None:
        """Look again and again, until cancelled."""
        tell()
        while True:
            for door in self._doors:
                try:
                    await self.look(door)
                except StoreError as error:
                    log.warning("What became of reports cannot be told now: %s", error)
            await asyncio.sleep(LOOK)

    async def look(self, door: Door) -> None:
        """Tell all who can be told through a door."""
        now, ledger = self._clock.now(), self._desk.store.ledger
        name = f"reports: {door.name}"
        if not await ledger.lease(name, self._worker, now=now, until=now + LEASE):
            return
        for letter in await self._desk.store.postbox.untold(door.name, limit=AT_ONCE):
            if isinstance(await self._told(door, letter), Later):
                break
            await self._desk.store.postbox.told(letter.number, at=self._clock.now())

    async def _told(self, door: Door, letter: Letter) -> Outcome:
        """Tell a reader, and say how that ended."""
        reply = told(words_for(await self._language(letter)), letter)
        report = letter.report
        private = Address(report.who.platform, report.who.person)
        key = f"report-{letter.number}"
        outcome = await _sent(door, private, reply, key)
        if not isinstance(outcome, Sent | Later | Unknown) and report.where != private:
            # Some can be written to only where they wrote themselves.
            outcome = await _sent(door, report.where, reply, f"{key}-there")
        if isinstance(outcome, Moved):
            outcome = await _sent(door, outcome.to, reply, f"{key}-moved")
        if not isinstance(outcome, Sent | Later):
            log.warning("The reader of report %d cannot be told: %s", letter.number, outcome)
        return outcome

    async def _language(self, letter: Letter) -> str:
        chosen = await self._desk.store.language(letter.report.who)
        return chosen or letter.report.language or self._desk.language


async def _sent(door: Door, where: Address, reply: Reply, key: str) -> Outcome:
    """Send a reply in as many messages as it takes; the last one tells how that ended."""
    first, *others = cut(reply, door.limits)
    outcome = await door.send(where, first, key=key)
    for number, part in enumerate(others, start=1):
        if not isinstance(outcome, Sent):
            break
        outcome = await door.send(where, part, key=f"{key}-{number}")
    return outcome
