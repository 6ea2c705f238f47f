"""Every way in which Telegram fails a send, and what it means for a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from adapters.telegram.faults import (
    BLOCKED,
    CLOSED,
    DELETED,
    NEVER_MET,
    NO_RIGHTS,
    NO_TOPIC,
    NOT_FOUND,
    NOT_LET_IN,
    REMOVED,
    TOPIC_CLOSED,
    failure_of,
)
from adapters.telegram.request import Broken, NotSent
from bot.address import Address
from bot.outcome import Gone, Later, Moved, Outcome, Refused, Unknown

if TYPE_CHECKING:
    from bot.words import Phrase

TOPIC = Address("telegram", "-100", "7")

GONE = [
    (Forbidden("Forbidden: bot was blocked by the user"), BLOCKED),
    (Forbidden("Forbidden: user is deactivated"), DELETED),
    (Forbidden("Forbidden: bot was kicked from the group chat"), REMOVED),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), REMOVED),
    (Forbidden("Forbidden: bot was kicked from the channel chat"), REMOVED),
    (Forbidden("Forbidden: bot is not a member of the group chat"), REMOVED),
    (Forbidden("Forbidden: bot is not a member of the supergroup chat"), REMOVED),
    (Forbidden("Forbidden: bot is not a member of the channel chat"), REMOVED),
    (Forbidden("Forbidden: the group chat was deleted"), CLOSED),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), NEVER_MET),
    (BadRequest("Bad Request: not enough rights to send text messages to the chat"), NO_RIGHTS),
    (BadRequest("Bad Request: have no write access to the chat"), NO_RIGHTS),
    (BadRequest("Bad Request: need administrator rights in the channel chat"), NO_RIGHTS),
    (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), NO_RIGHTS),
    (BadRequest("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"), NO_RIGHTS),
    (BadRequest("Bad Request: CHAT_ADMIN_REQUIRED"), NO_RIGHTS),
    (BadRequest("Bad Request: chat not found"), NOT_FOUND),
    (BadRequest("Bad Request: message thread not found"), NO_TOPIC),
    (BadRequest("Bad Request: TOPIC_DELETED"), NO_TOPIC),
    (BadRequest("Bad Request: TOPIC_CLOSED"), TOPIC_CLOSED),
    (BadRequest("Bad Request: USER_IS_BLOCKED"), BLOCKED),
    (BadRequest("Bad Request: INPUT_USER_DEACTIVATED"), DELETED),
    (BadRequest("Bad Request: PEER_ID_INVALID"), NEVER_MET),
    (BadRequest("Bad Request: CHANNEL_PRIVATE"), NOT_LET_IN),
    (BadRequest("Bad Request: group chat was upgraded to a supergroup chat"), CLOSED),
]


@pytest.mark.parametrize(("error", "reason"), GONE, ids=lambda each: str(each)[:60])
def test_a_place_that_is_lost_is_gone_for_a_reason(error: TelegramError, reason: Phrase) -> None:
    assert failure_of(error, TOPIC) == Gone(reason)


def test_a_closed_door_is_gone_whatever_words_it_is_closed_with() -> None:
    outcome = failure_of(Forbidden("Forbidden: the bot has a silly name"), TOPIC)
    assert isinstance(outcome, Gone)
    assert "the bot has a silly name" in str(outcome.reason).lower()


def test_a_group_that_became_a_supergroup_has_moved_and_keeps_its_topic() -> None:
    assert failure_of(ChatMigrated(-1001234567890123), TOPIC) == Moved(
        Address("telegram", "-1001234567890123", "7")
    )


def the_line(error: NetworkError, cause: Exception | None) -> NetworkError:
    error.__cause__ = cause
    return error


UNSENT, LEFT = NotSent("ClientConnectorError"), Broken("ServerDisconnectedError")
ENDS: list[tuple[TelegramError, type[Outcome]]] = [
    (BadRequest("Bad Request: message is too long"), Refused),
    (BadRequest("Bad Request: message text is empty"), Refused),
    (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Refused),
    (BadRequest("Bad Request: message to edit not found"), Refused),
    (BadRequest("Bad Request: message can't be edited"), Refused),
    (NetworkError("Request Entity Too Large (413)"), Refused),
    (the_line(NetworkError("refused"), UNSENT), Later),
    (the_line(TimedOut("no connection in time"), UNSENT), Later),
    (the_line(TimedOut("no answer in time"), LEFT), Unknown),
    (the_line(NetworkError("reset"), LEFT), Unknown),
    (TimedOut(), Unknown),
    (NetworkError("Internal Server Error (500)"), Unknown),
    (NetworkError("Bad Gateway (502)"), Unknown),
    (NetworkError("Service Unavailable (503)"), Unknown),
    (NetworkError("Gateway Timeout (504)"), Unknown),
    (TelegramError("Invalid server response"), Unknown),
    (InvalidToken("Unauthorized"), Later),
    (Conflict("Conflict: terminated by other getUpdates request"), Later),
]


@pytest.mark.parametrize(("error", "end"), ENDS, ids=lambda each: str(each)[:60])
def test_each_error_has_one_end(error: TelegramError, end: type[Outcome]) -> None:
    assert isinstance(failure_of(error, TOPIC), end)


@pytest.mark.parametrize("seconds", [1, 60, 43_838])
@pytest.mark.parametrize("everywhere", [False, True])
def test_a_flood_waits_as_long_as_telegram_asks(seconds: int, *, everywhere: bool) -> None:
    outcome = failure_of(RetryAfter(seconds), TOPIC, everywhere=everywhere)
    assert isinstance(outcome, Later)
    assert (outcome.after, outcome.everywhere) == (float(seconds), everywhere)


def test_a_flood_without_its_parameters_still_waits() -> None:
    outcome = failure_of(NetworkError("Too Many Requests: retry after 17"), TOPIC)
    assert isinstance(outcome, Later)
    assert (outcome.after, outcome.everywhere) == (17.0, False)


@pytest.mark.parametrize(
    "error", [the_line(NetworkError("refused"), UNSENT), InvalidToken(), Conflict("Conflict")]
)
def test_what_fails_for_every_chat_makes_the_whole_bot_wait(error: TelegramError) -> None:
    outcome = failure_of(error, TOPIC)
    assert isinstance(outcome, Later)
    assert outcome.everywhere
