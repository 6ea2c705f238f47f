"""The smallest bot, at work."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl

from tests.platforms.discord.bare import Bare
from tests.platforms.discord.server import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.discord.server import Discord


@asynccontextmanager
async def running(
    here: Discord,
    token: str = TOKEN,
    **more: Any,  # noqa: ANN401 - any option of the bot
) -> AsyncIterator[Bare]:
    """Let the bare bot run."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(discord.http.Route, "BASE", here.api)
        patched.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(here.socket))
        async with Bare(**more) as bot:
            at_work = asyncio.create_task(bot.start(token))
            came = asyncio.create_task(bot.came.wait())
            await asyncio.wait([at_work, came], return_when=asyncio.FIRST_COMPLETED)
            if at_work.done():
                came.cancel()
                await at_work
            yield bot
            await bot.close()
            await at_work
