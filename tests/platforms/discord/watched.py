"""Discord for the length of a test, which fails where a client did what it must not."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.platforms.discord.server import Discord
from tests.platforms.specs import discord_spec

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def watched() -> AsyncIterator[Discord]:
    """Open Discord; in the end there must be nothing to complain about."""
    async with Discord(discord_spec()) as here:
        yield here
        assert not here.complaints, "\n".join(here.complaints)
