"""Reply → text with entities, and buttons. No markup is ever written, so no text can break one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from adapters.telegram.harmless import harmless, host_of
from adapters.telegram.keyboard import keyboard
from adapters.telegram.marked import Marked
from adapters.telegram.runs import name, write
from bot.reply import (
    Block,
    Choices,
    Citation,
    Divider,
    Document,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Side,
    Sides,
    Text,
)
from bot.visible import is_seen

if TYPE_CHECKING:
    from adapters.telegram.keyboard import Button
    from adapters.telegram.marked import Entity, Kind

LONG_QUOTE = 240  # UTF-16 units; Telegram folds such a one to its first three lines
LONG_LINE = 80  # characters; long lines are easier to tell apart with some air between them
BAR_WIDTH = 10
FULL, EMPTY = "█", "░"
NOTHING = "…"  # a message must say something


@dataclass(frozen=True, slots=True, eq=False)  # known by itself: what it holds is long
class Drawn:
    """A message as Telegram takes it.

    Args:
        text: what it says.
        entities: what its parts are.
        buttons: rows of things to press.
        picture: the address of the image that is shown above it; empty for none.
        files: what follows it, each in a message of its own.
        forces: whether the client of who is answered shall begin a reply to it.
    """

    text: str
    entities: list[Entity]
    buttons: list[list[Button]]
    picture: str
    files: tuple[Document, ...] = ()
    forces: bool = False


@lru_cache(maxsize=64)  # a briefing goes to many, one after the other
def rendered(reply: Reply, mark: str = "") -> Drawn:
    """Draw *reply*, which keeps within the limits.

    Args:
        reply: one message.
        mark: what stands in front of the actions of its buttons, at most two bytes.
    """
    page = Marked()
    before: Block | None = None
    for block in reply.blocks:
        page.space(_gap(before, block))
        _block(page, block)
        before = block
    text, entities = page.finished()
    pictures = (block.url for block in reply.blocks if isinstance(block, Picture))
    picture = next(filter(host_of, pictures), "")
    if not is_seen(text):
        text, entities = NOTHING, []
    files = tuple(block for block in reply.blocks if isinstance(block, Document))
    buttons = keyboard(reply.blocks, mark)
    # A message has either buttons or this.
    forces = reply.asks is not None and not buttons
    return Drawn(text, entities, buttons, picture, files, forces)


def _gap(before: Block | None, block: Block) -> str:
    """Keep a title with its small print, and a heading with what it heads."""
    match before, block:
        case (Heading(level=2), _) | (Heading(), Note()):
            return "\n"
        case _:
            return "\n\n"


def _block(page: Marked, block: Block) -> None:
    match block:
        case Heading(text):
            _whole(page, "bold", text)
        case Paragraph(text):
            write(page, text)
        case Note(text):
            _whole(page, "italic", text)
        case Items(items):
            _items(page, items)
        case Sides(sides):
            _sides(page, sides)
        case Gauge(text, _, label):
            _bar(page, block.filled(BAR_WIDTH), label)
            page.space("\n")
            write(page, text)
        case Quote(text, by):
            _quote(page, text, by)
        case Picture(url, alt, credit):
            between = (Plain(" · "),) if alt and credit else ()
            _whole(page, "italic", (*((Link(alt, url),) if alt else ()), *between, *credit))
        case Divider():
            page.space("\n\n———\n\n")
        case Choices() | Document():
            pass  # they stand under the message
        case _:
            assert_never(block)


def _items(page: Marked, items: tuple[Item, ...]) -> None:
    gap = "\n\n" if sum(map(_length, items)) > LONG_LINE * len(items) else "\n"
    for place, item in enumerate(items):
        page.space(gap if place else "")
        page.write(f"{harmless(item.mark)}. " if item.mark else "• ")
        write(page, item.text)


def _length(item: Item) -> int:
    return sum(len(run.outlet if isinstance(run, Citation) else run.text) for run in item.text)


def _sides(page: Marked, sides: tuple[Side, ...]) -> None:
    """Set each label, and behind it who holds that view, above what they say."""
    for side in sides:
        page.space("\n\n")
        name(page, side.label, "bold")
        if side.holders:
            page.write(" · ")
            name(page, side.holders)
        page.space("\n")
        _quote(page, side.text, "")


def _quote(page: Marked, text: Text, by: str) -> None:
    start = page.start
    write(page, text)
    if by:
        page.write("\n— ")
        name(page, by)
    page.mark("expandable_blockquote" if page.end - start > LONG_QUOTE else "blockquote", start)


def _bar(page: Marked, full: int, label: str) -> None:
    page.write(FULL * full + EMPTY * (BAR_WIDTH - full) + " ")
    name(page, label, "bold")


def _whole(page: Marked, kind: Kind, text: Text) -> None:
    start = page.start
    write(page, text, within=kind)
    page.mark(kind, start)
