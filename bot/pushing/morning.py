"""The morning: whatever slot is due is planned for, by whichever copy of the program is first."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.entries import Planned
    from bot.ledger import Ledger
    from bot.pace import Lane
    from bot.pushing.clock import Clock
    from bot.running.alarm import Alarm
    from bot.standing import Tell

TICK = 1.0  # seconds between two looks; one with nothing due takes a millisecond
AT_ONCE = 50  # slots of one look, so that the next delivery never waits for long
AWAY = 2.0  # seconds between two looks while the database is away
LONG = timedelta(minutes=5)  # a database that is away for longer concerns the owners
LASTING = 60.0  # seconds; of a push that takes longer it is said how long

log = logging.getLogger(__name__)


class Morning:
    """Plans what is due.

    Args:
        ledger: where it is written down.
        clock: the time that all copies go by.
        window: how late a briefing may still come.
        lanes: the pace of each door, by its name.
        alarm: tells the owners of a database that stays away.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        *,
        window: timedelta,
        lanes: Mapping[str, Lane] | None = None,
        alarm: Alarm | None = None,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._window = window
        self._lanes = lanes or {}
        self._alarm = alarm
        self._is_growing = False

    async def run(self, tell: Tell) -> None:
        """Look what is due, again and again, until cancelled."""
        await self._clock.set()
        tell()
        away: datetime | None = None
        while True:
            try:
                await self._clock.keep()
                planned = await self.look()
            except StoreError as error:
                if away is None:
                    log.error("Nothing can be planned: %s", error)  # noqa: TRY400 - its sentence says all
                    away = self._clock.now()
                self._is_missed(away, error)
                await asyncio.sleep(AWAY)
                continue
            if away:
                log.warning("What is due is planned again")
            away = None
            await asyncio.sleep(0 if planned.slots == AT_ONCE else TICK)

    async def look(self) -> Planned:
        """Plan what is due now."""
        planned = await self._ledger.plan(self._clock.now(), window=self._window, limit=AT_ONCE)
        if planned.deliveries:
            log.info("%s briefings are due, of %s slots", planned.deliveries, planned.slots)
            self._is_growing = True
        elif self._is_growing:
            # All that is due at once stands there only now.
            self._is_growing = False
            await self._say_how_long()
        return planned

    def _is_missed(self, since: datetime, error: StoreError) -> None:
        if self._alarm is not None and self._clock.now() - since >= LONG:
            said = phrase(
                "The database has been away for minutes, and no briefing goes out. {reason}",
                reason=error.phrase,
            )
            self._alarm.sound("database", said)

    async def _say_how_long(self) -> None:
        """Say of each lane that has much to carry how long that takes."""
        for name, lane in self._lanes.items():
            backlog = await self._ledger.backlog(name, lane, now=self._clock.now())
            if backlog.seconds > LASTING:
                log.warning(
                    "%s briefings go out through %s; at %.0f a second that takes %.0f minutes",
                    *(backlog.due, name, lane.rate, backlog.seconds / 60),
                )
