"""What came in: each interaction is answered by itself, for nobody waits longer than 3 seconds."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.discord.wire import Interaction

    Handle: TypeAlias = Callable[[Interaction], Awaitable[None]]

log = logging.getLogger(__name__)


class Inbox:
    """Hands interactions to whoever answers them.

    Args:
        handle: answers an interaction.
        apologize: answers one where something broke.
    """

    def __init__(self, handle: Handle, apologize: Handle) -> None:
        self._handle = handle
        self._apologize = apologize
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = True

    def take(self, asked: Interaction) -> None:
        """Take in an interaction as Discord writes it."""
        if self._open:
            task = asyncio.create_task(self._one(asked))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self, within: float) -> None:
        """Take in nothing more, and finish what is in hand, or *within* so many seconds."""
        self._open = False
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _one(self, asked: Interaction) -> None:
        try:
            await self._handle(asked)
        except Exception:
            log.exception("An interaction of Discord could not be answered: %s", asked.get("id"))
            await self._apologize(asked)
