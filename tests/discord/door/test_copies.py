"""The door beside others of its kind, and what it tells who looks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.adapter import Discord as Door
from bot.export import to_yaml
from bot.words import words_for
from tests.discord.door.opening import opened
from tests.invented import a_story
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from bot.adapter import Finding
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

RESPONSE = "create_interaction_response"


def told(findings: tuple[Finding, ...]) -> str:
    """What a person reads of the findings."""
    return "\n".join(words_for("en").say(each.what) for each in findings)


async def test_two_copies_answer_once(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    here.forgiven.add(40060)
    async with opened(here, desk), opened(here, desk):
        asked = await reader.gives("facts", channel)
        await here.until(lambda: here.count(RESPONSE) == 2)
        await reader.presses(asked.messages[0], "Sources")
        await here.until(lambda: here.count(RESPONSE) == 4)
    assert len(channel.messages) == 1
    assert "Lorrin Post" in shown(asked.messages[0])


async def test_two_copies_do_what_takes_longer_once(
    here: Discord, desk: Desk, channel: Channel, editor: Person
) -> None:
    here.forgiven.add(40060)
    page = to_yaml(a_story("ferry-sinks", headline="Ferry sinks off Lorrin")).encode()
    async with opened(here, desk), opened(here, desk):
        await editor.gives("addstory", channel, file=("ferry.yaml", page))
        await here.until(lambda: here.count(RESPONSE) == 2)
    assert (await desk.store.counts()).drafts == 1


async def test_two_copies_say_each_page_once(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    here.forgiven.add(40060)
    facts = [{"text": f"Fact {number:03}. " + "It matters. " * 25} for number in range(30)]
    async for _ in desk.load([a_story("long-one", facts=facts)], lambda _: None):
        pass
    async with opened(here, desk), opened(here, desk):
        asked = await reader.gives("facts", channel, story="long-one")
        await here.until(lambda: here.count(RESPONSE) == 2)
        await here.until(lambda: "Fact 029" in "".join(map(shown, asked.messages)))
    said = "".join(map(shown, asked.messages))
    assert [said.count(f"Fact {number:03}") for number in range(30)] == [1] * 30


async def test_a_door_can_be_opened_again(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    for _ in range(3):
        async with opened(here, desk):
            assert (await reader.gives("facts", channel)).messages
    assert len(channel.messages) == 3


async def test_a_good_token_is_told_with_the_way_to_invite_the_bot(
    here: Discord, guild: Guild
) -> None:
    found = await Door(here.token, api=here.api).examine()
    assert guild.id in here.world.guilds
    assert all(each.sound for each in found)
    assert "It is a member of 1 server." in told(found)
    assert f"client_id={here.world.application}&" in told(found)
    assert "scope=bot+applications.commands" in told(found)
    assert not here.gateway.intents


async def test_a_refused_token_is_told(here: Discord) -> None:
    found = await Door("another", api=here.api).examine()
    assert not any(each.sound for each in found)
    assert here.rates.invalid == 1


async def test_that_discord_is_not_reached_is_told(here: Discord) -> None:
    await here.close()
    found = await Door(here.token, api=here.api).examine()
    assert [each.sound for each in found] == [False, True]
    assert "cannot be reached" in told(found)
