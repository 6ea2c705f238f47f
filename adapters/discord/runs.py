"""Runs of text → markdown: what stands out, leads somewhere, or reads the other way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from adapters.discord.markdown import JOINER, address, escaped, host_of, link, opened
from adapters.discord.markdown import longest as longest_escaped
from adapters.discord.units import units
from bot.cutting.directions import turns
from bot.reply import Citation, Emphasis, Link, Plain, Run, Strong, Struck, Text
from bot.visible import is_seen, legible

if TYPE_CHECKING:
    from collections.abc import Iterator

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
# A dot before a text stands between it and what is before it, whichever way either is read.
EDGES = re.compile(r"([\s\ufeff·]*)(.*?)([\s\ufeff]*)", re.DOTALL)
ENDS_IN_ADDRESS = re.compile(r"(?i)(https?):(//[^\s<>()\[\]\\*`|~]+)\Z")
LINE = 12  # units that each further line of a run may take: marks around it, and before it
AROUND = 12  # units around a run: stars, brackets, isolates


def written(text: Text) -> str:
    """Write *text* as markdown; each of its lines may begin a line of the message."""
    apart = any(turns(_said(run)) for run in text)
    page = ""
    for run in _merged(text):
        piece = _run(run, apart=apart)
        if page and piece:
            page = _before(page, piece)
        page += piece
    return opened(page)


def plain(text: Text) -> str:
    """Say *text* without anything that it leads to."""
    return "".join(map(_said, text))


def name(text: str, mark: str = "") -> str:
    """Write a name that stands among other words, whichever way either is read."""
    shown = " ".join(legible(text).split())
    return _marked(shown, mark, apart=turns(shown))


def longest(run: Run) -> int:
    """Count the UTF-16 units that *run* takes at the most."""
    text = _said(run)
    length = units(text) + longest_escaped(text) + LINE * text.count("\n")
    match run:
        case Plain():
            return length
        case Strong() | Emphasis() | Struck():
            return length + AROUND
        case Link(_, url):
            return length + _led(url)
        case Citation(number, _, url):
            return length + AROUND + len(str(number)) + (_led(url) if url else 0)
        case _:
            assert_never(run)


def _led(url: str) -> int:
    host = host_of(url)
    return AROUND + units(host) + units(address(url)) if host else AROUND


def _merged(text: Text) -> Iterator[Run]:
    """Join plain runs that touch: what they say together may mean something."""
    plain = ""
    for run in text:
        if isinstance(run, Plain):
            plain += run.text
            continue
        if plain:
            yield Plain(plain)
            plain = ""
        yield run
    if plain:
        yield Plain(plain)


def _before(page: str, piece: str) -> str:
    """Keep the end of *page* from being taken for a part of *piece*."""
    if page.endswith(("*", "~")) and piece.startswith(page[-1]):
        return page + JOINER  # two rows of marks that touch would be one
    if "://" in page and not piece[0].isspace():
        # It would go on with the marks of the piece; and what is no address is read as markdown.
        return ENDS_IN_ADDRESS.sub(lambda each: f"{each[1]}\\:{escaped(each[2])}", page)
    return page


def _run(run: Run, *, apart: bool) -> str:
    match run:
        case Plain(text):
            return escaped(text, linking=True)
        case Strong(text):
            return _marked(text, "**", apart=apart)
        case Emphasis(text):
            return _marked(text, "*", apart=apart)
        case Struck(text):
            return _marked(text, "~~", apart=apart)
        case Link(text, url):
            return _apart(link(text, url), apart=apart)
        case Citation(number, outlet, url):
            return _apart(_cited(number, outlet, url), apart=apart)
        case _:
            assert_never(run)


def _cited(number: int, outlet: str, url: str | None) -> str:
    said = " ".join(f"{number} {legible(outlet)}".split())
    return f"\\[{link(said, url) if url else escaped(said)}\\]"


def _marked(text: str, mark: str, *, apart: bool) -> str:
    """Put *mark* around each line of *text*, its edges left outside."""
    lines = legible(text).split("\n")
    return "\n".join(_line(line, mark, apart=apart) for line in lines)


def _line(line: str, mark: str, *, apart: bool) -> str:
    match = EDGES.fullmatch(line)
    before, inside, after = match.groups() if match else ("", line, "")
    if not is_seen(inside):
        return escaped(line)
    return before + _apart(f"{mark}{escaped(inside)}{mark}", apart=apart) + after


def _apart(text: str, *, apart: bool) -> str:
    """Keep each line of *text* from turning around what stands beside it, where some is turned."""
    if not apart or not text:
        return text
    return "\n".join(f"{ISOLATE}{line}{END_ISOLATE}" for line in text.split("\n"))


def _said(run: Run) -> str:
    return run.outlet if isinstance(run, Citation) else run.text
