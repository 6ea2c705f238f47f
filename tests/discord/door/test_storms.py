"""Long outages, lines lost amid everything, and questions that come twice or too late."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from adapters.discord.adapter import Discord as Door
from bot.address import Address
from bot.errors import Problem
from bot.outcome import Gone, Later, Sent
from bot.reply import Paragraph, Plain, Reply
from tests.discord.door.opening import closed, in_haste, opened
from tests.patience import PATIENCE
from tests.platforms.discord import connection, interactions
from tests.platforms.discord.connection import Op
from tests.platforms.discord.faults import Broken, Slow
from tests.platforms.discord.interactions import Asked
from tests.platforms.discord.permissions import May
from tests.platforms.discord.rates import Limited
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

SILENT = 5.0  # seconds; to wait for a few answers would take longer than a door may
RESPONSE = "create_interaction_response"
HELLO = Reply((Paragraph((Plain("Hello."),)),))


@pytest.mark.usefixtures("door")
async def test_lines_that_drop_again_and_again_lose_and_double_nothing(
    here: Discord, guild: Guild, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interactions, "DEADLINE", PATIENCE)
    dice = random.Random(7)  # noqa: S311 - a storm that is the same each time
    people = [here.person(f"Reader{number}", guild) for number in range(30)]

    async def ask(person: Person) -> int:
        await asyncio.sleep(dice.random() / 2)
        asked = await person.asks("facts", channel)
        return len((await here.answered(asked, within=PATIENCE)).messages)

    async def storm() -> None:
        for _ in range(6):
            await asyncio.sleep(0.08)
            await (here.gateway.drop() if dice.random() < 0.5 else here.gateway.say(Op.RECONNECT))

    *answers, _ = await asyncio.gather(*(ask(person) for person in people), storm())
    assert answers == [1] * 30
    assert len(channel.messages) == here.count(RESPONSE) == 30


@pytest.mark.usefixtures("door")
async def test_discord_goes_away_for_a_while(
    here: Discord, channel: Channel, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_haste(monkeypatch)
    assert (await reader.gives("facts", channel)).messages
    await here.close()
    await asyncio.sleep(0.3)
    await here.open()
    await here.until(lambda: here.gateway.live, within=PATIENCE)
    assert (await reader.gives("facts", channel)).messages


async def test_a_line_on_which_nobody_answers_is_left(
    here: Discord, desk: Desk, channel: Channel, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.gateway.KeepAliveHandler.__init__", _impatient())
    # Only we shall find the line dead: on a busy machine we are late ourselves now and then.
    monkeypatch.setattr(connection, "MISSED", PATIENCE)
    here.gateway.interval, here.gateway.deaf = 0.1, True
    async with opened(here, desk):
        (line,) = here.gateway.connections
        await here.until(lambda: here.gateway.connections not in ([], [line]), within=PATIENCE)
        here.gateway.deaf = False
        assert (await reader.gives("facts", channel)).messages


@pytest.mark.usefixtures("door")
async def test_a_question_that_is_told_twice_is_answered_once(
    here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    here.forgiven.add(40060)
    asked = await reader.gives("facts", channel)
    await here.gateway.happens("INTERACTION_CREATE", asked.event, guild.id)
    await here.until(lambda: here.count(RESPONSE) == 2)
    assert len(channel.messages) == 1


@pytest.mark.usefixtures("door")
async def test_who_waits_no_longer_is_not_answered(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.forgiven.add(10062)
    await reader.asks("facts", channel)
    here.clock.skip(4)
    await here.until(lambda: here.refusals)
    assert channel.messages == {}
    here.interactions.forget()
    assert (await reader.gives("facts", channel)).messages


@pytest.mark.usefixtures("door")
async def test_what_is_no_question_of_ours_does_no_harm(
    here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("facts", channel)
    for change in ({"type": 99}, {"type": 1, "data": None}, {"type": 3, "data": {}}):
        here.forgiven.add(10062)
        told = {**asked.event, "id": "1", "token": "x", **change}
        await here.gateway.happens("INTERACTION_CREATE", told, guild.id)
    assert (await reader.gives("facts", channel)).messages


@pytest.mark.usefixtures("door")
async def test_a_question_that_lacks_what_may_be_left_out_is_answered(
    here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    registered = next(each for each in here.commands[0].values() if each["name"] == "facts")
    data = {"id": registered["id"], "name": "facts", "type": 1}
    event = {
        "id": str(here.world.snowflake()),
        "application_id": str(here.world.application),
        "type": 2,
        "version": 1,
        "data": data,
        "guild_id": str(guild.id),
        "channel_id": str(channel.id),
        "member": {"user": {"id": str(reader.user.id)}},
    }
    asked = here.interactions.open(Asked.COMMAND, reader.user, channel, event)
    await here.gateway.happens("INTERACTION_CREATE", event, guild.id)
    assert (await here.answered(asked)).messages


@pytest.mark.parametrize("fault", [Broken(503), Limited(0.2), Slow(0.1)], ids=repr)
@pytest.mark.usefixtures("door")
async def test_a_fault_between_pages_loses_none_of_them(
    here: Discord, desk: Desk, channel: Channel, reader: Person, fault: Broken | Limited | Slow
) -> None:
    story = next(iter([each async for each in desk.everything()])).story
    facts = [{"text": f"Fact {number:03}. " + "It matters. " * 25} for number in range(30)]
    told = story.model_validate({**story.model_dump(), "slug": "long-one", "facts": facts})
    async for _ in desk.load([told], lambda _: None):
        pass
    here.faults.on("execute_webhook", fault)
    asked = await reader.gives("facts", channel, story="long-one")
    await here.until(lambda: "Fact 029" in "".join(map(shown, asked.messages)))
    said = "".join(map(shown, asked.messages))
    assert [said.count(f"Fact {number:03}") for number in range(30)] == [1] * 30


async def test_a_token_that_is_taken_back_ends_the_door_with_a_reason(
    here: Discord, desk: Desk
) -> None:
    door, ready = Door(here.token, api=here.api), asyncio.Event()
    running = asyncio.create_task(door.run(desk, ready.set))
    await ready.wait()
    await here.until(lambda: here.commands.get(0))
    await here.gateway.close(4004)
    with pytest.raises(Problem, match="refused"):
        await running


async def test_a_token_that_is_taken_back_is_no_fault_of_the_channel(
    here: Discord, desk: Desk, channel: Channel
) -> None:
    async with opened(here, desk) as door:
        here.token = "another"  # noqa: S105 - nobody's
        where = Address("discord", str(channel.id))
        outcome = await door.send(where, HELLO, key="d1")
    assert isinstance(outcome, Later)
    assert outcome.everywhere


async def test_a_closed_channel_is_asked_once_and_no_more(
    here: Discord, desk: Desk, channel: Channel
) -> None:
    channel.deny(here.world.bot.id, May.SEND_MESSAGES)
    async with opened(here, desk) as door:
        outcome = await door.send(Address("discord", str(channel.id)), HELLO, key="d1")
    assert isinstance(outcome, Gone)
    assert here.rates.invalid == 1


async def test_a_door_that_is_not_open_sends_nothing(here: Discord, channel: Channel) -> None:
    outcome = await Door(here.token, api=here.api).send(
        Address("discord", str(channel.id)), HELLO, key="d1"
    )
    assert isinstance(outcome, Later)
    assert here.calls == []


async def test_everything_goes_through_a_proxy(
    here: Discord, desk: Desk, channel: Channel, editor: Person
) -> None:
    elsewhere = {
        "api": "http://discord.example/api/v10",
        "gateway": "ws://gateway.example",
        "proxy": f"http://127.0.0.1:{here.port}",
    }
    async with opened(here, desk, **elsewhere) as door:
        assert (await editor.gives("facts", channel)).messages
        outcome = await door.send(Address("discord", str(channel.id)), HELLO, key="d1")
        assert isinstance(outcome, Sent)


async def test_a_door_closes_while_discord_is_silent(here: Discord, desk: Desk) -> None:
    here.faults.on("*", Slow(SILENT), times=9)
    running = asyncio.create_task(Door(here.token, api=here.api).run(desk, lambda: None))
    await here.until(lambda: here.calls)
    await closed(running)


async def test_a_door_closes_while_its_line_finds_back(
    here: Discord, desk: Desk, channel: Channel
) -> None:
    assert channel.id in here.world.channels
    ready = asyncio.Event()
    running = asyncio.create_task(Door(here.token, api=here.api).run(desk, ready.set))
    await ready.wait()
    await here.until(lambda: here.commands.get(0))
    await here.gateway.drop()
    await here.until(lambda: here.gateway.connections)
    await closed(running)


def _impatient() -> object:
    """Make the library's watch over the line wait for a third of a second, not for a minute."""
    from discord.gateway import KeepAliveHandler

    begin = KeepAliveHandler.__init__

    def begun(self: KeepAliveHandler, *args: object, **more: object) -> None:
        begin(self, *args, **more)  # type: ignore[arg-type] # whatever the library gives itself
        self.heartbeat_timeout = 0.3

    return begun
