"""Discord, somebody there, and the smallest bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.running import running
from tests.platforms.discord.watched import watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


@pytest.fixture
async def here() -> AsyncIterator[Discord]:
    """Discord."""
    async with watched() as here:
        yield here


@pytest.fixture
def guild(here: Discord) -> Guild:
    """A guild that the bot is in."""
    return here.world.guild("Lorrin")


@pytest.fixture
def channel(here: Discord, guild: Guild) -> Channel:
    """A channel of it."""
    return here.world.channel(guild, "general")


@pytest.fixture
def reader(here: Discord, guild: Guild) -> Person:
    """Somebody in it."""
    return here.person("Ada", guild)


@pytest.fixture
async def bot(here: Discord, channel: Channel) -> AsyncIterator[Bare]:
    """The bare bot, which is ready."""
    assert channel.id in here.world.channels
    async with running(here) as bot:
        yield bot
