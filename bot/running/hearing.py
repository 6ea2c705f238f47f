"""What people say at a door: each part of it is heard by one copy of the program."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.running.sharing import LOOK, Share
from bot.standing import Condition
from bot.words import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.pushing.clock import Clock
    from bot.running.alarm import Alarm
    from bot.standing import Tell

# Of two copies that hinder each other each waits for half a minute at the most before it hinders
# the other again; whoever was let be for longer than both is alone.
HOLD = timedelta(seconds=75)
FIRST_HOLD = timedelta(seconds=10)  # once is also what a copy sees that has just taken over
# Whoever hears the same already is thrown out by a copy that begins to hear, asks again a second
# later, and is so seen by that copy as well: by then it must not have pushed anything.
BEGINNING = timedelta(seconds=5)
ANSWER = 5.0  # seconds for the database to answer; with a look, within what a lease lasts
PARTING = 5.0  # seconds for the leases to be given back

DOUBLED = phrase(
    "Somewhere else the bot runs with the same token and another database. Nothing is pushed until "
    "one of them is stopped, for it would come twice."
)

log = logging.getLogger(__name__)


class Hearing:
    """Hears at a door whatever of it is this copy's to hear.

    Args:
        desk: the newsroom.
        door: the door, opened.
        worker: names this process, as nobody else's is named.
        clock: the time that all copies go by.
        alarm: tells the owners.

    Attributes:
        settled: set once it is known what this copy hears; before, nothing may be pushed.
    """

    def __init__(self, desk: Desk, door: Door, *, worker: str, clock: Clock, alarm: Alarm) -> None:
        self._desk = desk
        self._door = door
        self._worker = worker
        self._clock = clock
        self._alarm = alarm
        self.settled = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._heard: tuple[str, ...] | None = None
        self._doubled_at: datetime | None = None
        self._clears: asyncio.TimerHandle | None = None

    async def run(self, tell: Tell) -> None:
        """Hear until cancelled, as long and as much as the leases let.

        Raises:
            Problem: the door cannot hear, and waiting will not help.
            Outage: the platform cannot be reached now.
        """
        await self._clock.set()
        ledger, kind = self._desk.store.ledger, self._door.name
        names = await self._door.ears()
        share = Share(ledger, self._clock, worker=self._worker, kind=kind, names=names)
        try:
            while True:
                await self._adapt(share, tell)
                self.settled.set()
                await self._wait()
                if self._task is not None and self._task.done():
                    self._task.result()
                    return
        finally:
            await self._end()
            await _left(share)

    async def _adapt(self, share: Share, tell: Tell) -> None:
        """Hear what is this copy's by now, and nothing else."""
        if self._heard and not {*self._heard} <= {*share.held}:
            # It stood still for longer than its leases: somebody else hears by now.
            await self._end()
        try:
            async with asyncio.timeout(ANSWER):
                await share.look()
        except (StoreError, TimeoutError) as error:
            log.warning("What to hear at %s cannot be looked up: %s", self._door.name, error)
        if share.held != self._heard:
            begins = share.held and not self._heard
            await self._end()
            if begins:
                await self._hold(BEGINNING)
            self._begin(share, tell)

    def _begin(self, share: Share, tell: Tell) -> None:
        ears = self._heard = share.held
        # Others may have heard it meanwhile, and shown people lists that are not known here.
        self._desk.lists.forget()
        if not ears:
            tell(Condition.BESIDE)
            return

        async def doubled() -> None:
            if {*ears} <= {*share.held}:
                await self._doubled(tell)

        self._task = asyncio.create_task(self._door.hear(self._desk, ears, tell, doubled))

    async def _end(self) -> None:
        """Hear nothing any more, and finish what was begun."""
        task, self._task, self._heard = self._task, None, None
        if self._clears is not None:
            self._clears.cancel()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _wait(self) -> None:
        if self._task is None:
            await asyncio.sleep(LOOK)
        else:
            await asyncio.wait({self._task}, timeout=LOOK)

    async def _doubled(self, tell: Tell) -> None:
        """Keep still, and say so where it is sure that somebody else hears the same."""
        now, before = self._clock.now(), self._doubled_at
        self._doubled_at = now
        is_sure = before is not None and now - before < HOLD
        await self._hold(HOLD if is_sure else FIRST_HOLD)
        if not is_sure:
            return
        tell(Condition.HELD, DOUBLED)
        self._alarm.sound(f"second copy at {self._door.name}", DOUBLED)
        if self._clears is not None:
            self._clears.cancel()
        self._clears = asyncio.get_running_loop().call_later(HOLD.total_seconds(), tell)

    async def _hold(self, length: timedelta) -> None:
        """Push nothing for a while, for all copies on this database."""
        try:
            async with asyncio.timeout(ANSWER):
                await self._desk.store.ledger.hold(self._door.name, self._clock.now() + length)
        except (StoreError, TimeoutError):
            # Without a database nothing is pushed anyway.
            log.exception("The lane of %s cannot be held", self._door.name)


async def _left(share: Share) -> None:
    """Give the leases back; where that fails, they run out."""
    try:
        async with asyncio.timeout(PARTING):
            await share.leave()
    except (StoreError, TimeoutError) as error:
        log.info("Leases are left to run out: %s", error)
