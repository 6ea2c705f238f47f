"""Clean up the texts of a Kite file: HTML, spaces, links and the marks that cite articles."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from bot.rules import a_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TAGS = (
    "a|abbr|article|aside|b|blockquote|br|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|"
    "figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nav|ol|p|pre|"
    "q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|"
    "tr|tt|u|ul|var|video|wbr"
)
HIDDEN = re.compile(r"<!--[^<>]*-->|<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
BREAK = re.compile(r"\s*<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>\s*", re.IGNORECASE)
TAG = re.compile(rf"</?(?:{TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
EDGES = re.compile(r" ?\n ?")
EMPTY_LINES = re.compile(r"\n{3,}")
COMMON = "common"
# `[post.example#2]`, several in one pair of brackets, or `[common]`, with the space before it.
CITED = r"(?:[^\[\]\s#,;]+\s?#\s?\d{1,9}|common|\*)"
MARK = re.compile(rf"\s*\[\s?({CITED}(?:\s?[,;]\s?{CITED})*)\s?\]", re.IGNORECASE)
LONGEST_URL = 2048


def plain(value: object) -> str:
    """Make plain text of what may hold HTML; nothing of what is no text."""
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, (list, dict)) else str(value)
    # Each step leaves short runs of spaces only: the next would seek in long ones for ever.
    text = TAG.sub("", BREAK.sub("\n", _tidied(HIDDEN.sub(" ", value))))
    return _tidied(html.unescape(text))


def one_line(value: object) -> str:
    """Make one line of plain text, without marks: it has no place for what they cite."""
    return " ".join(MARK.sub("", plain(value)).split())


def _tidied(text: str) -> str:
    """Leave single spaces and at most one empty line, and nothing that cannot be seen."""
    text = SPACES.sub(" ", LINE_END.sub("\n", UNSEEN.sub("", text)))
    return EMPTY_LINES.sub("\n\n", EDGES.sub("\n", text)).strip()


def link(value: object) -> str | None:
    """Take a link that a reader can follow; None for any other."""
    if not isinstance(value, str) or len(value.strip()) > LONGEST_URL:
        return None
    try:
        return a_web_address(value.strip())
    except PydanticCustomError:
        return None


def host(address: str | None) -> str:
    """Name the host of a link as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A text without its marks, and what they cite.

    Args:
        text: the text.
        numbers: the sources it cites, each once.
        common: whether it is marked as common knowledge, which needs no source.
    """

    text: str
    numbers: tuple[int, ...]
    common: bool


def cited(value: object, numbers: Mapping[str, Sequence[int]]) -> Cited:
    """Take the marks out of a text.

    Args:
        value: the text.
        numbers: for each domain the numbers of its articles, in their order.
    """
    text = plain(value)
    marks = [
        "".join(mark.split()).casefold()
        for found in MARK.finditer(text)
        for mark in re.split(r"[,;]", found.group(1))
    ]
    known = dict.fromkeys(
        number for mark in marks if (number := _number(mark, numbers)) is not None
    )
    return Cited(MARK.sub("", text).strip(), tuple(known), COMMON in marks)


def _number(mark: str, numbers: Mapping[str, Sequence[int]]) -> int | None:
    domain, _, place = mark.partition("#")
    articles = numbers.get(domain.removeprefix("www."), ())
    return articles[int(place) - 1] if place and 0 < int(place) <= len(articles) else None
