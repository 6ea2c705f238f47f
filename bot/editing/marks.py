"""Citation marks in what somebody types: `The harbour opened. [1, 4]`."""

from __future__ import annotations

import re

from bot.request import DIGITS

MARK = re.compile(r"\[\s*(?:\d[\d,;\s–-]*)?\]")
RANGE = re.compile(r"(\d{1,4})\s*[–-]\s*(\d{1,4})")
STOPS = ".!?…"
MOST = 50  # sources that one fact may cite
# What looks as if it should cite: numbers, or an address, in brackets, closed or not.
LIKE_A_MARK = re.compile(
    r"\[\s{0,3}\d{1,3}(?![\d.])[\d,;\s–-]{0,40}(?:\]|$)|\[[^\[\]\n]{0,80}https?://[^\s\]]{1,200}\]?"
)


def parted_from_marks(text: str) -> tuple[str, list[int | str] | None]:
    """Cut the marks off the end of *text*, where they may stand before its full stop.

    Returns:
        The text, and what it cites; None where there is no mark.
    """
    body = text.rstrip()
    stop = body[len(body.rstrip(STOPS)) :]
    body = body.removesuffix(stop)
    marks: list[str] = []
    while body.endswith("]") and MARK.fullmatch(body, start := max(body.rfind("["), 0)):
        marks.insert(0, body[start:])
        body = body[:start].rstrip()
    if not marks:
        return text, None
    ended = body if body.endswith(tuple(STOPS)) else body + stop
    return ended, [*dict.fromkeys(each for mark in marks for each in numbers_in(mark))]


def numbers_in(typed: str) -> list[int | str]:
    """Read numbers of sources: `1, 4`, `[1-3]`; what is none is left for the story's rules."""
    parts = re.split(r"[,;\s]+", RANGE.sub(_counted, typed).strip(" []"))
    return [number_of(each) for each in parts if each]


def number_of(text: str) -> int | str:
    """Read a number; what is none, or far too long, is left for the story's own rules to tell."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else text


def strays(text: str) -> list[str]:
    """Give what stands in a text like a mark, and cites nothing there."""
    return LIKE_A_MARK.findall(text)


def _counted(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    if first < last < first + MOST:
        return ",".join(map(str, range(first, last + 1)))
    return found[0]
