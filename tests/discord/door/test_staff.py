"""Owners choose who works for them, where Discord shows their commands to them alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.editing.roles import role_of
from bot.request import Role
from tests.platforms.discord.seeing import is_private, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

pytestmark = pytest.mark.usefixtures("door")


def account(person: Person) -> Account:
    return Account("discord", str(person.user.id))


async def answer(person: Person, command: str, at: Channel, **options: object) -> str:
    """Give a command where nobody else sees what comes of it."""
    (message,) = (await person.gives(command, at, **options)).messages
    return shown(message)


async def test_an_owner_names_somebody_by_a_mention(
    here: Discord, desk: Desk, editor: Person, reader: Person
) -> None:
    alone = here.world.dm(editor.user)
    mention = f"<@{reader.user.id}>"
    text = await answer(editor, "editors", alone, what="add", who=mention, role="publisher")
    assert "is a publisher from now on" in text
    assert await role_of(desk, account(reader)) is Role.PUBLISHER
    (removed,) = (await editor.gives("editors", alone, what="remove", who=mention)).messages
    assert await role_of(desk, account(reader)) is Role.READER
    await editor.presses(removed, "Undo")
    assert await role_of(desk, account(reader)) is Role.PUBLISHER


async def test_who_is_no_owner_is_refused_kindly_and_in_private(
    here: Discord, channel: Channel, reader: Person
) -> None:
    """As where the administrators of a server show the command to everybody."""
    here.opened.add("editors")
    (message,) = (await reader.gives("editors", channel)).messages
    assert is_private(message)
    assert shown(message) == "Only the owners of this newsroom may do this."


async def test_nobody_else_sees_what_an_owner_sees(
    here: Discord, channel: Channel, editor: Person
) -> None:
    here.opened.update({"editors", "audit"})
    for command in ("editors", "audit"):
        (message,) = (await editor.gives(command, channel)).messages
        assert is_private(message)


async def test_a_code_is_given_in_a_chat_with_the_bot_alone(
    here: Discord, channel: Channel, desk: Desk, editor: Person, reader: Person
) -> None:
    (refused,) = (await reader.gives("link", channel)).messages
    assert is_private(refused)
    assert "Ask me this where nobody else sees it" in shown(refused)
    text = await answer(editor, "link", here.world.dm(editor.user))
    code = re.findall(r"/link ([\w-]+)", text)[0]
    asked = await reader.gives("link", here.world.dm(reader.user), code=code)
    await reader.presses(asked.messages[0], "Yes, link them")
    assert await role_of(desk, account(reader)) is Role.OWNER
