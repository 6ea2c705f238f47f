"""Runs of text → marked text: what stands out, leads somewhere, or reads the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from adapters.telegram.harmless import harmless, host_of, link_text
from bot.cutting.directions import turns
from bot.reply import Citation, Emphasis, Link, Plain, Run, Strong, Struck, Text

if TYPE_CHECKING:
    from adapters.telegram.marked import Kind, Marked

ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def write(page: Marked, text: Text, within: Kind | None = None) -> None:
    """Write *text*; what stands *within* bold or italic text is not made so once more."""
    apart = any(map(_right_to_left, text))
    for run in text:
        _run(page, run, within, apart=apart)


def name(page: Marked, text: str, kind: Kind | None = None) -> None:
    """Write a name that stands among other words, whichever way either is read."""
    start = page.start
    text = text.replace("\n", " ")
    page.write(_said(harmless(text), apart=turns(text)))
    if kind is not None:
        page.mark(kind, start)


def _run(page: Marked, run: Run, within: Kind | None, *, apart: bool) -> None:
    start = page.start
    match run:
        case Plain(text):
            page.write(harmless(text))
        case Strong(text):
            page.write(_said(harmless(text), apart=apart))
            if within != "bold":
                page.mark("bold", start)
        case Emphasis(text):
            page.write(_said(harmless(text), apart=apart))
            if within != "italic":
                page.mark("italic", start)
        case Struck(text):
            page.write(_said(harmless(text), apart=apart))
            page.mark("strikethrough", start)
        case Link(text, url):
            page.write(_said(link_text(text, url), apart=apart))
            _lead(page, start, url)
        case Citation(number, outlet, url):
            shown = _said(link_text(outlet, url), apart=apart)
            page.write(f"[{number} {shown}]" if shown else f"[{number}]")
            _lead(page, start, url)
        case _:
            assert_never(run)


def _lead(page: Marked, start: int, url: str | None) -> None:
    if url and host_of(url):
        page.mark("text_link", start, url)


def _right_to_left(run: Run) -> bool:
    text = run.outlet if isinstance(run, Citation) else run.text
    return turns(text)


def _said(text: str, *, apart: bool) -> str:
    """Keep each line of *text* from turning around what stands beside it, where some is turned."""
    if not apart or not text:
        return text
    return "\n".join(map(_isolated, text.split("\n")))


def _isolated(line: str) -> str:
    """Isolate what *line* says; a dot before it belongs between it and what stands there."""
    said = line.lstrip(" ·")
    return f"{line[: len(line) - len(said)]}{ISOLATE}{said}{END_ISOLATE}" if said else line
