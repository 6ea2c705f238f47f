"""The menus that Telegram shows: told when they changed, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import COMMANDS
from bot.request import Role
from bot.words import languages, words_for
from tests.platforms.telegram.refusals import limited

if TYPE_CHECKING:
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor

READING = [name for name, command in COMMANDS.items() if command.role is Role.READER]
MANAGING = [name for name, command in COMMANDS.items() if command.role is Role.MANAGER]
WIDE = ["all_private_chats", "all_group_chats", "all_chat_administrators"]


def shown(telegram: Telegram, scope: str, language: str = "") -> list[str]:
    return [each["command"] for each in telegram.menus.get((scope, language), [])]


async def told(telegram: Telegram, open_door: OpenDoor) -> int:
    """Open the door until its menus are right, and count what it changed."""
    telegram.calls.clear()
    asked = 5 * (1 + len(languages()))
    async with open_door():
        await telegram.until(lambda: len(telegram.called("getMyCommands")) >= asked)
        telegram.person("Reader").writes("/start")
        await telegram.until(lambda: telegram.called("sendMessage"))
        await telegram.until(lambda: all(call.status for call in telegram.calls[:-1]))
    return len(telegram.called("setMyCommands")) + len(telegram.called("deleteMyCommands"))


async def test_everybody_is_shown_what_they_may_ask(
    telegram: Telegram, open_door: OpenDoor, olga: Person
) -> None:
    await told(telegram, open_door)
    for scope in WIDE:
        managing = [] if scope == "all_group_chats" else MANAGING
        assert shown(telegram, scope) == READING + managing
    assert set(shown(telegram, f"chat {olga.user.id}")) == set(COMMANDS)


async def test_each_language_has_its_menu(telegram: Telegram, open_door: OpenDoor) -> None:
    await told(telegram, open_door)
    for language in languages():
        menu = (
            telegram.menus.get(("all_private_chats", language))
            or telegram.menus["all_private_chats", ""]
        )
        assert menu[0]["description"] == words_for(language)(COMMANDS["briefing"].help)


async def test_what_is_shown_already_is_not_told_again(
    telegram: Telegram, open_door: OpenDoor
) -> None:
    assert await told(telegram, open_door)
    assert await told(telegram, open_door) == 0


async def test_a_command_that_is_gone_disappears(telegram: Telegram, open_door: OpenDoor) -> None:
    await told(telegram, open_door)
    old = {"command": "old", "description": "of an earlier version"}
    telegram.menus["all_group_chats", ""].append(old)
    telegram.menus["default", ""] = [old]
    assert await told(telegram, open_door) == 2
    assert shown(telegram, "all_group_chats") == READING
    assert shown(telegram, "default") == []


async def test_an_owner_who_never_wrote_keeps_no_menu_from_the_others(
    telegram: Telegram, open_door: OpenDoor, olga: Person
) -> None:
    olga.user.met = False
    async with open_door():
        await telegram.until(lambda: shown(telegram, "all_chat_administrators"))
    assert not shown(telegram, f"chat {olga.user.id}")


async def test_a_menu_waits_where_telegram_asks_to(telegram: Telegram, open_door: OpenDoor) -> None:
    telegram.faults.on("setMyCommands", limited(1))
    await told(telegram, open_door)
    assert shown(telegram, "all_private_chats") == READING + MANAGING
