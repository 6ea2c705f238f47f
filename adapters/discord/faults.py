"""Foreign errors of Discord → how a send ended."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import TypeAlias

import aiohttp
from discord import (
    DiscordException,
    DiscordServerError,
    Forbidden,
    HTTPException,
    LoginFailure,
    RateLimited,
)

from bot.outcome import Gone, Later, Refused, Unknown
from bot.words import Phrase, phrase

Failure: TypeAlias = Later | Gone | Refused | Unknown

# All that a call of Discord raises; the last is an answer that is cut off or no JSON.
FOREIGN = (
    DiscordException,
    aiohttp.ClientError,
    asyncio.TimeoutError,
    OSError,
    json.JSONDecodeError,
)
SOON = 5.0  # seconds until a line that could not be had is tried again
A_WHILE = 60.0  # seconds until what only a person, or a good while, can mend is tried again

NOT_FOUND = phrase("The channel does not exist any more.")
REMOVED = phrase("The bot was removed from the server.")
NOT_LET_IN = phrase("The bot may not see the channel.")
NO_RIGHTS = phrase("The bot may not write in the channel.")
NO_TEXT = phrase("The channel is not one to write in.")
NO_DMS = phrase("The reader takes no messages from the bot.")
NEVER_MET = phrase("The reader and the bot have no server in common.")
DELETED = phrase("The account does not exist any more.")
ARCHIVED = phrase("The thread is archived.")
LOCKED = phrase("The thread is locked.")
TAG_NEEDED = phrase("Posts in this forum need a tag, and the bot has none.")
MESSAGE_GONE = phrase("The message does not exist any more.")
TOO_LATE = phrase("The question was asked too long ago.")
ANSWERED = phrase("The question was answered already.")
BLOCKED = phrase("The server's automatic moderation has blocked the message.")
TOO_MUCH = phrase("Discord asks to send less.")
TOKEN = phrase("The token of Discord is refused.")
NOT_REACHED = phrase("Discord cannot be reached.")
NO_ANSWER = phrase("Discord did not say whether it has taken the message.")

# The place, or the right to write there, is lost.
LOST: dict[int, Phrase] = {
    10003: NOT_FOUND,
    10004: NOT_FOUND,
    10013: DELETED,
    50001: NOT_LET_IN,
    50007: NO_DMS,
    50008: NO_TEXT,
    50013: NO_RIGHTS,
    50024: NO_TEXT,
    50033: DELETED,
    50083: ARCHIVED,
    50278: NEVER_MET,
    40067: TAG_NEEDED,
    160005: LOCKED,
}
# The place is fine, and this message will not be taken.
NEVER: dict[int, Phrase] = {
    10008: MESSAGE_GONE,
    10015: TOO_LATE,
    10062: TOO_LATE,
    50027: TOO_LATE,
    40060: ANSWERED,
    200000: BLOCKED,
    200001: BLOCKED,
}
# Too much, or too soon: of one place, or of the whole bot.
HERE = {20016, 20022, 20028, 20029, 30046}
EVERYWHERE = {20026, 40003, 40004, 40062, 130000}

# Whoever knows nothing of components in a container sees a message with nothing in it.
BAD_FORMS = {50035, 50006}
UNKNOWN = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
NO_SUCH_CHANNEL, NOT_TO_WRITE_IN, WRONG_CHANNEL = 10003, 50008, 50024
ALREADY_ANSWERED = 40060


def failure_of(error: Exception, *, everywhere: bool = False) -> Failure:
    """Tell how a send ended that raised *error*.

    Args:
        error: what the library raised.
        everywhere: whether a wait that Discord asks for concerns the whole bot, where Discord does
            not say it.
    """
    match error:
        case RateLimited():
            return Later(error.retry_after, TOO_MUCH, everywhere=everywhere)
        case LoginFailure():
            return Later(A_WHILE, TOKEN, everywhere=True)
        case HTTPException() if error.code in LOST:
            return Gone(LOST[error.code])
        case HTTPException() if error.code in NEVER:
            return Refused(NEVER[error.code])
        case HTTPException() if error.code in HERE:
            return Later(_seconds_of(error), TOO_MUCH)
        case HTTPException() if error.code in EVERYWHERE:
            return Later(_seconds_of(error), TOO_MUCH, everywhere=True)
        case HTTPException():
            return _by_status(error, everywhere=everywhere)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return Later(SOON, NOT_REACHED, everywhere=True)
        case ConnectionRefusedError():
            return Later(SOON, NOT_REACHED, everywhere=True)
        case aiohttp.InvalidURL():
            return Refused(phrase("Discord has no such place."))
        case _:
            return Unknown(NO_ANSWER)


def is_bad_form(error: Exception) -> bool:
    """Whether Discord does not take the form of a message; another one it may take."""
    return isinstance(error, HTTPException) and (
        error.code in BAD_FORMS or (error.status == HTTPStatus.BAD_REQUEST and not error.code)
    )


def is_unknown(error: HTTPException) -> bool:
    """Whether a call is one that nobody there knows."""
    return error.status in UNKNOWN


def is_no_channel(error: Exception) -> bool:
    """Whether there is no such channel: the id may be a person's."""
    return isinstance(error, HTTPException) and error.code == NO_SUCH_CHANNEL


def is_no_chat(error: Exception) -> bool:
    """Whether a channel is none to write in: it may be a forum."""
    return isinstance(error, HTTPException) and error.code in {NOT_TO_WRITE_IN, WRONG_CHANNEL}


def is_answered(error: Exception) -> bool:
    """Whether an interaction was answered: the line broke once it was, and it was tried again."""
    return isinstance(error, HTTPException) and error.code == ALREADY_ANSWERED


def _by_status(error: HTTPException, *, everywhere: bool) -> Failure:
    match error:
        case HTTPException(status=HTTPStatus.TOO_MANY_REQUESTS):
            whole = everywhere or _is_global(error) or _is_of_the_guard(error)
            return Later(_seconds_of(error), TOO_MUCH, everywhere=whole)
        case HTTPException(status=HTTPStatus.UNAUTHORIZED):
            return Later(A_WHILE, TOKEN, everywhere=True)
        case DiscordServerError():
            return Unknown(NO_ANSWER)
        case Forbidden() if _is_of_the_guard(error):
            return Later(A_WHILE, TOO_MUCH, everywhere=True)
        case Forbidden():
            return Gone(_in_its_words(error))
        case _:
            return Refused(_in_its_words(error))


def _is_global(error: HTTPException) -> bool:
    headers = error.response.headers
    return "X-RateLimit-Global" in headers or headers.get("X-RateLimit-Scope") == "global"


def _is_of_the_guard(error: HTTPException) -> bool:
    """Whether not Discord speaks but the guard before it, which shuts out our whole address."""
    return "json" not in error.response.headers.get("Content-Type", "")


def _seconds_of(error: HTTPException) -> float:
    """Give the seconds that Discord asks to wait; where it does not say, a while."""
    headers = error.response.headers
    said = headers.get("Retry-After") or headers.get("X-RateLimit-Reset-After") or ""
    try:
        return float(said)
    except ValueError:
        return A_WHILE


def _in_its_words(error: HTTPException) -> Phrase:
    return phrase("Discord says: {text}", text=error.text or str(error.status))
