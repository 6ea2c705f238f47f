"""What buttons do, wherever they stand and whoever made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from telegram.error import BadRequest, RetryAfter, TimedOut

from adapters.telegram.pressing import Pressing
from adapters.telegram.sending import Sending
from tests.telegram.recording import GROUP, PERSON, PRIVATE, Recording, a_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.telegram.wire import Chat, Press
    from bot.desk import Desk

    PressIt: TypeAlias = Callable[[Press], Awaitable[None]]


@pytest.fixture
def press(desk: Desk, line: Recording) -> PressIt:
    """Press a button."""
    return Pressing(desk, line, Sending(line)).press


def a_press(data: str | None, chat: Chat = PRIVATE, **message: Any) -> Press:  # noqa: ANN401 - any field
    """A press of a button under a message of ours."""
    under = a_message("Old text", chat, **message)
    pressed: Any = {"id": "99", "from": PERSON, "chat_instance": "5", "data": data}
    pressed["message"] = under
    return pressed  # type: ignore[no-any-return] # what tests need of it is there


def an_inline_press(data: str) -> Press:
    """A press of a button under a message that somebody sent through inline mode."""
    return {
        "id": "99",
        "from": {"id": 7},
        "chat_instance": "5",
        "data": data,
        "inline_message_id": "AAA",
    }


@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_a_view_changes_in_place(press: PressIt, line: Recording, chat: Chat) -> None:
    await press(a_press("1/sources/~1", chat))
    assert sorted(name for name, _ in line.calls) == ["answerCallbackQuery", "editMessageText"]
    (edited,) = line.called("editMessageText")
    assert edited["text"].startswith("Old bridge of Lorrin falls\n\nSources")
    assert (edited["chat_id"], edited["message_id"]) == (str(chat["id"]), 11)
    assert edited["reply_markup"]["inline_keyboard"]
    assert line.called("answerCallbackQuery") == [{"callback_query_id": "99"}]


async def test_a_part_of_an_answer_is_left_as_it_is(press: PressIt, line: Recording) -> None:
    await press(a_press("+1/sources/~1", GROUP, message_thread_id=5, is_topic_message=True))
    (sent,) = line.called("sendMessage")
    assert sent["text"].startswith("Old bridge of Lorrin falls\n\nSources")
    assert sent["message_thread_id"] == "5"
    assert sent["reply_parameters"]["message_id"] == 11
    assert not line.called("editMessageText")


@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
@pytest.mark.parametrize(
    "data", ["", "0/facts", "1/frobnicate", "2/facts/~1", "+", "facts", "1/" + "x" * 62, None]
)
async def test_a_button_of_another_hand_is_answered_politely(
    press: PressIt, line: Recording, data: str | None, chat: Chat
) -> None:
    button = a_press(data, chat)
    if data is None:
        del button["data"]
    await press(button)
    (said,) = line.called("answerCallbackQuery")
    alone = said.get("text", "") + "".join(line.texts)
    assert "out of date" in alone or "There is no command" in alone
    assert not line.called("editMessageText")


async def test_a_story_that_is_gone_is_said_over_the_chat(press: PressIt, line: Recording) -> None:
    await press(a_press("1/facts/~999", GROUP))
    (said,) = line.called("answerCallbackQuery")
    assert said["show_alert"]
    assert said["text"] == "This story is not here any more. See /stories."
    assert len(line.calls) == 1


async def test_what_is_private_does_not_take_the_place_of_what_all_see(
    press: PressIt, line: Recording
) -> None:
    await press(a_press("1/help", GROUP))
    assert not line.called("editMessageText")
    (sent,) = line.called("sendMessage")
    assert sent["text"].startswith("What you can ask")


async def test_what_is_private_may_change_in_place_in_a_private_chat(
    press: PressIt, line: Recording
) -> None:
    await press(a_press("1/help"))
    assert line.called("editMessageText")[0]["text"].startswith("What you can ask")


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited"])
async def test_an_answer_is_sent_anew_where_its_message_is_gone(
    press: PressIt, line: Recording, reason: str
) -> None:
    line.answers["editMessageText"].append(BadRequest(f"Bad Request: {reason}"))
    await press(a_press("1/sources/~1"))
    assert len(line.texts) == 1


async def test_a_message_that_we_cannot_see_any_more_is_left_alone(
    press: PressIt, line: Recording
) -> None:
    button = a_press("1/sources/~1")
    button["message"]["date"] = 0
    await press(button)
    assert not line.called("editMessageText")
    assert len(line.texts) == 1


@pytest.mark.parametrize(
    "error", [BadRequest("Bad Request: message is not modified: the same"), TimedOut()]
)
async def test_what_says_the_same_already_or_may_do_so_is_not_sent_anew(
    press: PressIt, line: Recording, error: Exception
) -> None:
    line.answers["editMessageText"].append(error)
    await press(a_press("1/sources/~1"))
    assert line.texts == []


async def test_an_edit_waits_where_telegram_asks_to(press: PressIt, line: Recording) -> None:
    line.answers["editMessageText"].append(RetryAfter(0))
    await press(a_press("1/sources/~1"))
    assert len(line.called("editMessageText")) == 2


async def test_a_press_that_is_too_old_is_still_answered(press: PressIt, line: Recording) -> None:
    line.answers["answerCallbackQuery"].append(BadRequest("Bad Request: query is too old"))
    await press(a_press("1/sources/~1"))
    assert line.called("editMessageText")


async def test_a_message_of_inline_mode_changes_in_place(press: PressIt, line: Recording) -> None:
    await press(an_inline_press("1/sources/~1"))
    (edited,) = line.called("editMessageText")
    assert edited["inline_message_id"] == "AAA"
    assert "chat_id" not in edited


async def test_under_inline_mode_a_problem_is_said_over_the_chat(
    press: PressIt, line: Recording
) -> None:
    await press(an_inline_press("1/facts/no such story at all"))
    (said,) = line.called("answerCallbackQuery")
    assert said["text"].startswith("No story is called")
    assert len(line.calls) == 1


async def test_a_slow_command_is_confirmed_before_it_is_done(
    press: PressIt, line: Recording
) -> None:
    await press(a_press("1/addstory", GROUP))
    assert [name for name, _ in line.calls] == ["answerCallbackQuery", "sendMessage"]
