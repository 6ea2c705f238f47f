"""The morning: whatever slot is due is planned for, by whichever copy of the program is first."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.ledger import Ledger, Planned

TICK = 1.0  # seconds between two looks; one with nothing due takes a millisecond
AT_ONCE = 50  # slots of one look, so that the next delivery never waits for long
AWAY = 2.0  # seconds between two looks while the database is away
SETTING = timedelta(minutes=1)  # between two looks at the database's clock

log = logging.getLogger(__name__)


class Morning:
    """Plans what is due.

    Args:
        ledger: where it is written down.
        clock: the time that all copies go by.
        window: how late a briefing may still come.
    """

    def __init__(self, ledger: Ledger, clock: Clock, *, window: timedelta) -> None:
        self._ledger = ledger
        self._clock = clock
        self._window = window

    async def run(self, ready: Callable[[], None]) -> None:
        """Look what is due, again and again, until cancelled."""
        await self._clock.set()
        ready()
        away = False
        set_at = self._clock.now()
        while True:
            try:
                planned = await self.look()
                if self._clock.now() - set_at >= SETTING:
                    await self._clock.set()
                    set_at = self._clock.now()
            except StoreError as error:
                if not away:
                    log.error("Nothing can be planned: %s", error)  # noqa: TRY400 - its sentence says all
                away = True
                await asyncio.sleep(AWAY)
                continue
            if away:
                log.warning("What is due is planned again")
            away = False
            await asyncio.sleep(0 if planned.slots == AT_ONCE else TICK)

    async def look(self) -> Planned:
        """Plan what is due now."""
        planned = await self._ledger.plan(self._clock.now(), window=self._window, limit=AT_ONCE)
        if planned.deliveries:
            log.info("%s briefings are due, of %s slots", planned.deliveries, planned.slots)
        return planned
