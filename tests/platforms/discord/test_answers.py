"""Questions, presses and forms of the real library get through, each in its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.platforms.discord.interactions import DEADLINE, LIFE
from tests.platforms.discord.people import NotOffered, Person
from tests.platforms.discord.permissions import NOTHING
from tests.platforms.discord.seeing import is_laid_out, is_private, labels, shown

if TYPE_CHECKING:
    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel


async def test_a_command_is_answered_and_its_button_changes_the_answer(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    assert bot.is_ready()
    asked = await reader.gives("hello", channel, name="Ada")
    (message,) = asked.messages
    assert shown(message) == "Hello Ada"
    assert labels(message) == ["Once more"]
    await reader.presses(message, "Once more")
    assert shown(message) == "Hello once more"
    assert here.count("create_interaction_response") == 2


@pytest.mark.usefixtures("bot")
async def test_suggestions_are_shown(channel: Channel, reader: Person) -> None:
    assert await reader.types("hello", channel, name="a") == [("A", "a"), ("World", "world")]


@pytest.mark.usefixtures("bot")
async def test_an_answer_after_a_while_is_seen_by_whom_the_sign_was_for(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("think", channel)
    (message,) = asked.messages
    assert is_private(message)
    assert is_laid_out(message)
    assert channel.messages == {}
    with pytest.raises(NotOffered):
        await here.person("Bob").pushes(message, "more")


@pytest.mark.usefixtures("bot")
async def test_a_form_is_filled_in(channel: Channel, reader: Person) -> None:
    asked = await reader.gives("write", channel)
    with pytest.raises(NotOffered):
        await reader.fills(asked, text="x" * 21)
    filled = await reader.fills(asked, text="A bridge fell")
    assert shown(filled.messages[0]) == "You wrote: A bridge fell"


@pytest.mark.usefixtures("bot")
async def test_a_client_offers_only_what_is_registered(channel: Channel, reader: Person) -> None:
    with pytest.raises(NotOffered):
        await reader.gives("dance", channel)
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel, name=5)


@pytest.mark.usefixtures("bot")
async def test_an_answer_comes_in_time_and_once(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("hello", channel)
    url = f"{here.api}/interactions/{asked.id}/{asked.token}/callback"
    here.forgiven |= {40060, 10062}
    async with aiohttp.ClientSession() as session:
        body = {"type": 4, "data": {"content": "Hi", "allowed_mentions": {"parse": []}}}
        async with session.post(url, json=body) as again:
            assert (await again.json())["code"] == 40060
        late = here.interactions.open(asked.kind, reader.user, channel, {**asked.event, "id": "1"})
        here.clock.skip(DEADLINE + 1)
        url = f"{here.api}/interactions/{late.id}/{late.token}/callback"
        async with session.post(url, json=body) as too_late:
            assert (await too_late.json())["code"] == 10062
        assert "COMMAND is waiting" in "".join(here.complaints)
        here.interactions.forget()


@pytest.mark.usefixtures("bot")
async def test_a_token_lives_for_a_quarter_of_an_hour(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("hello", channel)
    url = f"{here.api}/webhooks/{here.world.application}/{asked.token}"
    body = {"content": "More", "allowed_mentions": {"parse": []}}
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json=body) as more:
            assert more.status == 200
        here.clock.skip(LIFE)
        async with session.post(url, json=body) as too_late:
            assert (await too_late.json())["code"] == 50027


async def test_commands_that_are_no_longer_there_are_gone(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    here.rates = type(here.rates)(here.clock, spans={})
    bot.tree.remove_command("hello")
    await bot.tree.sync()
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel)
    assert {each["name"] for each in here.commands[0].values()} == {"think", "write"}


@pytest.mark.usefixtures("bot")
async def test_nobody_gives_commands_without_leave(
    here: Discord, channel: Channel, reader: Person
) -> None:
    assert channel.guild is not None
    channel.guild.everyone = NOTHING
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel)
    assert here.count("create_interaction_response") == 0
