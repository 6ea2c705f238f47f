"""Commands and what people see of their answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot import answer
from bot.address import Account, Address
from bot.commands import COMMANDS
from bot.request import Role
from tests.discord.door.opening import opened
from tests.invented import a_story
from tests.patience import PATIENCE
from tests.platforms.discord import changes, interactions
from tests.platforms.discord.interactions import Answered
from tests.platforms.discord.people import is_answered
from tests.platforms.discord.permissions import May
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import is_laid_out, is_private, labels, shown
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.request import Request
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

NEEDED = {"search": {"query": "harbour"}, "report": {"story": "comet-seen", "note": "Wrong day"}}
READERS = [
    name
    for name, command in COMMANDS.items()
    if command.role is Role.READER and not (command.hidden or command.slow)
]
PRIVATE = {"help", "language", "link", "report"}


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("command", READERS)
async def test_every_command_is_answered_in_one_response(
    here: Discord, channel: Channel, reader: Person, command: str
) -> None:
    asked = await reader.gives(command, channel, **NEEDED.get(command, {}))
    assert asked.answer is Answered.MESSAGE
    (message,) = asked.messages
    assert is_laid_out(message)
    assert is_private(message) == (command in PRIVATE)
    assert here.count("create_interaction_response") == 1
    assert here.count("execute_webhook") == 0


@pytest.mark.usefixtures("door")
async def test_the_newest_story_is_shown_with_ways_to_its_other_views(
    channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("facts", channel)
    assert "Comet seen over Marrow" in shown(asked.messages[0])
    assert {"Sources", "Narratives", "Predictions"} <= {*labels(asked.messages[0])}


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("facts", {"story": "no-such-thing"}),
        ("changes", {"revision": 99}),
        ("help", {"command": "dance"}),
    ],
)
async def test_what_cannot_be_done_is_said_to_who_asked_alone(
    channel: Channel, reader: Person, command: str, given: dict[str, object]
) -> None:
    asked = await reader.gives(command, channel, **given)
    (message,) = asked.messages
    assert is_private(message)
    assert shown(message)
    assert channel.messages == {}


@pytest.mark.usefixtures("door")
async def test_what_nobody_foresaw_is_answered_with_an_apology(
    channel: Channel,
    reader: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def breaks(*_: object) -> Reply:
        raise ZeroDivisionError

    monkeypatch.setattr("adapters.discord.answering.answer", breaks)
    asked = await reader.gives("facts", channel)
    assert is_private(asked.messages[0])
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("door")
async def test_a_command_that_is_gone_is_answered_politely(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.commands[0]["1"] = {"id": "1", "name": "fact", "type": 1, "contexts": None}
    here.commands[0]["1"]["default_member_permissions"] = None
    asked = await reader.gives("fact", channel)
    assert is_private(asked.messages[0])
    assert "facts" in " ".join(labels(asked.messages[0]))


@pytest.mark.usefixtures("door")
async def test_an_answer_of_many_pages_loses_nothing(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    facts = [f"Fact {number:03} was found. {'It matters. ' * 20}" for number in range(60)]
    story = a_story("long-one", facts=[{"text": each} for each in facts])
    async for _ in desk.load([story], lambda _: None):
        pass
    asked = await reader.gives("facts", channel, story="long-one")
    await here.until(lambda: "Fact 059" in "".join(map(shown, asked.messages)))
    said = "".join(map(shown, asked.messages))
    assert [said.count(f"Fact {number:03}") for number in range(60)] == [1] * 60
    assert len(asked.messages) > 1


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("client", "server", "word"),
    [
        ("de", "en-US", "Quellen"),
        ("ja", "de", "Quellen"),
        ("es-419", "de", "Fuentes"),
        ("ja", "ko", "Sources"),
    ],
)
async def test_the_language_is_the_reader_s_or_else_the_server_s(
    here: Discord, client: str, server: str, word: str
) -> None:
    guild = here.world.guild("Elsewhere", locale=server)
    channel = here.world.channel(guild, "general")
    reader = here.person("Ada", guild, locale=client)
    asked = await reader.gives("sources", channel)
    assert word in shown(asked.messages[0])


@pytest.mark.usefixtures("door")
async def test_a_chosen_language_counts_more_than_the_client_s(
    channel: Channel, reader: Person
) -> None:
    await reader.gives("language", channel, language="de")
    assert "Quellen" in shown((await reader.gives("sources", channel)).messages[0])


@pytest.mark.usefixtures("door")
async def test_in_private_everything_is_answered_as_well(here: Discord, reader: Person) -> None:
    asked = await reader.gives("facts", here.world.dm(reader.user))
    assert "Comet seen over Marrow" in shown(asked.messages[0])


async def test_threads_and_posts_are_places_of_their_own(
    here: Discord, desk: Desk, channel: Channel, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = channel.guild
    assert guild is not None
    places: list[Address] = []

    async def noting(desk: Desk, request: Request) -> Reply:
        places.append(request.where)
        return await answer.answer(desk, request)

    monkeypatch.setattr("adapters.discord.answering.answer", noting)
    forum = here.world.channel(guild, "news", Kind.FORUM)
    thread, post = here.world.thread(channel, "Bridges"), here.world.thread(forum, "Comets")
    async with opened(here, desk):
        for place in (channel, thread, post):
            asked = await reader.gives("facts", place)
            assert [*place.messages] == [asked.messages[0].id]
    assert places == [
        Address("discord", str(channel.id)),
        Address("discord", str(channel.id), str(thread.id)),
        Address("discord", str(forum.id), str(post.id)),
    ]


@pytest.mark.usefixtures("door")
async def test_what_discord_lets_through_is_checked_again(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    here.opened.add("addstory")
    asked = await reader.gives("addstory", channel, file=("story.yaml", b"slug: x"))
    (message,) = asked.messages
    assert is_private(message)
    assert "Only editors" in shown(message)
    owners = {*desk.owners}
    assert Account("discord", str(reader.user.id)) not in owners


@pytest.mark.usefixtures("door")
async def test_where_components_are_refused_an_embed_says_the_same(
    here: Discord, channel: Channel, reader: Person
) -> None:
    refused = Refusal(50035, {"data": {"components": {"_errors": [{"code": "NOT_HERE"}]}}})
    here.faults.on("create_interaction_response", refused)
    asked = await reader.gives("facts", channel)
    (message,) = asked.messages
    assert not is_laid_out(message)
    assert "Comet seen over Marrow" in shown(message)
    pressed = await reader.presses(message, "Sources")
    assert pressed.answer is Answered.UPDATE
    assert "Lorrin Post" in shown(message)


@pytest.mark.usefixtures("door")
async def test_an_answer_needs_no_right_to_write(
    here: Discord, channel: Channel, reader: Person
) -> None:
    channel.deny(here.world.bot.id, May.SEND_MESSAGES | May.VIEW_CHANNEL)
    assert len((await reader.gives("facts", channel)).messages) == 1


@pytest.mark.usefixtures("door")
async def test_new_servers_are_served_at_once(here: Discord) -> None:
    guild = here.world.guild("Marrow")
    channel = here.world.channel(guild, "general")
    await changes.invited(here, guild)
    asked = await here.person("Bob", guild).gives("facts", channel)
    assert len(asked.messages) == 1
    await changes.kicked(here, guild)


@pytest.mark.usefixtures("door")
async def test_many_ask_at_once_and_all_are_answered(
    here: Discord, guild: Guild, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here the crowd, the door and Discord share one core, and perhaps with other programs.
    monkeypatch.setattr(interactions, "DEADLINE", PATIENCE)
    people = [here.person(f"Reader{number}", guild) for number in range(40)]
    asked = await asyncio.gather(*(each.asks("facts", channel) for each in people))
    await here.until(lambda: all(map(is_answered, asked)), within=PATIENCE)
    assert [len(each.messages) for each in asked] == [1] * 40
