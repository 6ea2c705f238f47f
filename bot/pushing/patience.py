"""How long a door is waited for, whatever it does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.outcome import Unknown
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")

# Doors give up sooner by themselves, and know better then what became of it; one that asks its
# platform several times for one message may take longer than that.
LONGEST = 90.0  # seconds
NO_WORD = phrase("Nobody said in time whether the message was taken.")


async def waited(call: Awaitable[T]) -> T | Unknown:
    """Give how a call of a door ended; what takes too long may have arrived or not."""
    try:
        async with asyncio.timeout(LONGEST):
            return await call
    except TimeoutError:
        return Unknown(NO_WORD)
