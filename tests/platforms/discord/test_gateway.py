"""The real library logs in, hears, is dropped and finds back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from tests.platforms.discord import changes
from tests.platforms.discord.connection import Op
from tests.platforms.discord.running import running

if TYPE_CHECKING:
    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


async def test_a_bot_logs_in_and_knows_its_guilds(bot: Bare, channel: Channel) -> None:
    known = bot.get_channel(channel.id)
    assert isinstance(known, discord.TextChannel)
    assert known.permissions_for(known.guild.me).send_messages


async def test_a_wrong_token_is_refused(here: Discord, guild: Guild) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(here, token="another") as bot:  # noqa: S106 - nobody's
            assert bot.get_guild(guild.id)


async def test_after_a_drop_nothing_is_lost(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    await here.gateway.drop()
    asked = await reader.gives("hello", channel)
    assert len(asked.messages) == 1
    assert (bot.resumed, here.count("create_interaction_response")) == (1, 1)
    assert len(here.gateway.intents) == 1


@pytest.mark.parametrize("how", ["told to reconnect", "hung up on", "session invalid for now"])
async def test_whoever_is_told_to_comes_back(
    bot: Bare, here: Discord, channel: Channel, reader: Person, how: str
) -> None:
    match how:
        case "told to reconnect":
            await here.gateway.say(Op.RECONNECT)
        case "hung up on":
            await here.gateway.close(4000)
        case _:
            await here.gateway.say(Op.INVALID_SESSION, data=True)
    assert len((await reader.gives("hello", channel)).messages) == 1
    assert bot.resumed == 1


async def test_a_session_that_is_over_begins_anew(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    here.gateway.max_concurrency = 2
    await here.gateway.say(Op.INVALID_SESSION, data=False)
    await here.until(lambda: here.gateway.live)
    assert len((await reader.gives("hello", channel)).messages) == 1
    assert (bot.resumed, len(here.gateway.intents)) == (0, 2)


async def test_a_line_on_which_nobody_answers_is_left(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.gateway.interval, here.gateway.deaf = 0.1, True
    async with running(here, heartbeat_timeout=0.3) as bot:
        (line,) = here.gateway.connections
        await here.until(lambda: here.gateway.connections not in ([], [line]))
        here.gateway.deaf = False
        assert len((await reader.gives("hello", channel)).messages) == 1
        assert bot.resumed >= 1


async def test_shards_hear_of_their_own_guilds(here: Discord) -> None:
    here.gateway.shards = here.gateway.max_concurrency = 2
    homes = [here.world.channel(here.world.guild("Home", shard=n, of=2), "home") for n in (0, 1)]
    async with running(here) as bot:
        assert {each.id: each.shard_id for each in bot.guilds} == {
            home.guild.id: number for number, home in enumerate(homes) if home.guild
        }
        for home in homes:
            assert home.guild is not None
            asked = await here.person("Ada", home.guild).gives("hello", home)
            assert len(asked.messages) == 1
    assert here.count("create_interaction_response") == 2


async def test_privileged_intents_are_refused(here: Discord) -> None:
    here.gateway.expected = 4014
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(here, curious=True) as bot:
            assert bot.is_closed()


async def test_a_bot_hears_that_it_was_invited_and_kicked(bot: Bare, here: Discord) -> None:
    world = here.world
    guild = world.guild("Marrow")
    async with asyncio.timeout(5):
        joined = asyncio.create_task(bot.wait_for("guild_join"))
        await asyncio.sleep(0)
        await changes.invited(here, guild)
        await joined
        left = asyncio.create_task(bot.wait_for("guild_remove"))
        await asyncio.sleep(0)
        await changes.kicked(here, guild)
        await left


async def test_a_large_server_is_told_in_several_frames(here: Discord, guild: Guild) -> None:
    for number in range(400):
        here.world.channel(guild, f"channel-{number}")
    async with running(here) as bot:
        known = bot.get_guild(guild.id)
        assert known is not None
        assert len(known.channels) == 400


async def test_whoever_begins_too_many_sessions_loses_the_token(here: Discord) -> None:
    here.gateway.intents += [1] * 1_000
    here.gateway.expected = 4004
    with pytest.raises(discord.ConnectionClosed, match="4004"):
        async with running(here) as bot:
            assert bot.is_closed()
    with pytest.raises(discord.LoginFailure):
        async with running(here) as bot:
            assert bot.is_closed()
