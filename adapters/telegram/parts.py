"""A long text comes in parts: clients cut what is longer than a message can be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.telegram.wire import Update

FULL = 4096  # characters that a message holds
PART = 2_000  # characters; clients cut where a line or a sentence ends, not too far from there
PATIENCE = 1.5  # seconds in which the next part comes
APART = 5  # seconds between two parts, by the sender's clock and through a slow line


def goes_on(update: Update) -> bool:
    """Whether *update* may be but a part of what somebody sends the bot in private."""
    message = update.get("message")
    return (
        message is not None
        and message["chat"]["type"] == "private"
        and len(message.get("text", "")) >= PART
    )


def belongs(update: Update, following: Update) -> bool:
    """Whether *following* goes on where *update* was cut."""
    before, message = update.get("message"), following.get("message")
    if before is None or message is None or "reply_to_message" in message:
        return False
    text = message.get("text", "")
    soon = message.get("date", 0) - before.get("date", 0) <= APART
    return bool(text) and not text.startswith("/") and soon


def joined(parts: Sequence[Update]) -> Update:
    """Make one of several parts."""
    first = parts[0]
    if len(parts) == 1:
        return first
    text = first["message"].get("text", "")
    for before, part in pairwise(parts):
        # What fills a message to its last character was cut within a line.
        whole = len(before["message"].get("text", "")) < FULL
        text += ("\n" if whole else "") + part["message"].get("text", "")
    return {**first, "message": {**first["message"], "text": text}}
