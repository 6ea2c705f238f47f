"""Foreign errors of Telegram → how a send ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from adapters.telegram.request import NotSent
from bot.address import Address
from bot.outcome import Gone, Later, Moved, Refused, Unknown
from bot.words import phrase

if TYPE_CHECKING:
    from bot.words import Phrase

Failure: TypeAlias = Later | Moved | Gone | Refused | Unknown

SOON = 5.0  # seconds until a line that could not be had is tried again
A_WHILE = 60.0  # seconds until what only a person can mend is tried again

BLOCKED = phrase("The reader has blocked the bot.")
DELETED = phrase("The account does not exist any more.")
REMOVED = phrase("The bot was removed from the chat.")
CLOSED = phrase("The chat does not exist any more.")
NEVER_MET = phrase("The reader has not started a conversation with the bot.")
NO_RIGHTS = phrase("The bot may not write in this chat.")
NOT_FOUND = phrase("The chat cannot be found.")
NO_TOPIC = phrase("The topic does not exist any more.")
TOPIC_CLOSED = phrase("The topic is closed.")
NOT_LET_IN = phrase("The bot is not let into the chat.")
NOT_REACHED = phrase("Telegram cannot be reached.")

# What Telegram says, in small letters, whatever the code it says it with: the loss of a right
# comes as 400, and words in capitals are of its own inside.
LOST: tuple[tuple[str, Phrase], ...] = (
    ("bot was blocked by the user", BLOCKED),
    ("user_is_blocked", BLOCKED),
    ("user is deactivated", DELETED),
    ("input_user_deactivated", DELETED),
    ("bot was kicked", REMOVED),
    ("bot is not a member", REMOVED),
    ("bot was banned", REMOVED),
    ("group chat was deleted", CLOSED),
    ("group is deactivated", CLOSED),
    ("group chat was deactivated", CLOSED),
    ("group chat was upgraded", CLOSED),
    ("can't initiate conversation", NEVER_MET),
    ("peer_id_invalid", NEVER_MET),
    ("not enough rights", NO_RIGHTS),
    ("have no write access", NO_RIGHTS),
    ("have no rights", NO_RIGHTS),
    ("need administrator rights", NO_RIGHTS),
    ("chat_write_forbidden", NO_RIGHTS),
    ("chat_send_", NO_RIGHTS),
    ("chat_admin_required", NO_RIGHTS),
    ("chat_restricted", NO_RIGHTS),
    ("user_banned_in_channel", NO_RIGHTS),
    ("message thread not found", NO_TOPIC),
    ("topic_deleted", NO_TOPIC),
    ("topic_id_invalid", NO_TOPIC),
    ("topic_closed", TOPIC_CLOSED),
    ("channel_private", NOT_LET_IN),
    ("chat not found", NOT_FOUND),
    ("user not found", NOT_FOUND),
)
UNCHANGED = "message is not modified"
SECONDS = re.compile(r"retry after (\d+)", re.IGNORECASE)


def failure_of(error: TelegramError, where: Address, *, everywhere: bool = False) -> Failure:
    """Tell how a send ended that raised *error*.

    Args:
        error: what the library raised.
        where: the place it was for.
        everywhere: whether a wait that Telegram asks for concerns the whole bot; it says so itself
            nowhere.
    """
    match error:
        case RetryAfter():
            return waiting(seconds_of(error), everywhere=everywhere)
        case ChatMigrated():
            return Moved(Address(where.platform, str(error.new_chat_id), where.thread))
        case InvalidToken():
            return Later(A_WHILE, phrase("The token of Telegram is refused."), everywhere=True)
        case Conflict():
            return Later(
                A_WHILE,
                phrase("Another copy of the bot is running with this token."),
                everywhere=True,
            )
        case Forbidden():
            return Gone(lost(error) or _in_its_words(error))
        case BadRequest():
            reason = lost(error)
            return Gone(reason) if reason else Refused(_in_its_words(error))
        case NetworkError():
            return _network(error, everywhere=everywhere)
        case _:
            return Unknown(_in_its_words(error))


def lost(error: TelegramError) -> Phrase | None:
    """Say what was lost, the place or the right to write there; None where it is neither."""
    said = error.message.lower()
    return next((reason for text, reason in LOST if text in said), None)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message says the same already."""
    return UNCHANGED in error.message.lower()


def is_refused(error: TelegramError) -> bool:
    """Whether it is the token that is refused; the library says so of all that is not found."""
    return isinstance(error, InvalidToken) and "not found" not in error.message.lower()


def _network(error: NetworkError, *, everywhere: bool) -> Failure:
    if isinstance(error.__cause__, NotSent):
        return Later(SOON, NOT_REACHED, everywhere=True)
    said = error.message.lower()
    if "too many requests" in said:
        seconds = SECONDS.search(said)
        return waiting(float(seconds[1]) if seconds else SOON, everywhere=everywhere)
    if "request entity too large" in said:
        return Refused(_in_its_words(error))
    return Unknown(phrase("Telegram did not say whether it has taken the message."))


def waiting(seconds: float, *, everywhere: bool) -> Later:
    """Say that it is too soon."""
    return Later(seconds, phrase("Telegram asks to send less."), everywhere=everywhere)


def seconds_of(error: RetryAfter) -> float:
    """Give the seconds that Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _in_its_words(error: TelegramError) -> Phrase:
    return phrase("Telegram says: {text}", text=error.message)
