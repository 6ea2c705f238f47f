"""Where the bot may be: channels that it is let into again have their briefings back."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from adapters.discord import NAME
from bot.pushing import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.desk import Desk

log = logging.getLogger(__name__)


class Membership:
    """Resumes what channels had subscribed to.

    Args:
        desk: the newsroom.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entered: set[str] = set()
        self._present: set[str] = set()
        self._some = asyncio.Event()

    def entered(self, channels: Iterable[str]) -> None:
        """Note channels that the bot may have been let into."""
        self._entered.update(channels)
        self._some.set()

    def present(self, channels: Iterable[str]) -> None:
        """Note channels of servers that the bot was in before; at a start these are all of them."""
        self._present.update(channels)
        self._some.set()

    async def settle(self) -> None:
        """Look after what was noted, all that has come together since the last time."""
        while True:
            await self._some.wait()
            self._some.clear()
            entered, self._entered = self._entered, set()
            present, self._present = self._present, set()
            try:
                await places.entered(self._desk, NAME, entered)
                await places.present(self._desk, NAME, present)
            except Exception:
                # They are tried again by themselves, as any place that is suspended.
                log.exception("Whether channels have their briefings back cannot be told")
