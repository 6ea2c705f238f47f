"""Blocks → what a message is laid out of: text, images, lines and rows of buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from adapters.discord.buttons import buttons
from adapters.discord.files import file_name
from adapters.discord.markdown import JOINER, address, host_of
from adapters.discord.runs import name, written
from adapters.discord.units import shortened
from bot.reply import (
    Block,
    Choices,
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
    Side,
    Sides,
    Text,
)
from bot.visible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.discord.buttons import Button

BAR_WIDTH = 10
FULL, EMPTY = "█", "░"
ALT = 1024  # UTF-16 units of what is said for those who do not see an image


@dataclass(frozen=True, slots=True)
class Words:
    """Text in markdown; *apart* from what stands above it by an empty line or not."""

    text: str
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    """An image by its address, and the same said in markdown where it cannot be shown."""

    url: str
    alt: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line between parts; *seen* or mere air."""

    seen: bool = True


@dataclass(frozen=True, slots=True)
class Buttons:
    """Things to press."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along, by the name it has there."""

    name: str


Part: TypeAlias = Words | Image | Line | Buttons | Attached


def parts(blocks: Iterable[Block], mark: str) -> Iterator[Part]:
    """Take *blocks* apart, from top to bottom.

    Args:
        blocks: one message.
        mark: what stands in front of the actions of its buttons.
    """
    taken: set[str] = set()
    before: Block | None = None
    for block in blocks:
        for part in _block(block):
            if isinstance(part, Words) and _belongs(before, block):
                yield Words(part.text, apart=False)
            else:
                yield part
            before = block
        if isinstance(block, Choices) and (row := buttons(block.choices, mark, taken)):
            yield Buttons(row)
            before = block


def _belongs(before: Block | None, block: Block) -> bool:
    """Whether *block* stands close to *before*: what is headed, and small print beside its like."""
    match before, block:
        case (Heading(), _) | (Note() | Picture(), Note() | Picture()):
            return True
        case _:
            return False


def _block(block: Block) -> Iterator[Part]:
    match block:
        case Heading(text, level):
            yield from _words(_heading(text, level))
        case Paragraph(text):
            yield from _words(written(text))
        case Items(items):
            yield from _words(_items(items))
        case Sides(sides):
            yield from _sides(sides)
        case Gauge(text, _, label):
            bar = _bar(block.filled(BAR_WIDTH))
            yield from _words(f"{bar} {name(label, '**')}\n{written(text)}")
        case Quote(text, by):
            said = written(text) + (f"\n— {name(by)}" if by else "")
            yield from _words(_before_each_line("> ", said))
        case Picture(url, alt, credit):
            yield from _picture(url, alt, credit)
        case Note(text):
            yield from _words(_before_each_line("-# ", written(text)))
        case Divider():
            yield Line()
        case Document():
            yield Attached(file_name(block))
        case Choices():
            pass  # they depend on what else can be pressed in the message
        case _:
            assert_never(block)


def _words(text: str) -> Iterator[Words]:
    if text.strip():
        yield Words(text)


def _heading(text: Text, level: int) -> str:
    shown = " ".join(written(text).split())
    # Discord takes the # at the end of a heading for a part of its frame.
    end = JOINER if shown.endswith("#") else ""
    return f"{'##' if level == 1 else '###'} {shown}{end}" if shown else ""


def _items(items: tuple[Item, ...]) -> str:
    """List *items*; Discord itself counts on from the first number, so the others must do so."""
    numbers = [
        int(item.mark) if item.mark.isascii() and item.mark.isdecimal() else 0 for item in items
    ]
    counted = numbers[:1] > [0] and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return "\n".join(_item(item, counted=counted) for item in items)


def _item(item: Item, *, counted: bool) -> str:
    if not item.mark:
        mark = "- "
    elif counted:
        mark = f"{item.mark}. "
    else:
        mark = f"{name(item.mark)}\\. " if item.mark.isalnum() else f"{name(item.mark)} "
    return mark + written(item.text).replace("\n", "\n" + " " * len(mark))


def _sides(sides: tuple[Side, ...]) -> Iterator[Part]:
    for place, side in enumerate(sides):
        if place:
            yield Line(seen=False)
        holders = f" · {name(side.holders)}" if side.holders else ""
        said = _before_each_line("> ", written(side.text))
        yield from _words(f"{name(side.label, '**')}{holders}\n{said}")


def _bar(full: int) -> str:
    return FULL * full + EMPTY * (BAR_WIDTH - full)


def _picture(url: str, alt: str, credit: Text) -> Iterator[Part]:
    # An image stands beside what is said before it, and so its credit does.
    if credit:
        yield from _words(_before_each_line("-# ", written(credit)))
    if host_of(url):
        said = written((Link(alt, url),))
        yield Image(address(url), shortened(legible(alt), ALT), _before_each_line("-# ", said))
    elif alt:
        yield from _words(_before_each_line("-# ", written((Plain(alt),))))


def _before_each_line(mark: str, text: str) -> str:
    return "\n".join(mark + line for line in text.split("\n") if line.strip())
