"""Markdown as the door to Discord writes it → the web components that show the same."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

INSIDE = r"((?:\\.|[^\\])+?)"
# What comes first counts: a sign behind a backslash is itself.
MARKED = re.compile(
    rf"\\(?P<sign>.)|\*\*(?P<bold>{INSIDE})\*\*|\*(?P<italic>{INSIDE})\*|~~(?P<struck>{INSIDE})~~"
    r"|\[(?P<text>[^\]]+)\]\((?P<url>[^)]+)\)|(?P<bare>https?://[^\s<>]+)",
    re.DOTALL,
)
OPENING = re.compile(r"(#{2,3} |> |-# |- |\d+\. |)(.*)")
MARKS = {"bold": "discord-bold", "italic": "discord-italic", "struck": "s"}


def drawn(text: str) -> str:
    """Draw the text of a component, line by line as Discord does."""
    page = ""
    for quoted, lines in groupby(_opened(text), key=lambda opened: opened[0] == "> "):
        said = "".join(_line(mark, line) for mark, line in lines)
        page += f"<discord-quote>{said}</discord-quote>" if quoted else said
    return page


def inline(text: str) -> str:
    """Draw what stands in a line."""
    page, at = "", 0
    for match in MARKED.finditer(text):
        page += escape(text[at : match.start()]) + _piece(match)
        at = match.end()
    return page + escape(text[at:])


def _opened(text: str) -> Iterator[tuple[str, str]]:
    """Take each line apart into what opens it and what it says, with the lines that hang below."""
    opened: list[tuple[str, str]] = []
    for line in text.split("\n"):
        match = OPENING.fullmatch(line)
        mark, said = match.groups() if match else ("", line)
        if opened and line.startswith("  "):
            before, above = opened.pop()
            mark, said = before, f"{above}\n{line.strip()}"
        opened.append((mark, said))
    return iter(opened)


def _line(mark: str, line: str) -> str:
    said = inline(line)
    match mark:
        case "" | "> ":
            return f'<div class="line">{said}</div>'
        case "-# ":
            return f"<discord-subscript>{said}</discord-subscript>"
        case "## " | "### ":
            return f'<discord-header level="{len(mark) - 1}">{said}</discord-header>'
        case _:
            point, hanging = "•" if mark == "- " else mark.strip(), said.replace("\n", "<br>")
            return f'<div class="item"><span class="mark">{point}</span><div>{hanging}</div></div>'


def _piece(match: re.Match[str]) -> str:
    if match["sign"]:
        return escape(match["sign"])
    if match["url"]:
        return _link(match["text"], match["url"])
    if match["bare"]:
        return _link(match["bare"], match["bare"])
    name = next(name for name in MARKS if match[name])
    return f"<{MARKS[name]}>{inline(match[name])}</{MARKS[name]}>"


def _link(text: str, url: str) -> str:
    return f'<discord-link href="{escape(url)}">{escape(text)}</discord-link>'
