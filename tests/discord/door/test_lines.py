"""The line to Discord: it drops, it is slow, it is refused, and nobody is forgotten or doubled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.discord.adapter import Discord as Door
from bot.errors import Outage, Problem
from tests.discord.door.opening import closed, in_haste, opened
from tests.platforms.discord.connection import Op
from tests.platforms.discord.faults import Broken, Reset, Slow
from tests.platforms.discord.rates import Limited
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.faults import Fault
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

RESPONSE = "create_interaction_response"


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("how", ["drop", "reconnect", "hang up", "invalid for now"])
async def test_what_is_asked_while_the_line_is_down_is_answered_once(
    here: Discord, channel: Channel, reader: Person, how: str
) -> None:
    await reader.gives("facts", channel)
    match how:
        case "drop":
            await here.gateway.drop()
        case "reconnect":
            await here.gateway.say(Op.RECONNECT)
        case "hang up":
            await here.gateway.close(4000)
        case _:
            await here.gateway.say(Op.INVALID_SESSION, data=True)
    asked = await asyncio.gather(*(reader.gives("sources", channel) for _ in range(5)))
    assert [len(each.messages) for each in asked] == [1] * 5
    assert len(channel.messages) == 6
    assert here.count(RESPONSE) == 6
    assert len(here.gateway.intents) == 1


@pytest.mark.usefixtures("door")
async def test_a_session_that_is_over_begins_anew(
    here: Discord, channel: Channel, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_haste(monkeypatch)
    await here.gateway.say(Op.INVALID_SESSION, data=False)
    await here.until(lambda: here.gateway.live)
    assert len((await reader.gives("facts", channel)).messages) == 1


async def test_only_the_intent_that_is_needed_is_asked_for(
    here: Discord, desk: Desk, channel: Channel
) -> None:
    async with opened(here, desk):
        assert here.gateway.intents == [1]
    assert channel.messages == {}


async def test_a_copy_opens_the_shards_that_it_is_told_to(here: Discord, desk: Desk) -> None:
    guilds = [here.world.guild("Home", shard=number, of=2) for number in (0, 1)]
    homes = [here.world.channel(guild, "home") for guild in guilds]
    async with opened(here, desk, shards=([0], 2)), opened(here, desk, shards=([1], 2)):
        assert sorted(each.shard for each in here.gateway.live) == [(0, 2), (1, 2)]
        for guild, home in zip(guilds, homes, strict=True):
            assert len((await here.person("Ada", guild).gives("facts", home)).messages) == 1
    assert here.count(RESPONSE) == 2


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    "fault",
    [
        Broken(500),
        Broken(502, page=True),
        Broken(503),
        Limited(0.2),
        Limited(0.2, "global"),
        Limited(0.2, "shared"),
        Reset(done=False),
        Reset(done=True),
        Slow(0.3),
    ],
    ids=repr,
)
async def test_an_answer_that_meets_a_fault_arrives_once(
    here: Discord, channel: Channel, reader: Person, fault: Fault
) -> None:
    here.forgiven.add(40060)
    here.faults.on(RESPONSE, fault)
    asked = await reader.gives("facts", channel)
    assert "Comet seen over Marrow" in shown(asked.messages[0])
    await reader.gives("sources", channel)
    assert len(channel.messages) == 2


@pytest.mark.usefixtures("door")
async def test_an_answer_is_tried_as_long_as_somebody_waits_for_it(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.forgiven.add(40060)
    for fault in (Broken(500), Reset(done=False), Broken(502, page=True), Reset(), Broken(504)):
        here.faults.on(RESPONSE, fault)
    asked = await reader.gives("facts", channel)
    await here.until(lambda: here.refusals or here.count(RESPONSE) == 6)
    assert len(asked.messages) == len(channel.messages) == 1


@pytest.mark.usefixtures("door")
async def test_an_answer_that_would_come_too_late_is_not_waited_for(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.faults.on(RESPONSE, Limited(5.0))
    await reader.asks("facts", channel)
    await here.until(lambda: here.count(RESPONSE) == 1)
    assert (await reader.gives("sources", channel)).messages
    assert (len(channel.messages), here.count(RESPONSE)) == (1, 2)
    here.interactions.forget()


@pytest.mark.usefixtures("door")
async def test_when_discord_does_not_take_an_answer_others_still_get_theirs(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.faults.on(RESPONSE, Broken(503), times=20)
    asked = await reader.asks("facts", channel)
    await here.until(lambda: here.count(RESPONSE))
    here.faults.clear()
    assert len((await reader.gives("sources", channel)).messages) == 1
    assert not asked.messages
    assert len((await here.answered(asked)).messages) == 1


async def test_a_refused_token_is_said(here: Discord, desk: Desk) -> None:
    with pytest.raises(Problem, match="token of Discord is refused"):
        await Door("another", api=here.api).run(desk, lambda: None)


async def test_what_is_in_hand_is_finished_before_the_door_closes(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    door, ready = Door(here.token, api=here.api), asyncio.Event()
    running = asyncio.create_task(door.run(desk, ready.set))
    await ready.wait()
    await here.until(lambda: here.commands.get(0))
    here.faults.on(RESPONSE, Slow(0.3))
    asked = await reader.asks("facts", channel)
    await here.until(lambda: here.count(RESPONSE))
    await closed(running)
    assert len(asked.messages) == 1
    assert not here.gateway.connections


async def test_a_door_that_is_closed_at_once_closes(here: Discord, desk: Desk) -> None:
    running = asyncio.create_task(Door(here.token, api=here.api).run(desk, lambda: None))
    await here.until(lambda: here.calls)
    await closed(running)
    await here.until(lambda: not here.gateway.connections)


async def test_discord_is_not_there_when_the_door_opens(
    here: Discord, desk: Desk, guild: Guild
) -> None:
    await here.close()
    with pytest.raises(Outage):
        await Door(here.token, api=here.api).run(desk, lambda: None)
    assert guild.id in here.world.guilds
