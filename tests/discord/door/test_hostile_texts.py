"""Whatever people type or press, they get an answer that Discord takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from tests.hostile import HOSTILE
from tests.platforms.discord.interactions import Answered
from tests.platforms.discord.seeing import is_private, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

SURROGATE = re.compile("[\ud800-\udfff]")
# What a client sends of an option is never blank, and JSON on the wire holds no half characters.
TYPED = [text for text in (*HOSTILE, "x" * 300) if text.strip() and not SURROGATE.search(text)]


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("command", "option"),
    [("facts", "story"), ("stories", "topic"), ("search", "query"), ("help", "command")],
)
async def test_whatever_is_typed_is_answered(
    channel: Channel, reader: Person, command: str, option: str
) -> None:
    for text in TYPED:
        asked = await reader.gives(command, channel, **{option: text})
        assert all(map(shown, asked.messages))


@pytest.mark.usefixtures("door")
async def test_whatever_is_reported_is_thanked_for(channel: Channel, reader: Person) -> None:
    for text in [*TYPED, "x" * 2_000]:
        asked = await reader.gives("report", channel, story="comet-seen", note=text)
        assert is_private(asked.messages[0])


@pytest.mark.usefixtures("door")
async def test_whatever_is_filled_in_is_answered(
    desk: Desk, channel: Channel, editor: Person
) -> None:
    for text in [*TYPED[::3], "x" * 4_000]:
        await desk.store.asking.drop(Account("discord", str(editor.user.id)))
        asked = await editor.gives("addstory", channel)
        filled = await editor.fills(asked, text=text)
        assert is_private(filled.messages[0])


@pytest.mark.usefixtures("door")
async def test_whatever_a_button_carries_is_answered(
    here: Discord, channel: Channel, reader: Person
) -> None:
    (message,) = (await reader.gives("facts", channel)).messages
    for text in TYPED:
        for action in (text[:100], f"1/facts/{text}"[:100], f"+1/search/{text}"[:100]):
            asked = await here.answered(await reader.pushes(message, action))
            assert asked.answer in {Answered.MESSAGE, Answered.UPDATE}
