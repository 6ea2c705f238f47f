"""A newsroom, our Discord with people in it, and the door between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.desk import Desk
from bot.store.open import open_store
from tests.discord.conftest import STORIES
from tests.discord.door.opening import opened
from tests.invented import NOON
from tests.platforms.discord.watched import watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.discord.adapter import Discord as Door
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


@pytest.fixture
async def here() -> AsyncIterator[Discord]:
    """Discord."""
    async with watched() as here:
        # Several doors may come within five seconds of each other, as after a restart.
        here.gateway.max_concurrency = 16
        yield here


@pytest.fixture
def guild(here: Discord) -> Guild:
    """A server that the bot is in."""
    return here.world.guild("Lorrin")


@pytest.fixture
def channel(here: Discord, guild: Guild) -> Channel:
    """A channel of it."""
    return here.world.channel(guild, "general")


@pytest.fixture
def reader(here: Discord, guild: Guild) -> Person:
    """Somebody who reads."""
    return here.person("Ada", guild)


@pytest.fixture
def editor(here: Discord, guild: Guild) -> Person:
    """Somebody who may take in stories."""
    here.opened.add("addstory")
    return here.person("Eve", guild)


@pytest.fixture
async def desk(editor: Person) -> AsyncIterator[Desk]:
    """A newsroom with three stories; the comet is the newest."""
    store = await open_store("sqlite://")
    owners = [Account("discord", str(editor.user.id))]
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=owners)
    async for _ in desk.load(STORIES, lambda _: None):
        pass
    yield desk
    await store.close()


@pytest.fixture
async def door(here: Discord, desk: Desk, channel: Channel) -> AsyncIterator[Door]:
    """The door, open."""
    assert channel.id in here.world.channels
    async with opened(here, desk) as door:
        yield door
