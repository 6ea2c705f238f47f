"""A tree of plain values, as it was read, and where in the text each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import Fault
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

Path: TypeAlias = tuple[str | int, ...]

MOST_DEPTH = 16
MOST_VALUES = 20_000
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a text its values stand, as offsets in characters.

    Args:
        text: the text.
        values: where each value begins.
        names: where the name of each value begins, also of those that are left empty.
    """

    text: str
    values: dict[Path, int] = field(default_factory=dict)
    names: dict[Path, int] = field(default_factory=dict)

    def of(self, path: Path) -> tuple[int, int]:
        """Give line and column of a value; of a missing one, those of what it is missing in."""
        for length in range(len(path), -1, -1):
            for known in (self.values, self.names):
                if (offset := known.get(path[:length])) is not None:
                    return place(self.text, offset)
        return 0, 0

    def of_name(self, path: Path) -> tuple[int, int]:
        """Give line and column of a value's name."""
        offset = self.names.get(path)
        return self.of(path) if offset is None else place(self.text, offset)


@dataclass(frozen=True, slots=True)
class Located:
    """What stands in a file.

    Args:
        value: the whole, of dictionaries, lists, texts, numbers and None.
        places: finds where each part of it stands.
        faults: what is wrong with the writing itself; the values can be tried all the same.
        unread: the parts that could not be read, so that trying them would blame them twice.
    """

    value: object
    places: Callable[[], Places]
    faults: tuple[Fault, ...] = ()
    unread: frozenset[Path] = frozenset()


def place(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into line and column, both from 1."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=1)
def _line_starts(text: str) -> list[int]:
    """Find where lines begin, once for all faults of a file."""
    return [0, *(end.end() for end in LINE_END.finditer(text))]


def too_deep(line: int = 0, column: int = 0) -> Fault:
    """Say that values stand within values too often."""
    return Fault(
        phrase(
            "Values stand within values here more than {most} deep; a story needs four.",
            most=MOST_DEPTH,
        ),
        phrase("Check the indentation and the brackets."),
        line,
        column,
    )


def too_many(most: int = MOST_VALUES, line: int = 0, column: int = 0) -> Fault:
    """Say that there are too many values."""
    return Fault(
        phrase("There are more than {most} values in this file.", most=most),
        phrase("Give one story to a file, and of its facts those that matter."),
        line,
        column,
    )


def given_twice(name: str, line: int, column: int) -> Fault:
    """Say that a field stands twice in the same part."""
    return Fault(
        phrase("“{name}” is given twice here.", name=shown(name)),
        phrase("Keep one of the two, or join them."),
        line,
        column,
    )


def shown(text: object, most: int = 60) -> str:
    """Cut a person's text short for a sentence about it, and leave out what cannot be shown."""
    line = " ".join(str(text)[: most * 2].split())
    line = "".join(each if each.isprintable() else "�" for each in line)
    return line if len(line) <= most else line[: most - 1] + "…"
