"""A talk on Telegram, as a page of our own that looks like it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from adapters.telegram.paging import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.telegram.keyboard import Button
    from adapters.telegram.marked import Entity
    from adapters.telegram.render import Drawn
    from docs.pictures.scene import Scene, Turn

PAGE = """<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="telegram.css">
<main>{messages}</main>
"""
TAGS = {
    "bold": "b",
    "italic": "i",
    "strikethrough": "s",
    "text_link": "a",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def page(scene: Scene) -> str:
    """Draw *scene*."""
    return PAGE.format(messages="".join(part for turn in scene.turns for part in _turn(turn)))


def _turn(turn: Turn) -> Iterator[str]:
    clock = f"{turn.at:%H:%M}"
    if turn.line:
        said = f'<div dir="auto">{escape(turn.line)}</div>'
        yield f'<div class="said">{said}<time>{clock}</time></div>'
    for drawn in messages(turn.reply):
        yield _message(drawn, f"edited {clock}" if turn.edited else clock)


def _message(drawn: Drawn, clock: str) -> str:
    image = '<div class="image"></div>' if drawn.picture else ""
    rows = "".join(map(_row, drawn.buttons))
    files = "".join(f'<div class="file">{escape(each.name)}</div>' for each in drawn.files)
    return (
        f'<div class="message"><div class="bubble">{image}{_text(drawn)}<time>{clock}</time></div>'
        f"{rows}</div>{files}"
    )


def _row(buttons: list[Button]) -> str:
    cells = "".join(f'<div class="button">{escape(each["text"])}</div>' for each in buttons)
    return f'<div class="row">{cells}</div>'


def _text(drawn: Drawn) -> str:
    """Draw a text with its entities, which are counted in UTF-16 units and nest."""
    data = drawn.text.encode("utf-16-le")
    page, at = "", 0
    for place, tag in _tags(drawn.entities):
        page += escape(data[2 * at : 2 * place].decode("utf-16-le")) + tag
        at = place
    page += escape(data[2 * at :].decode("utf-16-le"))
    return _in_lines(page)


def _tags(entities: list[Entity]) -> Iterator[tuple[int, str]]:
    """Give the places where something begins or ends, from first to last."""
    opened: list[tuple[int, str]] = []
    for entity in entities:
        while opened and opened[-1][0] <= entity["offset"]:
            yield opened.pop()
        tag = TAGS[entity["type"]]
        yield entity["offset"], f"<{tag}>"
        opened.append((entity["offset"] + entity["length"], f"</{tag}>"))
    yield from reversed(opened)


def _in_lines(page: str) -> str:
    """Let each line, and each quote, run in the direction of what it says."""
    page = page.replace("<blockquote>", "\x00<blockquote dir='auto'>")
    page = page.replace("</blockquote>\n", "</blockquote>").replace("\n\x00", "\x00")
    return f'<div class="text" dir="auto">{page.replace(chr(0), "")}</div>'
