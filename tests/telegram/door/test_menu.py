"""The menus that Telegram shows: told when they changed, and only then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from adapters.telegram import menu
from bot.address import Account, Address
from bot.commands import COMMANDS
from bot.request import Role
from bot.staff import Act, Deed
from bot.words import languages, words_for
from tests.invented import NOON
from tests.platforms.telegram.refusals import limited

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor


def commands_for(*roles: Role) -> list[str]:
    listed = (command for command in COMMANDS.values() if not command.hidden)
    return [command.name for command in listed if command.role in roles]


READING = commands_for(Role.READER)
MANAGING = commands_for(Role.READER, Role.MANAGER)
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
        wanted = READING if scope == "all_group_chats" else MANAGING
        assert shown(telegram, scope) == wanted
    assert shown(telegram, f"chat {olga.user.id}") == commands_for(*Role)


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
    assert shown(telegram, "all_private_chats") == MANAGING


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the staff many times a second."""
    monkeypatch.setattr(menu, "EVERY", 0.02)


async def appoint(desk: Desk, olga: Person, person: Person, role: Role) -> None:
    """Give somebody a role, as another copy of the program may do."""
    owner, where = Account("telegram", str(olga.user.id)), Address("telegram", str(olga.user.id))
    act = Act(owner, where, NOON, Deed.APPOINTED)
    await desk.store.staff.appoint(Account("telegram", str(person.user.id)), role, act=act)


def in_any_language(telegram: Telegram, scope: str) -> bool:
    return any(menu for (where, _), menu in telegram.menus.items() if where == scope)


@pytest.mark.usefixtures("hurried", "polling")
async def test_staff_are_shown_what_they_may_from_when_on_they_may_it(
    telegram: Telegram, desk: Desk, olga: Person, ada: Person
) -> None:
    theirs = f"chat {ada.user.id}"
    ada.writes("/start")
    await telegram.answers(ada)
    writing = commands_for(Role.READER, Role.MANAGER, Role.EDITOR)
    publishing = commands_for(Role.READER, Role.MANAGER, Role.EDITOR, Role.PUBLISHER)
    await appoint(desk, olga, ada, Role.EDITOR)
    await telegram.until(lambda: shown(telegram, theirs) == writing)
    await appoint(desk, olga, ada, Role.PUBLISHER)
    await telegram.until(lambda: shown(telegram, theirs) == publishing)
    await appoint(desk, olga, ada, Role.READER)
    await telegram.until(lambda: not in_any_language(telegram, theirs))


async def test_a_role_that_was_taken_away_while_the_door_was_closed_is_seen_when_it_opens(
    telegram: Telegram, open_door: OpenDoor, desk: Desk, olga: Person, ada: Person
) -> None:
    theirs = f"chat {ada.user.id}"
    ada.user.met = True
    await appoint(desk, olga, ada, Role.EDITOR)
    async with open_door():
        await telegram.until(lambda: shown(telegram, theirs))
    await appoint(desk, olga, ada, Role.READER)
    async with open_door():
        await telegram.until(lambda: not shown(telegram, theirs))


@pytest.mark.usefixtures("hurried", "polling")
async def test_an_account_that_is_linked_with_an_owners_is_shown_what_owners_are(
    telegram: Telegram, desk: Desk, olga: Person, ada: Person
) -> None:
    ada.writes("/link")
    (answer,) = await telegram.answers(ada)
    code = re.findall(r"/link (\S+)", answer.text)[0]
    olga.writes(f"/link {code}")
    (question,) = await telegram.answers(olga)
    olga.presses(question, "Yes, link them")
    await telegram.until(lambda: shown(telegram, f"chat {ada.user.id}") == commands_for(*Role))
    assert desk.owners == {Account("telegram", str(olga.user.id))}


@pytest.mark.usefixtures("hurried", "polling")
async def test_an_editor_who_never_wrote_is_shown_the_commands_once_they_have(
    telegram: Telegram,
    desk: Desk,
    olga: Person,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(menu, "LOOKS", 3)
    ada.user.met = False
    await appoint(desk, olga, ada, Role.EDITOR)
    await telegram.until(lambda: refusals(telegram))
    ada.writes("/start")
    await telegram.until(lambda: shown(telegram, f"chat {ada.user.id}"))


def refusals(telegram: Telegram) -> bool:
    return any(call.status not in {0, 200} for call in telegram.called("getMyCommands"))
