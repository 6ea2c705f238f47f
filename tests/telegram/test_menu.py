"""The menu of commands: who is shown what, and when Telegram is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import BadRequest, RetryAfter

from adapters.telegram.menu import kept
from bot.commands import COMMANDS
from bot.request import Role
from bot.words import languages, words_for
from tests.telegram.conftest import OWNER

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.telegram.recording import Recording

READING = [name for name, command in COMMANDS.items() if command.role is Role.READER]
SCOPES = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"]


class Memory:
    """What Telegram remembers: it answers `getMyCommands` with what was set before."""

    def __init__(self, line: Recording) -> None:
        self.menus: dict[str, Any] = {}
        self._line = line

    async def kept(self, desk: Desk) -> list[str]:
        """Bring the menus up to date, and name what was changed."""
        self._line.calls.clear()
        asked = [(scope, code) for scope in SCOPES for code in (None, *languages())]
        self._line.answers["getMyCommands"].extend(
            self.menus.get(f"{scope} {code}", []) for scope, code in asked
        )
        await kept(self._line, desk)
        changed = []
        for method, call in self._line.calls:
            if method != "getMyCommands":
                key = f"{call['scope']['type']} {call.get('language_code')}"
                self.menus[key] = call.get("commands", [])
                changed.append(key)
        return changed


@pytest.fixture
def memory(line: Recording) -> Memory:
    return Memory(line)


def shown(memory: Memory, scope: str) -> list[str]:
    return [each["command"] for each in memory.menus[f"{scope} None"]]


async def test_readers_are_shown_what_readers_may_ask(desk: Desk, memory: Memory) -> None:
    await memory.kept(desk)
    assert shown(memory, "all_private_chats") == READING
    assert shown(memory, "all_group_chats") == READING
    assert set(shown(memory, "all_chat_administrators")) >= set(READING)
    assert "addstory" not in shown(memory, "all_chat_administrators")


async def test_an_owner_is_shown_everything(desk: Desk, memory: Memory, line: Recording) -> None:
    await memory.kept(desk)
    assert set(shown(memory, "chat")) == set(COMMANDS)
    (scope,) = {
        call["scope"]["chat_id"]
        for method, call in line.calls
        if method == "setMyCommands" and call["scope"]["type"] == "chat"
    }
    assert scope == OWNER


async def test_what_telegram_shows_already_is_not_told_again(desk: Desk, memory: Memory) -> None:
    assert await memory.kept(desk)
    assert await memory.kept(desk) == []


async def test_only_what_changed_is_told(desk: Desk, memory: Memory) -> None:
    await memory.kept(desk)
    memory.menus["all_group_chats None"].append({"command": "old", "description": "is gone"})
    assert await memory.kept(desk) == ["all_group_chats None"]
    assert shown(memory, "all_group_chats") == READING


async def test_what_should_not_stand_disappears(
    desk: Desk, memory: Memory, line: Recording
) -> None:
    await memory.kept(desk)
    memory.menus["default None"] = [{"command": "old", "description": "of another bot"}]
    assert await memory.kept(desk) == ["default None"]
    assert line.called("deleteMyCommands")


async def test_each_language_has_a_menu_in_its_words(desk: Desk, memory: Memory) -> None:
    await memory.kept(desk)
    for code in languages():
        if code != desk.language:
            first = memory.menus[f"all_private_chats {code}"][0]
            assert first["description"] == words_for(code)(COMMANDS[first["command"]].help)


async def test_a_menu_that_cannot_be_told_does_not_keep_the_others_from_it(
    desk: Desk, line: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    line.answers["getMyCommands"].extend([BadRequest("Bad Request: chat not found")] * 100)
    with caplog.at_level(logging.WARNING):
        await kept(line, desk)
    assert len(line.called("getMyCommands")) == len(SCOPES)
    assert "not up to date" in caplog.text


async def test_a_menu_waits_where_telegram_asks_to(desk: Desk, line: Recording) -> None:
    line.answers["getMyCommands"].append(RetryAfter(0))
    line.answers["getMyCommands"].extend([] for _ in range(100))
    await kept(line, desk)
    scopes = [call["scope"]["type"] for call in line.called("getMyCommands")]
    assert scopes[:2] == ["default", "default"]
    assert scopes.count("default") == 2 + len(languages())
