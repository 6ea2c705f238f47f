"""Deliveries on their way through one door: claim, begin, send, record."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.edition import Progress
from bot.entries import Begun, Result
from bot.errors import StoreError
from bot.outcome import Refused, Sent, Unknown
from bot.pushing.amending import RESTING, Amending
from bot.pushing.composing import Composing
from bot.pushing.following import AWAY, Following
from bot.pushing.moments import Counted, Moments
from bot.pushing.patience import waited
from bot.pushing.recording import Recording
from bot.pushing.settling import SURE, again, settled, uncertain, unwanted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.dispatch import Amendment
    from bot.edition import Delivery
    from bot.entries import Claimed
    from bot.outcome import Outcome
    from bot.pushing.amending import Amended
    from bot.pushing.clock import Clock
    from bot.running.alarm import Alarm
    from bot.words import Words

# From when a call is begun until it is written down: 18 s for its turn, where all in hand go out at
# the slowest lane's pace, 90 s until the door is given up, and some for the database.
LEASE = timedelta(minutes=2)
NEAR = timedelta(seconds=10)  # for a place in the lane that is further off nobody holds a delivery
MOST = 500  # deliveries in hand at once
SOONER = timedelta(seconds=0.05)  # before its moment a send is written down to be under way
IDLE = 0.05  # seconds between two looks while there is too much in hand
FINISHING = 15.0  # seconds for what was begun when the program is told to stop

log = logging.getLogger(__name__)


class Courier:
    """Delivers what is due through one door.

    Args:
        desk: the newsroom.
        door: where it goes out.
        worker: names this process, as nobody else's is named.
        clock: the time that all copies go by.
        hold: whether what may have arrived is held, and not sent once more.
        alarm: tells the owners of what goes wrong again and again.
    """

    def __init__(
        self,
        desk: Desk,
        door: Door,
        *,
        worker: str,
        clock: Clock,
        hold: bool = False,
        alarm: Alarm | None = None,
    ) -> None:
        self._ledger = desk.store.ledger
        self._door = door
        self._worker = worker
        self._clock = clock
        self._most_unsure = 1 if hold else SURE
        self._alarm = alarm
        self.composing = Composing(desk, door.limits)
        self._amending = Amending(desk, door, clock)
        self._following = Following(desk, door, clock)
        self._moments = Moments(door.pace)
        self._unplaced = Counted()
        self._recording = Recording(self._ledger, clock, worker=worker, lease=LEASE)
        self._tasks: dict[asyncio.Task[None], datetime] = {}  # until when each holds its delivery

    async def run(self) -> None:
        """Deliver until cancelled; then take nothing new, and finish what was begun."""
        await self._clock.set()
        try:
            while True:
                seconds = await self.round()
                await asyncio.sleep(seconds)
        finally:
            await self.finish()

    async def round(self) -> float:
        """Take what may go out, and tell after how many seconds to look again."""
        free, now = MOST - len(self._tasks), self._clock.now()
        # What was held for too long, as when the database was away, is to be written down first:
        # who takes it meanwhile, and that may be this very courier, sends it once more.
        if not free or min(self._tasks.values(), default=now + LEASE) <= now:
            return IDLE
        try:
            claimed = await self._claimed(free, now)
        except StoreError as error:
            log.warning("What is due through %s cannot be claimed: %s", self._door.name, error)
            return AWAY
        for delivery, moment in claimed.deliveries:
            task = asyncio.create_task(self._deliver(delivery, moment))
            self._tasks[task] = now + LEASE
            task.add_done_callback(self._tasks.pop)
        return max((claimed.again - self._clock.now()).total_seconds(), 0.0)

    async def finish(self) -> None:
        """Let what was begun come to its end, or stop it after a while."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FINISHING)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _claimed(self, limit: int, now: datetime) -> Claimed:
        lane, worker, pace = self._door.name, self._worker, self._moments.pace(now.timestamp())
        counts = {"limit": limit, "unplaced": self._unplaced.new(self._door.unplaced)}
        return await self._ledger.claim(lane, pace, worker=worker, now=now, lease=LEASE, **counts)

    async def _deliver(self, delivery: Delivery, moment: datetime) -> None:
        """Send a delivery at its moment, and write down what became of it."""
        try:
            result = await self._tried(delivery, moment)
            if result is not None:
                await self._recording.end(result)
                if self._alarm is not None:
                    self._alarm.heed(self._door.name, result)
                await self._following.followed(result)
        except StoreError as error:
            # Its lease will run out, and whoever claims it then goes on.
            where = delivery.subscription.where
            log.warning("A delivery to %s is left for later: %s", where, error)
        except Exception:
            log.exception("A delivery to %s broke", delivery.subscription.where)

    async def _tried(self, delivery: Delivery, moment: datetime) -> Result | None:
        """Send a delivery, unless it is another worker's by now; None where it is."""
        if delivery.amends is not None:
            return await self._amended(delivery, delivery.amends, moment)
        composed = await self.composing.composed(delivery)
        words, part = composed.words, delivery.part
        if part >= len(composed.messages):
            return Result(delivery=delivery, progress=Progress.QUIET)
        await self._until(moment - SOONER)
        if delivery.unsure and (found := await self._found(delivery, words)):
            return found
        if delivery.subscription.state in RESTING:
            return unwanted(delivery)  # it was being planned when somebody wished so
        begun = Begun(delivery, composed.edition.id, len(composed.messages))
        if not await self._holds(begun):
            return None
        if await self._is_too_late(delivery, moment):
            return again(delivery, self._clock.now())
        where = delivery.subscription.where
        outcome = await waited(self._door.send(where, composed.messages[part], key=delivery.key))
        return await self._followed(delivery, outcome, words, composed.digests[part])

    async def _amended(
        self, delivery: Delivery, amendment: Amendment, moment: datetime
    ) -> Result | None:
        """Set a message right, unless that is another worker's by now; None where it is."""
        amended = await self._amending.amended(delivery, amendment)
        if amended is None:
            return Result(delivery=delivery, progress=Progress.QUIET)
        await self._until(moment - SOONER)
        begun = Begun(delivery, amendment.posted.edition, 1)
        if not await self._holds(begun):
            return None
        if await self._is_too_late(delivery, moment):
            return again(delivery, self._clock.now())
        outcome = await self._amending.changed(delivery, amendment, amended)
        if outcome is None:
            return await self._replied(begun, amendment.posted.message, amended)
        return await self._followed(delivery, outcome, amended.words, amended.digest)

    async def _replied(self, begun: Begun, sent: str, amended: Amended) -> Result | None:
        """Say in a reply what cannot be changed; None where that is another worker's by now."""
        delivery, is_further = begun.delivery, amended.message is not None
        if delivery.unsure and (found := await self._found(delivery, amended.words)):
            return found
        for answers in (sent, None) if sent else (None,):
            if is_further:
                moment = await self._amending.place()
                if moment - self._clock.now() > NEAR:
                    return again(delivery, moment)
                await self._until(moment)
                if not await self._holds(begun):
                    return None
            outcome, is_further = await self._amending.replied(delivery, amended, answers), True
            if not isinstance(outcome, Refused):
                break
        return await self._followed(delivery, outcome, amended.words)

    async def _found(self, delivery: Delivery, words: Words) -> Result | None:
        """Look for what may have arrived; None where it is to be sent."""
        where = delivery.subscription.where
        found = await waited(self._door.find(where, key=delivery.key, since=delivery.due))
        if isinstance(found, Sent):
            return self._settled(delivery, found, words)
        if isinstance(found, Unknown) and delivery.unsure >= self._most_unsure:
            return uncertain(delivery, words.say(found.reason))
        return None

    async def _is_too_late(self, delivery: Delivery, moment: datetime) -> bool:
        """Wait for the moment of a send, and tell whether it has missed it."""
        await self._until(moment)
        now = self._clock.now()
        if not delivery.unsure and self._moments.missed((now - moment).total_seconds()):
            return True
        await _slept(self._moments.turn(now.timestamp(), self._door.unplaced))
        return False

    async def _until(self, moment: datetime) -> None:
        await _slept((moment - self._clock.now()).total_seconds())

    async def _followed(
        self, delivery: Delivery, outcome: Outcome, words: Words, digest: int | None = None
    ) -> Result:
        """Do what the end of a send asks for, and tell what became of the delivery."""
        if not isinstance(outcome, Sent):
            await self._following.follow(delivery.subscription.where, outcome)
        return self._settled(delivery, outcome, words, digest)

    def _settled(
        self, delivery: Delivery, outcome: Outcome, words: Words, digest: int | None = None
    ) -> Result:
        rest, now = self._door.rest(delivery.subscription.where), self._clock.now()
        return settled(delivery, outcome, now=now, words=words, rest=rest, digest=digest)

    async def _holds(self, begun: Begun) -> bool:
        """Write down that a call begins now, unless the delivery is another worker's by now."""
        until = self._clock.now() + LEASE
        held = await self._recording.begin(begun)
        if held and (task := asyncio.current_task()):
            self._tasks[task] = until
        return held


async def _slept(seconds: float) -> None:
    """Wait; who need not wait lets nobody come between either."""
    if seconds > 0:
        await asyncio.sleep(seconds)
