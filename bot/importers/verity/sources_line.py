"""The Sources line: "1Reuters, 2Associated Press and 3Dw.com.".

    sources  = mark name { delimiter mark name } [ "." ]
    mark     = number | "[" number "]" | superscript
    delimiter = "," | ";" | "and" | "&" | the end of a line

A digit after a delimiter begins a source only when its number is the one to come; so "29to5Mac"
is source 2 and "9to5Mac", and the 4 of "Channel 4" belongs to the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.importers.verity.numbers import DIGIT, LEVEL
from bot.importers.verity.outlets import outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK: Final = re.compile(
    r"(?P<before>^|[,;|]\s{0,4}(?:(?:and|&)\s{1,4})?|\s(?:and|&)\s{1,4}"
    r"|\s{0,4}\n\s{0,4}(?:and\s)?|\s{0,4}(?=\[))"
    rf"(?P<open>[\[(]?)(?P<digits>{DIGIT}{{1,8}})(?P<close>[\])]|\.(?=\s)|)"
)
# Five hundred names of a length that a story can hold; what is longer is refused.
LONGEST: Final = 160_000
BEGINNING: Final = re.compile(
    rf"(?:and\s|&\s)?(?:\[{DIGIT}{{1,4}}\]\s?\S|{DIGIT}{{1,4}}[^\W\d_]|[0-9]{{1,3}}[.)]\s\S.{{0,60}}$)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One source of the line.

    Args:
        number: what it is cited by.
        name: the outlet, as the line writes it.
        offset: where its number stands in the line.
    """

    number: int
    name: str
    offset: int


def begins_source(text: str) -> bool:
    """Tell whether a line begins with a number and a name glued to it, as a source does."""
    return BEGINNING.match(text) is not None


def sources_in(line: str) -> tuple[Named, ...]:
    """Read a Sources line, without the word "Sources" before it."""
    marks = _marks(list(MARK.finditer(line))) if len(line) <= LONGEST else []
    if not marks:
        names = outlets(_name(line, last=True))
        return tuple(Named(number, name, 0) for number, name in enumerate(names, 1))
    ends = [*(mark.before for mark in marks[1:]), len(line)]
    named = [
        Named(mark.number, _name(line[mark.after : end], last=end == len(line)), mark.offset)
        for mark, end in zip(marks, ends, strict=True)
    ]
    return tuple(source for source in named if source.name)


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    offset: int
    before: int
    after: int


def _marks(candidates: Sequence[re.Match[str]]) -> list[_Mark]:
    """Keep the candidates that number a source, in the order of the line."""
    if candidates and candidates[0]["close"] in tuple("])"):
        candidates = [candidate for candidate in candidates if candidate["close"]]
    digits = [candidate["digits"].translate(LEVEL) for candidate in candidates]
    # A number can come out of turn only where the one whose turn it is does not come at all.
    last: dict[str, int] = {}
    for place, run in enumerate(digits):
        last.update((run[:length], place) for length in range(1, min(len(run), 4) + 1))
    marks: list[_Mark] = []
    expected = 1
    for place, (candidate, run) in enumerate(zip(candidates, digits, strict=True)):
        in_turn = run == str(expected) if candidate["close"] else run.startswith(str(expected))
        comes = last.get(str(expected), -1) > place
        if not in_turn and (comes or not _stands_out(candidate)):
            continue
        number = expected if in_turn else int(run[:4])
        marks.append(_mark(candidate, number, len(str(number)) if in_turn else len(run)))
        expected = number + 1
    return marks


def _stands_out(candidate: re.Match[str]) -> bool:
    """Tell whether a mark is one even out of turn: in brackets, or glued between comma and name."""
    if candidate["close"]:
        return True
    glued = candidate.string[candidate.end() : candidate.end() + 1].isalpha()
    return glued and not candidate["before"].isspace()


def _mark(candidate: re.Match[str], number: int, length: int) -> _Mark:
    start = candidate.start("digits")
    after = candidate.end() if candidate["close"] else start + length
    return _Mark(number, start, candidate.start(), after)


def _name(written: str, *, last: bool) -> str:
    """Tidy a name; the stop after the last one ends the line and not the name."""
    name = " ".join(written.split()).rstrip(" ,;|")
    return name[:-1].rstrip() if last and name.endswith(".") else name
