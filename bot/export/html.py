"""Blocks as HTML for feeds: a tree of elements, so that no text can ever be markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.reply import (
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
    Gauge,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Sides,
    Strong,
    Struck,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reply import Block, Item, Run, Side, Text

# A feed's reader has the headline above the text already.
HEADINGS = {1: "h2", 2: "h3"}
# What XML 1.0 has no way to write.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def html(blocks: Iterable[Block]) -> str:
    """Write blocks one after the other."""
    elements = (element for block in blocks for element in _block(block))
    return "\n".join(tostring(each, encoding="unicode", method="html") for each in elements)


def writable(text: str) -> str:
    """Leave out the characters that XML cannot hold, not even escaped."""
    return UNWRITABLE.sub("", text)


def _block(block: Block) -> Iterator[Element]:
    match block:
        case Heading(text, level):
            yield _filled(HEADINGS.get(level, "h4"), text)
        case Paragraph(text):
            yield _filled("p", text)
        case Note(text):
            yield _within("p", _filled("small", text))
        case Items(items):
            yield _items(items)
        case Sides(sides):
            yield from (element for side in sides for element in _side(side))
        case Gauge(text, _, label):
            yield _filled("p", (Strong(label), Plain(" · "), *text))
        case Quote(text, by):
            said = (*text, *((Plain(f" — {by}"),) if by else ()))
            yield _within("blockquote", _filled("p", said))
        case Picture():
            yield _picture(block)
        case Divider():
            yield Element("hr")
        case Choices() | Document():
            pass  # there is nothing to press in a feed, nor to fetch
        case _:
            assert_never(block)


def _items(items: Iterable[Item]) -> Element:
    """Number a list where its marks are numbers; facts and sources are cited by them."""
    numbered = all(item.mark.isdecimal() for item in items)
    drawn = Element("ol" if numbered else "ul")
    for item in items:
        line = _filled("li", item.text)
        if numbered:
            line.set("value", item.mark)
        drawn.append(line)
    return drawn


def _side(side: Side) -> Iterator[Element]:
    yield _filled("h4", (Plain(side.label),))
    if side.holders:
        yield _within("p", _filled("em", (Plain(side.holders),)))
    yield _filled("p", side.text)


def _picture(picture: Picture) -> Element:
    figure = Element("figure")
    SubElement(figure, "img", {"src": picture.url, "alt": writable(picture.alt)})
    if picture.credit:
        figure.append(_filled("figcaption", picture.credit))
    return figure


def _within(tag: str, element: Element) -> Element:
    around = Element(tag)
    around.append(element)
    return around


def _filled(tag: str, text: Text) -> Element:
    element = Element(tag)
    for run in text:
        _append(element, _run(run))
    return element


def _append(parent: Element, child: Element) -> None:
    """Put a run behind what is there, its line ends as such."""
    lines = (child.text or "").split("\n")
    if child.tag == "span":
        _add_text(parent, lines[0])
        for line in lines[1:]:
            SubElement(parent, "br")
            _add_text(parent, line)
        return
    child.text = " ".join(lines)
    parent.append(child)


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _run(run: Run) -> Element:
    match run:
        case Plain(text):
            return _worded("span", text)
        case Strong(text):
            return _worded("strong", text)
        case Emphasis(text):
            return _worded("em", text)
        case Struck(text):
            return _worded("s", text)
        case Link(text, url):
            return _worded("a", text, url)
        case Citation(number, outlet, url):
            label = f"[{number} {outlet}]"
            return _worded("a", label, url) if url else _worded("span", label)
        case _:
            assert_never(run)


def _worded(tag: str, text: str, url: str | None = None) -> Element:
    element = Element(tag, {"href": url} if url else {})
    element.text = writable(text)
    return element
