"""Blocks without bullets → passages: which of their lines begin anew, and which only go on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.importers.verity.citations import CLOSERS, STOPS
from bot.importers.verity.labels import opening, stands_alone
from bot.importers.verity.numbers import SUPERSCRIPT
from bot.importers.verity.passages import DECIMAL, Part, Passage, Piece, ends
from bot.importers.verity.predictions import foretells, names_metaculus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ENDS_CITED: Final = re.compile(
    rf"[{STOPS}](?:\s?»|[{CLOSERS}])?\s?"
    rf"(?:\[[0-9 ,–-]{{1,30}}\]\s?|[0-9]{{1,3}}|[{SUPERSCRIPT}]){{1,9}}$"
)
CHANCE: Final = re.compile(r"there(?:['’]s|\sis)\san?\s", re.IGNORECASE)


def divided(passages: Iterable[Passage]) -> list[Passage]:
    """Part every block that holds several facts, narratives or predictions."""
    return [
        passage
        for part, group in groupby(passages, key=lambda passage: passage.part)
        for passage in _divided(part, list(group))
    ]


def _divided(part: Part, group: list[Passage]) -> list[Passage]:
    if part in {Part.OUTSIDE, Part.AFTERWORD}:
        return group
    bare = [passage for passage in group if not passage.mark]
    begins = _beginning(part, bare)
    return [cut for passage in group for cut in _cut(passage, _within(passage, begins))]


def _within(
    passage: Passage, begins: Callable[[Piece, Piece], bool]
) -> Callable[[Piece, Piece], bool]:
    if passage.mark:
        return _names_itself
    return _each if _is_foot(passage) else begins


def _is_foot(passage: Passage) -> bool:
    """Tell the foot of a page, with its title and its deck, from what the part should hold."""
    if passage.part is Part.PREDICTIONS:
        return not foretells(passage.text)
    return passage.part is Part.AFTER_SOURCES and not any(map(_opens, passage.pieces))


def _each(last: Piece, piece: Piece) -> bool:
    return not stands_alone(last.text) and not _goes_on(last, piece)


def _beginning(part: Part, bare: list[Passage]) -> Callable[[Piece, Piece], bool]:
    """Choose what tells the beginning of a passage where there are no bullets."""
    pieces = [piece for passage in bare for piece in passage.pieces]
    if part is not Part.FACTS and any(_opens(piece) for piece in pieces):
        return _names_itself
    if part is not Part.FACTS and any(CHANCE.match(piece.text) for piece in pieces):
        return lambda last, piece: _has_said(last) or CHANCE.match(piece.text) is not None
    # Where every line is a whole sentence, no line was broken.
    if all(ends(piece.text) for piece in pieces):
        return lambda last, piece: not _goes_on(last, piece)
    if any(_ends_cited(piece) for piece in pieces):
        return lambda last, piece: _ends_cited(last) and not _goes_on(last, piece)
    if len(bare) == 1:
        return lambda last, _: ends(last.text)
    return lambda _, __: False


def _names_itself(last: Piece, piece: Piece) -> bool:
    anew = bool(last.text) and not stands_alone(last.text) and not _goes_on(last, piece)
    return anew and _opens(piece)


def _goes_on(last: Piece, piece: Piece) -> bool:
    """Tell whether a line is surely the rest of the one before it."""
    broken = not ends(last.text) or DECIMAL.search(last.text[-12:]) is not None
    return broken and piece.text[:1].islower()


def _has_said(last: Piece) -> bool:
    """Tell whether a forecast ends here, with who says so."""
    return names_metaculus(last.text) and ends(last.text)


def _ends_cited(piece: Piece) -> bool:
    return ENDS_CITED.search(piece.text[-60:]) is not None


def _opens(piece: Piece) -> bool:
    found = opening(piece.text)
    return found is not None and found.strong


def _cut(passage: Passage, begins: Callable[[Piece, Piece], bool]) -> Iterable[Passage]:
    """Cut a passage before each of its lines that begins anew."""
    first = 0
    pieces = passage.pieces
    for place in range(1, len(pieces)):
        if begins(pieces[place - 1], pieces[place]):
            yield replace(passage, pieces=pieces[first:place])
            first = place
    yield replace(passage, pieces=pieces[first:])
