"""Where the bot may be: places that open have their briefings back, and lost ones are told of."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from adapters.discord import NAME
from adapters.discord.faults import REMOVED
from adapters.discord.servers import ITSELF, THREADS
from bot.pushing import places
from bot.pushing.following import surely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.discord.servers import Way
    from bot.adapter import Door
    from bot.address import Address
    from bot.desk import Desk

log = logging.getLogger(__name__)


class Membership:
    """Suspends and resumes what channels had subscribed to.

    Args:
        desk: the newsroom.
        door: the one through which people are told of it.
    """

    def __init__(self, desk: Desk, door: Door) -> None:
        self._desk = desk
        self._door = door
        self._entered: set[Way] = set()
        self._present: set[str] = set()
        self._left: set[str] = set()
        self._some = asyncio.Event()

    def entered(self, ways: Iterable[Way]) -> None:
        """Note what is open to the bot, and was not before."""
        new = set(ways)
        if not new:
            return
        self._entered |= new
        self._left -= {channel for channel, _ in new}
        self._some.set()

    def present(self, channels: Iterable[str]) -> None:
        """Note channels that may be open again; at a start these are most of them."""
        self._present.update(channels)
        self._some.set()

    def left(self, channels: Iterable[str]) -> None:
        """Note the channels of a server that the bot was removed from."""
        gone = set(channels)
        self._left |= gone
        self._present -= gone
        self._entered = {way for way in self._entered if way[0] not in gone}
        self._some.set()

    async def settle(self) -> None:
        """Look after what was noted, all that has come together since the last time."""
        while True:
            await self._some.wait()
            self._some.clear()
            try:
                await self._look_after()
            except Exception:
                # They are tried again by themselves, as any place that is suspended.
                log.exception("Whether channels have their briefings back cannot be told")

    async def _look_after(self) -> None:
        desk, door = self._desk, self._door
        entered, self._entered = self._entered, set()
        present, self._present = self._present, set()
        left, self._left = self._left, set()
        # The gateway tells of a change once, also where the database is away just then.
        await surely(lambda: self._enter(entered))
        await surely(lambda: places.present(desk, NAME, present))
        await surely(lambda: places.left(desk, door, left, REMOVED))

    async def _enter(self, entered: set[Way]) -> None:
        def is_open(where: Address) -> bool:
            kind = THREADS if where.thread else ITSELF
            return not entered.isdisjoint({(where.chat, kind), (where.chat, where.thread)})

        channels = {channel for channel, _ in entered}
        await places.entered(self._desk, NAME, channels, is_open=is_open)
