"""A reply → messages: as many as it takes, or one where there cannot be more."""

from __future__ import annotations

from dataclasses import replace

from adapters.telegram import LIMITS
from adapters.telegram.render import Drawn, rendered
from bot.pages import cut
from bot.reply import Choices, Note, Plain, Reply

ANEW = "+"  # in front of an action: its answer is a new message, for the old one is but a part
MORE = Note((Plain("…"),))
ROOM = replace(LIMITS, text=LIMITS.text - LIMITS.overhead - 1, marks=LIMITS.marks - 1)


def messages(reply: Reply) -> list[Drawn]:
    """Draw *reply* in as many messages as it takes."""
    # To draw it is quicker than to reckon how long it will be, and nearly all replies fit.
    whole = rendered(reply)
    if fits(whole):
        return [whole]
    return [rendered(message, ANEW) for message in cut(reply, LIMITS)]


def in_one(reply: Reply) -> Drawn:
    """Draw as much of *reply* as one message holds, with everything that can be pressed."""
    whole = rendered(reply)
    if fits(whole):
        return whole
    first = cut(reply, ROOM)[0]
    shown = tuple(block for block in first.blocks if not isinstance(block, Choices))
    ways = tuple(block for block in reply.blocks if isinstance(block, Choices))
    some = cut(Reply(ways), LIMITS)[0].blocks
    return rendered(replace(reply, blocks=(*shown, MORE, *some)))


def fits(drawn: Drawn) -> bool:
    """Whether Telegram takes it as one message."""
    return (
        len(drawn.text) <= LIMITS.text
        and len(drawn.entities) <= LIMITS.marks
        and sum(map(len, drawn.buttons)) <= LIMITS.choices
    )
