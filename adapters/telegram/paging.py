"""A reply → messages: as many as it takes, or one where there cannot be more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from adapters.telegram import LIMITS
from adapters.telegram.render import Drawn, rendered
from bot.cutting.pages import cut
from bot.reply import Choices, Citation, Heading, Items, Note, Paragraph, Plain, Quote, Reply, Sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.reply import Block, Text

T = TypeVar("T")

ANEW = "+"  # in front of an action: its answer is a new message, for the old one is but a part
MORE = Note((Plain("…"),))
LONG = 6_000  # characters that are drawn, and cut where they must be, in a few milliseconds
MARK = 40  # characters that take as long as a link
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


async def aside(draw: Callable[[Reply], T], reply: Reply) -> T:
    """Draw *reply*; beside the event loop where others would wait for it."""
    if sum(map(_weight, reply.blocks)) <= LONG:
        return draw(reply)
    return await asyncio.to_thread(draw, reply)


def _weight(block: Block) -> int:
    """Tell about how long a block is; what is always short counts for nothing."""
    match block:
        case Heading(text) | Paragraph(text) | Note(text) | Quote(text):
            return _length(text)
        case Items(items):
            return sum(_length(item.text) for item in items)
        case Sides(sides):
            return sum(_length(side.text) for side in sides)
        case _:
            return 0


def _length(text: Text) -> int:
    return sum(MARK + len(run.outlet if isinstance(run, Citation) else run.text) for run in text)
