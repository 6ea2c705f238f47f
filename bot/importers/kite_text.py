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
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\n\s*\n")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
COMMON = "common"
# `[post.example#2]`, several in one pair of brackets, or `[common]`, with the space before it.
MARK = re.compile(
    r"\s*\[((?:[^\[\]\s#,;]+#\d{1,4}|common|\*)(?:\s*[,;]\s*(?:[^\[\]\s#,;]+#\d{1,4}|common|\*))*)\]",
    re.IGNORECASE,
)
LONGEST_URL = 2048


def plain(value: object) -> str:
    """Make plain text of what may hold HTML; nothing of what is no text."""
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, (list, dict)) else str(value)
    text = SPACES.sub(" ", UNSEEN.sub("", value.replace("\r\n", "\n")))
    text = TAG.sub("", BREAK.sub("\n", HIDDEN.sub(" ", LINES.sub("\n\n", text))))
    text = SPACES.sub(" ", UNSEEN.sub("", html.unescape(text)))
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def one_line(value: object) -> str:
    """Make one line of plain text."""
    return " ".join(plain(value).split())


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
        mark.strip().casefold()
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
