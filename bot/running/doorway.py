"""A door with its courier: people are answered through it, and briefings go out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.adapter import Door
    from bot.pushing.delivery import Courier
    from bot.running.hearing import Hearing
    from bot.standing import Tell


class Doorway:
    """Runs a door, whoever hears at it and its courier as one: none is there without the others.

    Args:
        door: the door.
        hearing: hears people at it, as far as no other copy does.
        courier: delivers through it, as each copy does.
    """

    def __init__(self, door: Door, hearing: Hearing, courier: Courier) -> None:
        self._door = door
        self._hearing = hearing
        self._courier = courier

    async def run(self, tell: Tell) -> None:
        """Answer and deliver until cancelled; what is on its way then still gets out.

        Raises:
            Problem: the door cannot be opened, and waiting will not help.
            Outage: the platform cannot be reached now.
        """
        async with self._door.opened():
            both = {
                asyncio.create_task(self._hearing.run(tell)),
                asyncio.create_task(self._delivered()),
            }
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                # The door stays open until both have finished what they have begun.
                for task in both:
                    task.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        for task in both:
            if not task.cancelled():
                task.result()

    async def _delivered(self) -> None:
        """Deliver, but nothing before it is known whether another one may do the same."""
        await self._hearing.settled.wait()
        await self._courier.run()
