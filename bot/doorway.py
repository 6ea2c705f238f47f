"""A door with its courier: people are answered through it, and briefings go out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.adapter import Door
    from bot.delivery import Courier
    from bot.desk import Desk


class Doorway:
    """Runs a door and its courier as one: neither is there without the other.

    Args:
        desk: the newsroom.
        door: the door.
        courier: delivers through it while it is open.
    """

    def __init__(self, desk: Desk, door: Door, courier: Courier) -> None:
        self._desk = desk
        self._door = door
        self._courier = courier

    async def run(self, ready: Callable[[], None]) -> None:
        """Answer and deliver until cancelled; what is on its way then still gets out.

        Raises:
            Problem: the door cannot be opened, and waiting will not help.
            Outage: the platform cannot be reached now.
        """
        is_open = asyncio.Event()

        def opened() -> None:
            is_open.set()
            ready()

        answering = asyncio.create_task(self._door.run(self._desk, opened))
        delivering = asyncio.create_task(self._deliver(is_open))
        try:
            await asyncio.wait({answering, delivering}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            # In this order: the courier needs an open door for what it has begun.
            for task in (delivering, answering):
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        for task in (answering, delivering):
            if not task.cancelled():
                task.result()

    async def _deliver(self, is_open: asyncio.Event) -> None:
        await is_open.wait()
        await self._courier.run()
