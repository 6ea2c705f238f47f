"""What must be one message, however long: as much as it holds, and all its buttons."""

from __future__ import annotations

from dataclasses import replace

from adapters.telegram import LIMITS
from bot.pages import cut
from bot.reply import Choices, Note, Plain, Reply

MORE = Note((Plain("…"),))
ROOM = replace(LIMITS, text=LIMITS.text - LIMITS.overhead - 1, marks=LIMITS.marks - 1)


def in_one(reply: Reply) -> Reply:
    """Give the beginning of *reply* that one message holds, with what can be pressed at its end."""
    if len(cut(reply, LIMITS)) == 1:
        return reply
    first = cut(reply, ROOM)[0]
    shown = tuple(block for block in first.blocks if not isinstance(block, Choices))
    ways = tuple(block for block in reply.blocks if isinstance(block, Choices))
    some = cut(Reply(ways), LIMITS)[0].blocks
    return replace(reply, blocks=(*shown, MORE, *some))
