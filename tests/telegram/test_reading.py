"""Updates as a server of one's own may write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import TelegramError

from adapters.telegram.asked import line_of
from adapters.telegram.reading import read

if TYPE_CHECKING:
    from tests.telegram.recording import Recording


def one(**said: Any) -> Any:  # noqa: ANN401 - whatever a server may write
    """Read an update."""
    (update,) = read([{"update_id": 5, **said}])
    return update


def test_nothing_stands_for_what_is_not_there() -> None:
    message = {"message_id": 1, "from": None, "via_bot": None, "entities": [{"url": None}]}
    update = one(message={**message, "chat": {"id": 5, "type": "private"}}, poll=None)
    assert "poll" not in update
    assert update["message"].keys() == {"message_id", "entities", "chat"}
    assert update["message"]["entities"] == [{}]


def test_a_question_is_understood_though_all_is_written_out() -> None:
    unused = dict.fromkeys(("via_bot", "document", "sender_chat", "caption", "media_group_id"))
    sender = {"id": 5, "is_bot": False, "first_name": "Ada", "language_code": None}
    chat = {"id": 5, "type": "private", "title": None}
    update = one(
        message={**unused, "message_id": 1, "chat": chat, "from": sender, "text": "harbour"}
    )
    assert line_of(update["message"], "OurBot") == "/story harbour"


@pytest.mark.parametrize(
    ("kind", "number", "found"),
    [
        ("message", 5, "private"),
        ("message", -100, "supergroup"),
        ("channel_post", -100, "channel"),
        ("my_chat_member", 5, "private"),
    ],
)
def test_a_kind_of_chat_that_is_not_said_is_plain_from_the_rest(
    kind: str, number: int, found: str
) -> None:
    assert one(**{kind: {"chat": {"id": number}}})[kind]["chat"]["type"] == found


def test_so_is_that_of_a_chat_in_which_a_button_stands() -> None:
    update = one(callback_query={"id": "1", "message": {"chat": {"id": 5}}})
    assert update["callback_query"]["message"]["chat"]["type"] == "private"


def test_what_has_no_number_is_left_out() -> None:
    numbers: tuple[object, ...] = (True, "6", None, 1.5, [])
    odd: list[object] = [None, True, 7, "x", [], *({"update_id": each} for each in numbers)]
    assert read([*odd, {}, {"update_id": 7}]) == [{"update_id": 7}]


@pytest.mark.parametrize(
    "told", [{"id": 7}, {"id": 7, "username": "OurBot"}, {"id": 7, "is_bot": True}], ids=json.dumps
)
async def test_a_bot_of_which_little_is_told_is_known_by_its_number(
    line: Recording, told: dict[str, object]
) -> None:
    line.answers["getMe"].append(told)
    await line.get_me()
    assert line.id == 7


async def test_a_bot_of_which_nothing_is_told_is_not_taken_for_one(line: Recording) -> None:
    with pytest.raises(TelegramError):
        await line.get_me()


def test_whoever_does_not_know_its_name_answers_to_any() -> None:
    message: Any = {"text": "/facts@OurBot", "chat": {"id": -5, "type": "group"}}
    assert line_of(message, "") == "/facts"


@pytest.mark.parametrize("said", [True, [{"no": "webhook"}]], ids=json.dumps)
async def test_where_updates_are_brought_may_not_be_told(line: Recording, said: object) -> None:
    line.answers["getWebhookInfo"].append(said)
    assert await line.brought_to() is None


@pytest.mark.parametrize("said", [True, {}, {"url": "https://bot.example"}], ids=json.dumps)
async def test_of_how_they_are_brought_little_may_be_told(line: Recording, said: object) -> None:
    line.answers["getWebhookInfo"].append(said)
    assert (await line.get_webhook_info()).pending_update_count == 0
