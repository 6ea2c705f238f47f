"""One place's updates in their order, and each with all of its parts."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from adapters.telegram.parts import PATIENCE, belongs, goes_on

if TYPE_CHECKING:
    from adapters.telegram.wire import Update


class Lane:
    """What comes from one place, in its order.

    Args:
        first: what came first.
        readable: whether it is told apart from others; what is not is not looked into.
    """

    def __init__(self, first: Update, *, readable: bool) -> None:
        self._waiting = deque([first])
        self._readable = readable
        self._came = asyncio.Event()
        self._patient = True

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, update: Update) -> None:
        """Put something behind the others."""
        self._waiting.append(update)
        self._came.set()

    def hurry(self) -> None:
        """Wait for no more parts: the bot is told to stop."""
        self._patient = False
        self._came.set()

    async def next(self) -> tuple[list[Update], bool]:
        """Give what is next, with all of its parts; and whether more of them may still come."""
        parts = [self._waiting.popleft()]
        while self._readable and goes_on(parts[-1]) and await self._comes(parts[-1]):
            parts.append(self._waiting.popleft())
        cut = not self._patient and not self._waiting and self._readable and goes_on(parts[-1])
        return parts, cut

    async def _comes(self, before: Update) -> bool:
        """Wait for what goes on where *before* was cut."""
        if not self._waiting and self._patient:
            self._came.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._came.wait()
        try:
            return len(self._waiting) > 0 and belongs(before, self._waiting[0])
        except (KeyError, TypeError, AttributeError):
            return False  # whoever answers it will say that it cannot be read


def lane_of(update: Update) -> object:
    """Tell from where an update comes: the chat, or who types where there is none."""
    if press := update.get("callback_query"):
        message = press.get("message")
        return message["chat"]["id"] if message else press["from"]["id"]
    if typed := update.get("inline_query"):
        return typed["from"]["id"]
    come = update.get("message") or update.get("channel_post") or update.get("my_chat_member")
    return come["chat"]["id"] if come else None
