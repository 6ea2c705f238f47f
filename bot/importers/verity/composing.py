"""Lines → a page taken apart: its passages, and who is named on it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import SITE, plain
from bot.importers.verity.labels import LONGEST_FREE, may_be_label, opening, stands_alone
from bot.importers.verity.lines import DOTS, NUMBERED, Kind, Line, single_blanks
from bot.importers.verity.passages import DECIMAL, Page, Part, Passage, Piece, ends
from bot.importers.verity.sources_line import begins_source

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTS: Final = {
    Kind.FACTS: Part.FACTS,
    Kind.NARRATIVES: Part.NARRATIVES,
    Kind.PREDICTIONS: Part.PREDICTIONS,
    Kind.AFTERWORD: Part.AFTERWORD,
}
# "U.S." ends a sentence seldom.
INITIAL: Final = re.compile(r"\b[A-Z]\.$")


def page_of(lines: Iterable[Line]) -> Page:
    """Put the lines of a page together to passages."""
    composer = _Composer()
    for line, following in pairwise((*lines, None)):
        if line:
            composer.take(line, following)
    return composer.page


class _Composer:
    def __init__(self) -> None:
        self.page = Page()
        self.part = Part.OUTSIDE
        self.under = ""
        self.begun = False
        self.bulleted = False
        self.filled = False
        self.apart = False
        self.open: Passage | None = None
        self.sources: Passage | None = None
        self.nameless: list[str] | None = None
        # Noise and names may stand anywhere, and part what they stand between as empty lines do.
        self.gap = False

    def take(self, line: Line, following: Line | None) -> None:
        if self.gap:
            line = replace(line, gap=True)
            self.gap = False
        nameless, self.nameless = self.nameless, None
        if nameless is not None and _is_name(line):
            nameless.append(line.text)
        elif line.kind is Kind.TEXT or self._is_text(line, following):
            self._text(line)
        elif line.kind is Kind.NOISE:
            self.gap = True
        else:
            self.open = None
            self.sources = None
            self._part_or_name(line)

    def _part_or_name(self, line: Line) -> None:
        match line.kind:
            case Kind.FACTS | Kind.NARRATIVES | Kind.PREDICTIONS:
                self._enter(PARTS[line.kind], line.text)
            case Kind.AFTERWORD:
                # In a menu above the story it is noise.
                if self.begun:
                    self._enter(Part.AFTERWORD, line.text)
            case Kind.SOURCES:
                self._begin_sources(line)
            case Kind.BYLINE:
                self._name(self.page.bylines, line.value)
                self._enter(Part.OUTSIDE, "")
            case Kind.CREDIT:
                self._name(self.page.credits, line.value)
            case Kind.ADDRESS:
                self.page.addresses.append(line.value)
            case _:
                pass

    def _name(self, names: list[str], value: str) -> None:
        self.gap = bool(value)
        if value:
            names.append(value)
        else:
            self.nameless = names

    def _enter(self, part: Part, under: str) -> None:
        self.part, self.under = part, under
        self.bulleted, self.filled, self.apart = False, False, False
        self.begun = self.begun or part is not Part.OUTSIDE

    def _begin_sources(self, line: Line) -> None:
        whole = _piece(line, whole=False)
        column = whole.column_at(len(line.text) - len(line.value))
        written = whole.written[column - whole.column :]
        piece = Piece(line.number, column, line.value, written)
        self.sources = Passage(self.part, line.mark, line.gap, [piece])
        self.page.sources.append(self.sources)
        # Facts come before their Sources line; where there were none, they are still to come.
        if self.filled and self.part in {Part.FACTS, Part.OUTSIDE}:
            self._enter(Part.AFTER_SOURCES, "")

    def _text(self, line: Line) -> None:
        if self.sources and self._names_source(self.sources, line):
            # A number before a name is no bullet here: by it the source is cited.
            whole = line.mark in {"", "1"}
            self.sources.pieces.append(_piece(line, whole=whole))
            return
        self.sources = None
        if self.open and self._goes_on(self.open, line):
            self.open.pieces.append(_piece(line, whole=bool(self.open.pieces[-1].text)))
            return
        mark = line.mark
        # Below bullets, what has none and stands apart may be the foot of the page.
        self.apart = not mark and self.bulleted and (line.gap or self.apart)
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
            return self._within(passage) and not line.gap and _is_dash(line, passage)
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
        if passage.part in {Part.OUTSIDE, Part.AFTERWORD}:
            return bool(passage.mark)
        return bool(passage.mark) or not self.apart

    def _is_text(self, line: Line, following: Line | None) -> bool:
        """Tell whether a line only looks as if it were something else than text."""
        return self._is_wrapped(line) or self._is_title(line) or self._is_label(line, following)

    def _is_label(self, line: Line, following: Line | None) -> bool:
        """Tell whether what stands below other stories is a narrative's label in this one."""
        if line.kind is not Kind.AFTERWORD or self.part is not Part.NARRATIVES:
            return False
        said = following.text if following and following.kind is Kind.TEXT else ""
        return stands_alone(line.text) and (ends(said) or len(said) > LONGEST_FREE)

    def _is_wrapped(self, line: Line) -> bool:
        """Tell whether what looks like a line of its own is only the rest of a broken one."""
        passage = self.open
        site = line.kind is Kind.BYLINE and plain(line.value) in SITE
        if passage is None or line.gap or line.bullet or site:
            return False
        if not (line.text[0].islower() or line.text[0].isdigit()):
            return False
        last = passage.pieces[-1].text
        broken = _hangs(line, passage) or not (ends(last) or stands_alone(last))
        return broken and self._within(passage)

    def _is_title(self, line: Line) -> bool:
        """Tell whether what could be a Sources line is a title: "Sources: Truce Is Near"."""
        above = not (self.begun or self.filled)
        return above and line.kind is Kind.SOURCES and not NUMBERED.match(line.value)


def _is_dash(line: Line, passage: Passage) -> bool:
    """Tell whether what looks like a bullet is a dash or a number within broken words."""
    last = passage.pieces[-1].text
    hangs = _hangs(line, passage)
    if line.bullet[0] in DOTS or (line.mark == passage.mark and not hangs):
        return False
    inner = INITIAL.search(last) is not None or line.text[:1].islower()
    return not ends(last) or DECIMAL.search(last) is not None or (hangs and inner)


def _hangs(line: Line, passage: Passage) -> bool:
    """Tell whether a line stands under the words of a passage, and not under their bullet."""
    return bool(passage.mark) and line.column >= passage.pieces[0].column


def _is_name(line: Line) -> bool:
    """Tell whether a line can be whom the byline or the credit above it left out."""
    site = line.kind is Kind.NOISE and plain(line.text) in SITE
    return (line.kind is Kind.TEXT or site) and not (line.gap or line.bullet or ends(line.text))


def _piece(line: Line, *, whole: bool) -> Piece:
    """Take a line's text, or with *whole* what looked like its bullet too."""
    if whole or not line.bullet:
        written = line.bullet + line.written
        return Piece(line.number, line.column, single_blanks(written), written)
    return Piece(line.number, line.column + len(line.bullet), line.text, line.written)
