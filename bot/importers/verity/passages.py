"""What a page is made of: the sentences that belong together, and the part they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from bot.importers.verity.citations import BEFORE_DAY, BEFORE_NUMBER, CLOSERS, STOPS
from bot.importers.verity.lines import BLANKS
from bot.importers.verity.numbers import SUPERSCRIPT

CITED: Final = rf"(?:\[[0-9 ,;–-]{{1,30}}\]\s?|[0-9]{{1,3}},?\s?|[{SUPERSCRIPT}],?\s?)"
ENDS: Final = re.compile(
    rf"(?:[{STOPS}](?:\s?»|[{CLOSERS}]{{0,2}})\s?{CITED}{{0,9}}|[{CLOSERS}%]\s?{CITED}{{1,9}})$"
)
# "Sept. 10" and "No. 1" stop in the middle of a sentence.
GOES_ON: Final = re.compile(rf"(?:{BEFORE_NUMBER}|{BEFORE_DAY})\s[0-9][0-9 ,]{{0,20}}$")
CUT_OFF: Final = re.compile(r"\s?(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\)|\.\.\.|…|\. \. \.)$")
DECIMAL: Final = re.compile(r"\d\.\d{1,4}$")


class Part(Enum):
    """Where on the page a passage stands."""

    OUTSIDE = auto()
    FACTS = auto()
    AFTER_SOURCES = auto()
    NARRATIVES = auto()
    PREDICTIONS = auto()
    AFTERWORD = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line gives to a passage, and where it stands.

    Args:
        number: the line.
        column: where in the line it begins, from 1.
        text: what it says.
        written: the same, its blanks as they stand on the page.
    """

    number: int
    column: int
    text: str
    written: str

    def column_at(self, offset: int) -> int:
        """Find the column of what stands at *offset* of its text."""
        places, dropped = _joins(self.written)
        return self.column + offset + dropped[bisect_left(places, offset)]


@dataclass(slots=True)
class Passage:
    """Lines that say one thing.

    Args:
        part: where on the page it stands.
        mark: what sort of bullet it has, empty for none.
        gap: whether an empty line stands before it.
        pieces: its lines.
        under: the heading that it stands under.
    """

    part: Part
    mark: str
    gap: bool
    pieces: list[Piece]
    under: str = ""

    @property
    def text(self) -> str:
        """What it says, its lines joined."""
        return " ".join(piece.text for piece in self.pieces if piece.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Find the line and column of what stands at *offset* of its text."""
        for piece in self.pieces:
            if offset <= len(piece.text):
                return piece.number, piece.column_at(offset)
            offset -= len(piece.text) + bool(piece.text)
        last = self.pieces[-1]
        return last.number, last.column_at(len(last.text))


@dataclass(slots=True)
class Page:
    """A page that was taken apart."""

    passages: list[Passage] = field(default_factory=list)
    sources: list[Passage] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def is_cut_off(text: str) -> bool:
    """Tell whether text ends in dots."""
    return CUT_OFF.search(text[-8:]) is not None


@lru_cache(maxsize=1)
def _joins(written: str) -> tuple[list[int], list[int]]:
    """Find where in a text blanks were joined, and how many were dropped before each and at last.

    It is asked once for every number of a long line, and answered once.
    """
    places: list[int] = []
    dropped = [0]
    for blanks in BLANKS.finditer(written):
        places.append(blanks.start() - dropped[-1])
        dropped.append(dropped[-1] + len(blanks.group()) - 1)
    return places, dropped


def ends(text: str) -> bool:
    """Tell whether text can be the end of a sentence, with or without citation."""
    end = text[-60:]
    return ENDS.search(end) is not None and not GOES_ON.search(end)
