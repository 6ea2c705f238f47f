"""What goes out at once: written down by whichever copy is first."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.pushing.briefing import is_wanted

if TYPE_CHECKING:
    from bot.dispatches import Dispatches
    from bot.pushing.clock import Clock
    from bot.standing import Tell

LOOK = 1.0  # seconds between two looks; one with nothing to write takes a millisecond
AWAY = 2.0  # seconds between two looks while the database is away

log = logging.getLogger(__name__)


class Dispatching:
    """Writes down the deliveries of dispatches.

    Args:
        dispatches: where they are.
        clock: the time that all copies go by.
    """

    def __init__(self, dispatches: Dispatches, clock: Clock) -> None:
        self._dispatches = dispatches
        self._clock = clock

    async def run(self, tell: Tell) -> None:
        """Look again and again, until cancelled."""
        await self._clock.set()
        tell()
        while True:
            try:
                written = await self.look()
            except StoreError as error:
                log.warning("Nothing can be dispatched: %s", error)
                await asyncio.sleep(AWAY)
            else:
                await asyncio.sleep(0 if written else LOOK)

    async def look(self) -> bool:
        """Write down a piece of what is to go out; whether there may be more at once."""
        now = self._clock.now()
        fanned = await self._dispatches.plan(now, is_wanted=is_wanted)
        if fanned.written:
            log.info("%s messages are to be sent or set right", fanned.written)
        return fanned.next is not None and fanned.next <= now
