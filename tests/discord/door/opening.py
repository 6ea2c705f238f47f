"""The door, opened to our Discord for the length of a test."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from adapters.discord.adapter import Discord as Door
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from bot.desk import Desk
    from tests.platforms.discord.server import Discord

CLOSING = 15.0  # seconds until it must be closed, with all that it has begun


@asynccontextmanager
async def opened(
    here: Discord,
    desk: Desk,
    **more: Any,  # noqa: ANN401 - any setting of the door
) -> AsyncIterator[Door]:
    """Open the door, wait until people are heard, and close it in the end."""
    door = Door(here.token, **{"api": here.api, **more})
    ready = asyncio.Event()
    running = asyncio.create_task(door.run(desk, ready.set))
    try:
        async with asyncio.timeout(PATIENCE):
            heard = asyncio.create_task(ready.wait())
            await asyncio.wait([running, heard], return_when=asyncio.FIRST_COMPLETED)
            heard.cancel()
            if running.done():
                await running
            await here.until(lambda: here.commands.get(0))
        yield door
    finally:
        await closed(running)


def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test the seconds that the library waits before it begins a session anew."""

    async def at_once(*_: object, **__: object) -> None:
        """Begin."""

    monkeypatch.setattr("discord.Client.before_identify_hook", at_once)
    monkeypatch.setattr("discord.shard.ExponentialBackoff.delay", lambda _: 0.1)


async def closed(running: asyncio.Task[None], within: float = CLOSING) -> None:
    """Tell the door once to close; it must have done so *within* some seconds."""
    running.cancel()
    await asyncio.wait([running], timeout=within)
    assert running.done(), "the door does not close"
    with suppress(asyncio.CancelledError):
        running.result()
