"""Walk through JSON without recursion and note where each value stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importers.located import Path, Places, given_twice, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Fault

MARK = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


@dataclass(slots=True)
class Level:
    """An object or a list that is open: where it stands, and what comes next in it."""

    path: Path
    next: str | int | None

    @property
    def is_list(self) -> bool:
        """Whether what comes next is counted and not named."""
        return isinstance(self.next, int)


def places_of(text: str) -> tuple[Places, tuple[Fault, ...]]:
    """Find where each value of sound JSON stands, and every field that is given twice.

    Args:
        text: JSON that was read already; nothing is checked here.
    """
    places, faults = Places(text), []
    levels: list[Level] = []
    for mark, offset in _marks(text):
        level = levels[-1] if levels else None
        if mark in "}]":
            levels.pop()
        elif mark == ",":
            _advance(level)
        elif level and not level.is_list and level.next is None:
            level.next = json.loads(mark)
            path = (*level.path, level.next)
            if path in places.names:
                faults.append(given_twice(str(level.next), *place(text, offset)))
            places.names.setdefault(path, offset)
        elif mark != ":":
            path = (*level.path, level.next) if level and level.next is not None else ()
            places.values.setdefault(path, offset)
            if mark in "{[":
                levels.append(Level(path, 0 if mark == "[" else None))
    return places, tuple(faults)


def first_mark(text: str, wanted: frozenset[str]) -> int:
    """Give the offset of the first of some words that stands outside of texts."""
    return next((offset for mark, offset in _marks(text) if mark in wanted), 0)


def first_below(text: str, depth: int) -> int:
    """Give the offset of the first bracket that opens more than *depth* deep."""
    now = 0
    for mark, offset in _marks(text):
        now += (mark in "{[") - (mark in "}]")
        if now > depth:
            return offset
    return 0


def _marks(text: str) -> Iterator[tuple[str, int]]:
    return ((found.group(), found.start()) for found in MARK.finditer(text))


def _advance(level: Level | None) -> None:
    match level:
        case Level(next=int(index)):
            level.next = index + 1
        case Level():
            level.next = None
        case None:
            pass
