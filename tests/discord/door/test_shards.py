"""The door in parts: a copy sends without hearing, and several hear some of the servers each."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from adapters.discord.adapter import Discord as Door
from bot.address import Address
from bot.outcome import Later, Sent
from bot.reply import Paragraph, Plain, Reply
from tests.discord.door.opening import closed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.desk import Desk
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

HELLO = Reply((Paragraph((Plain("Hello."),)),))


@pytest.fixture
def homes(here: Discord) -> list[Channel]:
    """A channel on each of two shards."""
    here.gateway.shards = 2
    guilds = [here.world.guild("Home", shard=number, of=2) for number in range(2)]
    return [here.world.channel(guild, "home") for guild in guilds]


@asynccontextmanager
async def hearing(here: Discord, desk: Desk, *ears: str) -> AsyncIterator[Door]:
    """Let a copy hear these shards and no others."""
    door, ready = Door(here.token, api=here.api), asyncio.Event()

    async def doubled() -> None:
        pytest.fail("nobody hears the same")

    async with door.opened():
        running = asyncio.create_task(door.hear(desk, ears, ready.set, doubled))
        await asyncio.wait_for(ready.wait(), 10)
        await here.until(lambda: here.commands.get(0))
        yield door
        await closed(running)


async def test_a_copy_that_hears_nobody_sends(here: Discord, channel: Channel) -> None:
    door = Door(here.token, api=here.api)
    where = Address("discord", str(channel.id))
    assert isinstance(await door.send(where, HELLO, key="d1"), Later)
    async with door.opened():
        assert isinstance(await door.send(where, HELLO, key="d1"), Sent)
    assert isinstance(await door.send(where, HELLO, key="d2"), Later)
    assert len(channel.messages) == 1
    assert not here.gateway.connections


async def test_there_are_as_many_shards_as_discord_advises(
    here: Discord, homes: list[Channel]
) -> None:
    door = Door(here.token, api=here.api)
    async with door.opened():
        assert await door.ears() == tuple(f"{number}/2" for number in range(len(homes)))


async def test_shards_that_were_set_are_these(here: Discord) -> None:
    door = Door(here.token, api=here.api, shards=((1, 3), 4))
    async with door.opened():
        assert await door.ears() == ("1/4", "3/4")


async def test_two_copies_hear_a_part_of_the_servers_each(
    here: Discord, desk: Desk, homes: list[Channel]
) -> None:
    async with hearing(here, desk, "1/2"):
        (session,) = (connection.session for connection in here.gateway.connections)
        assert session
        assert session.shard == (1, 2)
        async with hearing(here, desk, "0/2"):
            for home in homes:
                assert home.guild
                asked = await here.person("Ada", home.guild).gives("facts", home)
                assert len(asked.messages) == 1
    assert here.count("create_interaction_response") == 2
