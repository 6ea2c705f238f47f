"""Every way in which Discord fails a send, and what it means for a delivery."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import aiohttp
import pytest
from discord import (
    DiscordServerError,
    Forbidden,
    GatewayNotFound,
    HTTPException,
    LoginFailure,
    NotFound,
    RateLimited,
)

from adapters.discord.faults import (
    A_WHILE,
    ANSWERED,
    ARCHIVED,
    BLOCKED,
    DELETED,
    LOCKED,
    MESSAGE_GONE,
    NEVER_MET,
    NO_DMS,
    NO_RIGHTS,
    NO_TEXT,
    NOT_FOUND,
    NOT_LET_IN,
    TAG_NEEDED,
    TOO_LATE,
    failure_of,
    is_bad_form,
)
from bot.outcome import Gone, Later, Outcome, Refused, Unknown

if TYPE_CHECKING:
    from bot.words import Phrase

JSON = {"Content-Type": "application/json"}


def refusal(
    status: int, code: int = 0, says: str = "No", page: str = "", **headers: str
) -> HTTPException:
    """What the library raises for an answer of Discord, or of the guard before it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response: Any = Mock(status=status, reason="Reason")
    response.headers = {"Content-Type": "text/html"} if page else {**JSON, **named}
    kinds = {403: Forbidden, 404: NotFound}
    kind = kinds.get(status, DiscordServerError if status >= 500 else HTTPException)
    return kind(response, page or {"code": code, "message": says})


GONE = [
    (refusal(404, 10003), NOT_FOUND),
    (refusal(404, 10004), NOT_FOUND),
    (refusal(404, 10013), DELETED),
    (refusal(403, 50001), NOT_LET_IN),
    (refusal(403, 50013), NO_RIGHTS),
    (refusal(403, 50007), NO_DMS),
    (refusal(403, 50278), NEVER_MET),
    (refusal(400, 50008), NO_TEXT),
    (refusal(400, 50083), ARCHIVED),
    (refusal(403, 160005), LOCKED),
    (refusal(400, 40067), TAG_NEEDED),
]
REFUSED = [
    (refusal(404, 10008), MESSAGE_GONE),
    (refusal(404, 10015), TOO_LATE),
    (refusal(404, 10062), TOO_LATE),
    (refusal(401, 50027), TOO_LATE),
    (refusal(400, 40060), ANSWERED),
    (refusal(400, 200000), BLOCKED),
]


@pytest.mark.parametrize(("error", "reason"), GONE, ids=lambda each: str(each)[:60])
def test_a_place_that_is_lost_is_gone_for_a_reason(error: HTTPException, reason: Phrase) -> None:
    assert failure_of(error) == Gone(reason)


@pytest.mark.parametrize(("error", "reason"), REFUSED, ids=lambda each: str(each)[:60])
def test_what_will_never_be_taken_is_refused(error: HTTPException, reason: Phrase) -> None:
    assert failure_of(error) == Refused(reason)


def test_a_closed_door_is_gone_whatever_words_it_is_closed_with() -> None:
    outcome = failure_of(refusal(403, 99999, "The bot has a silly name"))
    assert isinstance(outcome, Gone)
    assert "The bot has a silly name" in str(outcome.reason)


def named(each: object) -> str:
    """Name a case alike in every process: a stand-in shows where it lies in memory."""
    return re.sub(r"<Mock[^>]*>", "…", repr(each))[:60]


def never_connected() -> aiohttp.ClientConnectorError:
    return aiohttp.ClientConnectorError(Mock(), ConnectionRefusedError(111, "refused"))


ENDS: list[tuple[Exception, type[Outcome]]] = [
    (refusal(400, 50035, "Invalid Form Body"), Refused),
    (refusal(400, 50006, "Cannot send an empty message"), Refused),
    (refusal(400, 40033, "already crossposted"), Refused),
    (refusal(413, 40005, "Request entity too large"), Refused),
    (refusal(404, 0, "404: Not Found"), Refused),
    (never_connected(), Later),
    (aiohttp.ConnectionTimeoutError(), Later),
    (ConnectionRefusedError(), Later),
    (aiohttp.SocketTimeoutError(), Unknown),
    (aiohttp.ServerDisconnectedError(), Unknown),
    (aiohttp.ClientOSError(104, "reset"), Unknown),
    (aiohttp.ClientPayloadError(), Unknown),
    (ConnectionResetError(), Unknown),
    (TimeoutError(), Unknown),
    (refusal(500), Unknown),
    (refusal(502, page="<html>Bad gateway</html>"), Unknown),
    (refusal(503), Unknown),
    (refusal(504), Unknown),
    (GatewayNotFound(), Unknown),  # type: ignore[no-untyped-call] # the library's
    (LoginFailure(), Later),
    (refusal(401, 0, "401: Unauthorized"), Later),
    (refusal(401, 40001, "Unauthorized"), Later),
]


@pytest.mark.parametrize(("error", "end"), ENDS, ids=named)
def test_each_error_has_one_end(error: Exception, end: type[Outcome]) -> None:
    assert isinstance(failure_of(error), end)


@pytest.mark.parametrize("everywhere", [False, True])
def test_too_much_waits_as_long_as_discord_asks(*, everywhere: bool) -> None:
    outcome = failure_of(RateLimited(43.5), everywhere=everywhere)
    assert isinstance(outcome, Later)
    assert (outcome.after, outcome.everywhere) == (43.5, everywhere)


@pytest.mark.parametrize("code", [20016, 20022, 20028, 20029, 30046])
def test_too_much_of_one_place_makes_that_place_wait(code: int) -> None:
    outcome = failure_of(refusal(429, code, Retry_After="7"))
    assert isinstance(outcome, Later)
    assert (outcome.after, outcome.everywhere) == (7.0, False)


@pytest.mark.parametrize(
    ("error", "everywhere"),
    [
        (refusal(429, Retry_After="7"), False),
        (refusal(429, Retry_After="7", X_RateLimit_Scope="shared"), False),
        (refusal(429, Retry_After="7", X_RateLimit_Global="true"), True),
        (refusal(429, Retry_After="7", X_RateLimit_Scope="global"), True),
        (refusal(400, 40003), True),
        (refusal(429, page="error code: 1015"), True),
        (refusal(403, page="<html>Access denied</html>"), True),
        (refusal(401, 0), True),
        (LoginFailure(), True),
        (never_connected(), True),
    ],
    ids=named,
)
def test_what_fails_for_every_place_makes_the_whole_bot_wait(
    error: Exception, *, everywhere: bool
) -> None:
    outcome = failure_of(error)
    assert isinstance(outcome, Later)
    assert outcome.everywhere == everywhere


def test_a_wait_of_no_length_is_a_while() -> None:
    for error in (refusal(429, Retry_After="soon"), refusal(429, page="banned")):
        outcome = failure_of(error)
        assert isinstance(outcome, Later)
        assert outcome.after == A_WHILE


@pytest.mark.parametrize("error", [refusal(400, 50_035), refusal(400, 50_006), refusal(400, 0)])
def test_who_knows_nothing_of_a_form_may_say_so_in_several_ways(error: HTTPException) -> None:
    assert is_bad_form(error)


@pytest.mark.parametrize("error", [refusal(400, 50_008), refusal(403, 0), refusal(500, 0)])
def test_another_form_is_no_way_around_anything_else(error: HTTPException) -> None:
    assert not is_bad_form(error)
