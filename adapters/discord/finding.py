"""A message that may have been sent before an interruption: marked, so that it can be found again.

Discord takes a key only for a few minutes. Whoever looks later reads what stands in the channel: a
bot may always read its own messages, and the number of a component comes back as it was given.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from discord.utils import time_snowflake

from adapters.discord.faults import FOREIGN, failure_of
from bot.outcome import Sent, Unknown
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.discord.line import Line
    from adapters.discord.wire import Said
    from bot.address import Address

LARGEST = 0x7FFF_FFFF  # numbers of components are 32 bits wide
PAGE = 100  # messages that Discord gives at once
PAGES = 5  # a channel that says more in between is too busy to be read to its end
EARLIER = timedelta(minutes=1)  # clocks differ

NOT_READ = phrase("What the channel says cannot be read.")


def marked(said: Said, key: str) -> Said:
    """Put the mark of *key* on a message; it has none where it is made of no components."""
    parts: Sequence[Said] = said.get("components") or ()
    if not parts:
        return said
    return {**said, "components": [{**parts[0], "id": mark_of(key)}, *parts[1:]]}


def mark_of(key: str) -> int:
    """Give the number that stands for *key*; Discord itself counts from 1, and never so far."""
    return crc32(key.encode()) % (LARGEST // 2) + LARGEST // 2


async def found(line: Line, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:
    """Look for a message of ours.

    Args:
        line: the line to Discord.
        where: the channel, thread or conversation.
        key: what it was sent with.
        since: when it can have been sent at the soonest.
    """
    channel, after = where.thread or where.chat, time_snowflake(since - EARLIER)
    try:
        for _ in range(PAGES):
            messages = await line.history(channel, after=after)
            for message in messages:
                if is_marked(message, key):
                    return Sent(str(message["id"]))
            if not messages and await line.newest(channel) > after:
                # Without the right to read what was said, Discord gives an empty list.
                return Unknown(NOT_READ)
            if len(messages) < PAGE:
                return None
            after = max(int(message["id"]) for message in messages)
    except FOREIGN as error:
        return Unknown(failure_of(error).reason)
    return Unknown(NOT_READ)


def is_marked(message: Said, key: str) -> bool:
    """Whether a message was sent with *key*."""
    parts: Sequence[Said] = message.get("components") or ()
    return message.get("nonce") == key or any(part.get("id") == mark_of(key) for part in parts)
