"""Lines → passages: the sentences that belong together, and the part of the page they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bot.importers.verity.citations import CLOSERS, STOPS, SUPERSCRIPT
from bot.importers.verity.labels import may_be_label, opening, stands_alone
from bot.importers.verity.lines import DOTS, Kind, Line
from bot.importers.verity.sources_line import begins_source

if TYPE_CHECKING:
    from collections.abc import Iterable

CITED: Final = rf"(?:\[[0-9 ,;–-]{{1,30}}\]\s?|[0-9]{{1,3}},?\s?|[{SUPERSCRIPT}])"
ENDS: Final = re.compile(
    rf"(?:[{STOPS}][{CLOSERS}]{{0,2}}\s?{CITED}{{0,9}}|[{CLOSERS}%]\s?{CITED}{{1,9}})$"
)
DECIMAL: Final = re.compile(r"\d\.\d$")


class Part(Enum):
    """Where on the page a passage stands."""

    OUTSIDE = auto()
    FACTS = auto()
    AFTER_SOURCES = auto()
    NARRATIVES = auto()
    PREDICTIONS = auto()
    AFTERWORD = auto()


PARTS: Final = {
    Kind.FACTS: Part.FACTS,
    Kind.NARRATIVES: Part.NARRATIVES,
    Kind.PREDICTIONS: Part.PREDICTIONS,
    Kind.AFTERWORD: Part.AFTERWORD,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line gives to a passage, and where it stands."""

    number: int
    column: int
    text: str


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
                return piece.number, piece.column + offset
            offset -= len(piece.text) + bool(piece.text)
        last = self.pieces[-1]
        return last.number, last.column + len(last.text)


@dataclass(slots=True)
class Page:
    """A page that was taken apart."""

    passages: list[Passage] = field(default_factory=list)
    sources: list[Passage] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def page_of(lines: Iterable[Line]) -> Page:
    """Put the lines of a page together to passages."""
    composer = _Composer()
    for line in lines:
        composer.take(line)
    return composer.page


class _Composer:
    def __init__(self) -> None:
        self.page = Page()
        self.part = Part.OUTSIDE
        self.under = ""
        self.bulleted = False
        self.filled = False
        self.open: Passage | None = None
        self.sources: Passage | None = None

    def take(self, line: Line) -> None:
        if line.kind is Kind.TEXT or self._is_wrapped(line):
            self._text(line)
            return
        self.open = None
        self.sources = None
        match line.kind:
            case Kind.FACTS | Kind.NARRATIVES | Kind.PREDICTIONS | Kind.AFTERWORD:
                self._enter(PARTS[line.kind], line.text)
            case Kind.SOURCES:
                self._begin_sources(line)
            case Kind.BYLINE:
                self.page.bylines.append(line.value)
                self._enter(Part.OUTSIDE, "")
            case Kind.CREDIT:
                self.page.credits.append(line.value)
            case Kind.ADDRESS:
                self.page.addresses.append(line.value)
            case _:
                pass

    def _enter(self, part: Part, under: str) -> None:
        self.part, self.under, self.bulleted, self.filled = part, under, False, False

    def _begin_sources(self, line: Line) -> None:
        column = line.column + len(line.bullet) + len(line.text) - len(line.value)
        piece = Piece(line.number, column, line.value)
        self.sources = Passage(self.part, line.mark, line.gap, [piece])
        self.page.sources.append(self.sources)
        # Facts come before their Sources line; where there were none, they are still to come.
        if self.filled and self.part in {Part.FACTS, Part.OUTSIDE}:
            self._enter(Part.AFTER_SOURCES, "")

    def _text(self, line: Line) -> None:
        if self.sources and self._names_source(self.sources, line):
            self.sources.pieces.append(_piece(line, whole=not line.bullet))
            return
        self.sources = None
        if self.open and self._goes_on(self.open, line):
            self.open.pieces.append(_piece(line, whole=bool(self.open.pieces[-1].text)))
            return
        mark = line.mark
        self.bulleted = self.bulleted or bool(mark)
        self.filled = self.filled or self.part is Part.FACTS or bool(mark)
        self.open = Passage(self.part, mark, line.gap, [_piece(line, whole=False)], self.under)
        self.page.passages.append(self.open)

    def _names_source(self, sources: Passage, line: Line) -> bool:
        """Tell whether a Sources line that was broken goes on in *line*."""
        last = sources.pieces[-1].text
        listed = not sources.pieces[0].text
        if last.endswith(".") and (line.gap or (line.bullet and not listed)):
            return False
        if begins_source(line.bullet + line.text) or begins_source(line.text):
            return True
        if listed and not line.gap and line.text[:1].isdigit():
            return True
        unfinished = not last.endswith(".") and not line.gap and not line.bullet
        return unfinished and opening(line.text) is None

    def _goes_on(self, passage: Passage, line: Line) -> bool:
        """Tell whether *line* belongs to the passage before it."""
        last = passage.pieces[-1].text
        if line.bullet:
            dash = line.bullet[0] not in DOTS and line.mark != passage.mark
            broken = not ends(last) or DECIMAL.search(last) is not None
            return dash and broken and not line.gap and self._within(passage)
        if not last:
            return True
        if passage.part in {Part.NARRATIVES, Part.PREDICTIONS, Part.AFTER_SOURCES}:
            free = passage.part is Part.NARRATIVES and not self.bulleted and may_be_label(last)
            if len(passage.pieces) == 1 and (stands_alone(last) or free):
                return True
        if line.gap:
            return self._within(passage) and not ends(last) and line.text[0].islower()
        return self._within(passage)

    def _within(self, passage: Passage) -> bool:
        """Tell whether the lines of a passage may be broken: outside, each stands for itself."""
        return bool(passage.mark) or passage.part not in {Part.OUTSIDE, Part.AFTERWORD}

    def _is_wrapped(self, line: Line) -> bool:
        """Tell whether what looks like a line of its own is only the rest of a broken one."""
        passage = self.open
        if passage is None or line.gap or line.bullet:
            return False
        if not (line.text[0].islower() or line.text[0].isdigit()):
            return False
        return self._within(passage) and not ends(passage.pieces[-1].text)


def ends(text: str) -> bool:
    """Tell whether text can be the end of a sentence, with or without citation."""
    return ENDS.search(text[-60:]) is not None


def _piece(line: Line, *, whole: bool) -> Piece:
    """Take a line's text, or with *whole* what looked like its bullet too."""
    if whole or not line.bullet:
        return Piece(line.number, line.column, line.bullet + line.text)
    return Piece(line.number, line.column + len(line.bullet), line.text)
