"""The menu of commands, and what is suggested while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands import COMMANDS
from bot.request import Role
from tests.discord.door.opening import opened
from tests.platforms.discord.people import NotOffered
from tests.platforms.discord.permissions import May

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

SET = "bulk_set_application_commands"


async def test_the_menu_is_written_once_and_then_left_alone(
    here: Discord, desk: Desk, channel: Channel
) -> None:
    assert channel.guild is not None
    for _ in range(3):
        async with opened(here, desk):
            await here.until(lambda: here.count("list_application_commands"))
    assert here.count(SET) == 1
    assert {each["name"] for each in here.commands[0].values()} == {
        name for name, command in COMMANDS.items() if not command.hidden
    }


async def test_a_menu_that_cannot_be_drawn_is_told_of_in_the_log(
    here: Discord, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(here, desk):
        pass

    def breaks(_: str) -> None:
        raise ValueError

    monkeypatch.setattr("adapters.discord.menu.menu", breaks)
    async with opened(here, desk):
        await here.until(lambda: "beside the answers on Discord broke" in caplog.text)


async def test_what_is_no_longer_a_command_disappears(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    async with opened(here, desk):
        facts = next(each for each in here.commands[0].values() if each["name"] == "facts")
    here.commands[0]["7"] = {**facts, "id": "7", "name": "dance"}
    async with opened(here, desk):
        await here.until(lambda: here.count(SET) == 2)
        with pytest.raises(NotOffered):
            await reader.gives("dance", channel)
    kept = next(each for each in here.commands[0].values() if each["name"] == "facts")
    assert kept["id"] == facts["id"]


@pytest.mark.usefixtures("door")
async def test_commands_are_told_in_every_language(here: Discord) -> None:
    for command in here.commands[0].values():
        assert {"de", "es-ES", "es-419"} <= {*command["description_localizations"]}


@pytest.mark.usefixtures("door")
async def test_only_administrators_are_offered_what_editors_do(
    here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    here.opened.clear()
    assert COMMANDS["addstory"].role is Role.EDITOR
    with pytest.raises(NotOffered):
        await reader.gives("addstory", channel)
    admin = here.person("Root", guild, may=May.ADMINISTRATOR)
    assert len((await admin.gives("addstory", channel)).messages) == 1


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("command", "option", "texts"),
    [
        ("facts", "story", ("", "comet-seen")),
        ("facts", "story", ("harb", "harbour-reopens")),
        ("stories", "topic", ("tr", "Trade")),
        ("language", "language", ("d", "de")),
        ("help", "command", ("fa", "facts")),
    ],
)
async def test_what_may_follow_is_suggested(
    channel: Channel, reader: Person, command: str, option: str, texts: tuple[str, str]
) -> None:
    typed, suggested = texts
    found = await reader.types(command, channel, **{option: typed})
    assert suggested in [value for _, value in found]
    await reader.gives(command, channel, **{option: suggested})


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("typed", ["zzz", "x" * 300, "\u202e", "%_*", "🚢" * 50])
async def test_whatever_is_typed_is_answered(channel: Channel, reader: Person, typed: str) -> None:
    assert len(await reader.types("facts", channel, story=typed)) <= 25
