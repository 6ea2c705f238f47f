"""What each line of a pasted page is.

page     = { line }
line     = noise | section | sources | byline | credit | address | text
text     = [ bullet ] words
section  = "Facts" | "Narratives" | "Predictions" | what stands below the story
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import AFTERWORDS, is_noise, plain
from bot.importers.verity.numbers import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator

BREAK: Final = re.compile(r"\r\n|\r|\n")
# What may stand unseen at either end of a line, the byte order mark among it.
EDGE: Final = " \t\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200C))
)
DOTS: Final = "•◦▪▫‣⁃●○■□∙⦁"
# Blanks that a page's own code puts between words; each is one to its reader.
BLANKS: Final = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
# A dash, a star or a number is a bullet only with a blank behind it; a dot always is.
BULLET: Final = re.compile(
    rf"(?:[{DOTS}][{EDGE}]*|[·*–-][{EDGE}]+|\(?[0-9]{{1,3}}[.)][{EDGE}]+)(?=\S)|[{DOTS}·*–-]$"
)
SHORT: Final = 300
LONGEST_HEADING: Final = 40


class Kind(Enum):
    """What a line is."""

    NOISE = auto()
    FACTS = auto()
    NARRATIVES = auto()
    PREDICTIONS = auto()
    AFTERWORD = auto()
    SOURCES = auto()
    BYLINE = auto()
    CREDIT = auto()
    ADDRESS = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something.

    Args:
        number: its place in the page, from 1.
        column: where its bullet or, without one, its text begins, from 1.
        kind: what it is.
        bullet: the bullet or number it begins with, and the blanks after that.
        text: what it says, without indentation and bullet, its blanks single.
        written: the same, its blanks as they stand on the page.
        value: what is meant by it: the author, the credit, the address, the sources.
        gap: whether an empty line stands before it.
    """

    number: int
    column: int
    kind: Kind
    bullet: str
    text: str
    written: str
    value: str
    gap: bool

    @property
    def mark(self) -> str:
        """What sort of bullet it begins with: "1" for every number, empty for none."""
        first = self.bullet[:1]
        return "1" if first in tuple("(0123456789") else first


SECTIONS: Final = {
    **dict.fromkeys(("facts", "fact", "key facts"), Kind.FACTS),
    **dict.fromkeys(("narratives", "narrative", "spin", "spins"), Kind.NARRATIVES),
    **dict.fromkeys(("predictions", "prediction", "forecasts", "forecast"), Kind.PREDICTIONS),
    **dict.fromkeys(("nerd narratives", "nerd narrative", "metaculus"), Kind.PREDICTIONS),
    **dict.fromkeys(("metaculus predictions", "metaculus prediction"), Kind.PREDICTIONS),
    **dict.fromkeys(("metaculus forecasts", "metaculus forecast"), Kind.PREDICTIONS),
    **dict.fromkeys(AFTERWORDS, Kind.AFTERWORD),
}
NAME: Final = rf"(?P<value>[^\s{EDGE}].{{0,{SHORT}}})"
PICTURE: Final = r"(?:(?:cover|featured|header|lead|main)\s+)?(?:image|photo|photograph|picture)"
SHAPES: Final = (
    (
        Kind.CREDIT,
        re.compile(
            rf"(?:{PICTURE}(?:\s+(?:credits?|source|copyright|courtesy))?"
            rf"|credits?)(?:\s+(?:by|of|to))?\s*[:：]\s*{NAME}",
            re.IGNORECASE,
        ),
    ),
    # Without a colon a photographer must stand beside an agency: a title may say "Photo by" too.
    (
        Kind.CREDIT,
        re.compile(
            rf"{PICTURE}\s+(?:credits?\s+[–—-]|courtesy\s+of|via"
            rf"|by(?=.{{2,60}}(?:\s(?:on|via|for)\s|/|\|)))\s+{NAME}",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.ADDRESS,
        re.compile(
            r"(?:[\w'’ ]{1,30}[:：]\s*|read\s[\w ]{1,30}\s)?<?(?P<value>https?://[^\s<>]+)>?",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.SOURCES,
        re.compile(r"(?:the\s+)?sources?\s*[:：]\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL),
    ),
    # Without a colon it is the Sources line only when a numbered name follows.
    (
        Kind.SOURCES,
        re.compile(r"sources?(?:\s+(?P<value>\[?1\]?\s?[^\W\d].*))?", re.IGNORECASE | re.DOTALL),
    ),
    (Kind.BYLINE, re.compile(rf"(?:written\s+)?by\s*:?\s+{NAME}", re.IGNORECASE)),
    # Whom they name may stand on the next line.
    (Kind.CREDIT, re.compile(rf"{PICTURE}\s+credits?\s*[:：]?(?P<value>)", re.IGNORECASE)),
    (Kind.BYLINE, re.compile(r"(?:written\s+)?by\s*:?(?P<value>)", re.IGNORECASE)),
)
# A Sources line among bullets numbers what it lists; "• Sources: they all denied it." is a fact.
NUMBERED: Final = re.compile(rf"[\[(]?{DIGIT}|$")
# A title may begin with "By", but then it goes on as no name does.
NO_NAME: Final = re.compile(r"\d|[a-z]|.*:\s|.*[.!?:;\]][\"'”’]?\d*$|(?:\S+\s+){11}")


def lines_of(text: str) -> Iterator[Line]:
    """Tell what each line of a page is; empty ones are only told as gaps."""
    gap = True
    for number, raw in enumerate(BREAK.split(text), 1):
        stripped = raw.rstrip(EDGE)
        start = len(stripped) - len(stripped.lstrip(EDGE))
        if start == len(stripped):
            gap = True
            continue
        yield _line(number, stripped, start, gap=gap)
        gap = False


def single_blanks(written: str) -> str:
    """Put one blank wherever a page has several, or has one of another kind."""
    wide = "  " in written or "\t" in written or "\u00a0" in written
    return BLANKS.sub(" ", written) if wide else written


def _line(number: int, stripped: str, start: int, *, gap: bool) -> Line:
    found = BULLET.match(stripped, start)
    bullet = found.group() if found else ""
    written = stripped[start + len(bullet) :]
    text = single_blanks(written)
    kind, value = _kind(text) if text else (Kind.TEXT, "")
    if bullet and kind is Kind.SOURCES and not NUMBERED.match(value):
        kind, value = Kind.TEXT, ""
    return Line(number, start + 1, kind, bullet, text, written, value, gap)


def _kind(text: str) -> tuple[Kind, str]:
    if len(text) <= SHORT:
        if is_noise(text):
            return Kind.NOISE, ""
        section = SECTIONS.get(_heading(text)) if len(text) <= LONGEST_HEADING else None
        if section:
            return section, text
    for kind, shape in SHAPES:
        found = shape.fullmatch(text) if len(text) <= SHORT or kind is Kind.SOURCES else None
        if found and not (kind is Kind.BYLINE and NO_NAME.match(found["value"])):
            return kind, (found["value"] or "").strip(EDGE)
    return Kind.TEXT, ""


def _heading(text: str) -> str:
    return plain(text.strip("#*_ \t")).removeprefix("the ").rstrip(" :")
