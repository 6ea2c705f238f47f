"""Stories as Markdown, which every editor's program and most sites take (CommonMark)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

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
from bot.views.frame import headline
from bot.views.paper import paper
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reply import Block, Item, Run, Side, Text
    from bot.revision import Revision

BETWEEN = "\n---\n\n"  # stories
PART = "\n\n"  # between blocks
# Anywhere in a line; what means something only at its beginning is escaped there alone, so that
# a text stays as readable as it is.
SYNTAX = re.compile(r"[\\`*_\[\]<>&~|]")
AT_START = re.compile(r"^(?P<before>\d*)(?P<sign>[#+\-=.)])")
# In an address between brackets.
UNSAFE_IN_ADDRESS = {"<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20"}


def to_markdown(revisions: Sequence[Revision]) -> str:
    """Write stories, with a line between them."""
    return BETWEEN.join(map(_written, revisions))


def _written(revision: Revision) -> str:
    words = words_for(revision.story.language)
    blocks = (headline(revision.story), *paper(words, revision))
    return PART.join(filter(None, map(_block, blocks))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_line(text)}"
        case Paragraph(text):
            return _text(text)
        case Note(text):
            return _broken(_around("*", "".join(_run(_unmarked(run)) for run in text)))
        case Items(items):
            return "\n".join(map(_item, items))
        case Sides(sides):
            return PART.join(map(_side, sides))
        case Gauge(text, _, label):
            return _text((Strong(label), Plain(" · "), *text))
        case Quote(text, by):
            return _quote((*text, *((Plain(f" — {by}"),) if by else ())))
        case Picture(url, alt, credit):
            return PART.join((f"![{_escaped(alt)}]({_address(url)})", *_some(_text(credit))))
        case Divider():
            return "---"
        case Choices() | Document():
            return ""  # there is nothing to press on paper, nor to fetch
        case _:
            assert_never(block)


def _side(side: Side) -> str:
    label = f"### {_line((Plain(side.label),))}"
    return PART.join((label, *_some(_text((Emphasis(side.holders),))), _text(side.text)))


def _quote(text: Text) -> str:
    return "\n".join(f"> {line}" for line in _text(text).split("\n"))


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _item(item: Item) -> str:
    mark = f"{item.mark}. " if item.mark.isdecimal() else "- "
    return mark + _text(item.text).replace("\n", "\n" + " " * len(mark))


def _line(text: Text) -> str:
    """Write runs on one line, whose end nothing may be taken for a closing sign."""
    return re.sub(r"(#+)$", r"\\\1", " ".join(_text(text).split()))


def _text(text: Text) -> str:
    """Write runs; a line end stays one, and what begins a line means nothing there."""
    return _broken("".join(map(_run, text)))


def _broken(written: str) -> str:
    lines = map(str.strip, written.split("\n"))
    return "\\\n".join(AT_START.sub(r"\g<before>\\\g<sign>", line) for line in lines if line)


def _run(run: Run) -> str:
    match run:
        case Plain(text):
            return _escaped(text)
        case Strong(text):
            return _marked("**", text)
        case Emphasis(text):
            return _marked("*", text)
        case Struck(text):
            return _marked("~~", text)
        case Link(text, url):
            return _link(text, url)
        case Citation(number, outlet, url):
            label = f"{number} {outlet}"
            return _link(f"[{label}]", url) if url else _escaped(f"[{label}]")
        case _:
            assert_never(run)


def _unmarked(run: Run) -> Run:
    """Take the signs off a run that stands among others within signs; a link stays one."""
    match run:
        case Strong(text) | Emphasis(text) | Struck(text):
            return Plain(text)
        case Plain() | Link() | Citation():
            return run
        case _:
            assert_never(run)


def _marked(sign: str, text: str) -> str:
    return _around(sign, _escaped(text))


def _around(sign: str, written: str) -> str:
    """Put signs around the words alone: beside white space they would be signs themselves."""
    inner = written.strip()
    if not inner:
        return written
    before = written[: len(written) - len(written.lstrip())]
    after = written[len(written.rstrip()) :]
    return f"{before}{sign}{inner}{sign}{after}"


def _link(text: str, url: str) -> str:
    return f"[{_escaped(text)}]({_address(url)})"


def _address(url: str) -> str:
    safe = "".join(UNSAFE_IN_ADDRESS.get(each, each) for each in url)
    return f"<{safe}>" if set(safe) & set("()") else safe


def _escaped(text: str) -> str:
    return SYNTAX.sub(r"\\\g<0>", text.replace("\t", " "))
