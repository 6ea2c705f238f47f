"""Stories that editors bring: typed into a form, or attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.export import to_yaml
from tests.invented import a_story
from tests.platforms.discord import asking
from tests.platforms.discord.interactions import Answered, Asked
from tests.platforms.discord.seeing import is_private, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel


@pytest.fixture
def page() -> str:
    """A story as an editor writes it."""
    return to_yaml(a_story("ferry-sinks", headline="Ferry sinks off Lorrin"))


@pytest.mark.usefixtures("door")
async def test_a_form_asks_for_the_text_that_was_not_given(
    desk: Desk, channel: Channel, editor: Person, page: str
) -> None:
    asked = await editor.gives("addstory", channel)
    assert asked.answer is Answered.MODAL
    filled = await editor.fills(asked, text=page)
    assert is_private(filled.messages[0])
    assert "Ferry sinks off Lorrin" in shown(filled.messages[0])
    assert filled.answer is Answered.DEFERRED
    assert await desk.published() == 3


@pytest.mark.usefixtures("door")
async def test_a_file_is_taken_in_after_a_sign(
    here: Discord, channel: Channel, editor: Person, page: str
) -> None:
    asked = await editor.gives("addstory", channel, file=("ferry.yaml", page.encode()))
    assert asked.answer is Answered.DEFERRED
    assert is_private(asked.messages[0])
    assert "Ferry sinks off Lorrin" in shown(asked.messages[0])
    assert here.count("update_original_webhook_message") == 1


@pytest.mark.usefixtures("door")
async def test_a_file_that_is_no_story_is_refused_in_words(
    channel: Channel, editor: Person
) -> None:
    asked = await editor.gives("addstory", channel, file=("cat.png", b"\x89PNG\r\n\x1a\n\x00"))
    assert is_private(asked.messages[0])
    assert shown(asked.messages[0])


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.discordapp.com.evil.example/attachments/1/2/x.yaml",
        "http://169.254.169.254/latest/meta-data",
        "https://cdn.discordapp.com@evil.example/x.yaml",
        "file:///etc/passwd",
        "http://localhost/x.yaml",
    ],
)
async def test_a_file_is_fetched_from_nobody_else(
    here: Discord, channel: Channel, editor: Person, url: str
) -> None:
    hosted = here.host("x.yaml", b"slug: x", channel)
    registered = next(each for each in here.commands[0].values() if each["name"] == "addstory")
    data = asking.command(registered, {"file": ()}, {"file": {**hosted, "url": url}})
    event = asking.event(here.world, Asked.COMMAND, editor.user, channel, data)
    asked = here.interactions.open(Asked.COMMAND, editor.user, channel, event)
    assert channel.guild is not None
    await here.gateway.happens("INTERACTION_CREATE", event, channel.guild.id)
    await here.answered(asked)
    assert is_private(asked.messages[0])
    assert "Discord does not give the file out" in shown(asked.messages[0])


@pytest.mark.usefixtures("door")
async def test_a_huge_file_is_not_even_fetched(channel: Channel, editor: Person) -> None:
    asked = await editor.gives("addstory", channel, file=("x.yaml", b"x" * (9 * 1024 * 1024)))
    assert "too large" in shown(asked.messages[0])
