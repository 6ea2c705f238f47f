"""Reply → plain text, for a pipe: one paragraph a line, wrapped by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from adapters.console.picking import key, numbered
from bot.reply import (
    Block,
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
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
    Run,
    Side,
    Sides,
    Strong,
    Struck,
)
from bot.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable


def plain(reply: Reply) -> str:
    """Write *reply* as plain text, its parts set apart by an empty line."""
    parts = (_block(block, first, key(reply)) for block, first in numbered(reply.blocks))
    return visible("\n\n".join(filter(None, parts)))


def _block(block: Block, first: int, key: str) -> str:
    match block:
        case Heading(text) | Paragraph(text) | Note(text):
            return _text(text)
        case Items(items):
            return "\n".join(map(_item, items))
        case Sides(sides):
            return "\n\n".join(map(_side, sides))
        case Gauge(text, _, label):
            return f"{label} · {_text(text)}"
        case Quote(text, by):
            return f"“{_text(text)}”{_attached(by)}"
        case Picture(url, alt, credit):
            return " · ".join(filter(None, (alt, _text(credit), url)))
        case Divider():
            return "———"
        case Document():
            return f"{labelled(block)}\n\n{block.text or ''}".rstrip()
        case Choices(choices):
            ways = enumerate(choices, first)
            return "  ".join(f"[{key}{number}] {choice.label}" for number, choice in ways)
        case _:
            assert_never(block)


def labelled(document: Document) -> str:
    """Name a file, with its size where that is all that a terminal can say of it."""
    size = "" if document.text is not None else f" ({len(document.data):,} B)"
    return f"{document.name}{size}"


def _item(item: Item) -> str:
    return f"{item.mark}. {_text(item.text)}" if item.mark else f"• {_text(item.text)}"


def _side(side: Side) -> str:
    return f"{side.label}{_attached(side.holders)}\n{_text(side.text)}"


def _attached(name: str) -> str:
    return f" — {name}" if name else ""


def _text(text: Iterable[Run]) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    match run:
        case Plain(text) | Strong(text) | Emphasis(text):
            return text
        case Struck(text):
            return f"~~{text}~~"
        case Link(text, url):
            return f"{text} ({url})"
        case Citation(number, outlet):
            return f"[{number} {outlet}]"
        case _:
            assert_never(run)
