"""Digits → the numbers of the sources that they name.

What a run of digits means, the Sources line decides: "12" is source 12, or else sources 1 and 2.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SUPERSCRIPT: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LEVEL: Final = str.maketrans(SUPERSCRIPT + "⁻˒", "0123456789-,")
DIGIT: Final = f"[0-9{SUPERSCRIPT}]"
RANGE: Final = re.compile(r"([0-9]+)(?:\s?[–-]\s?([0-9]+))?")
MOST_IN_RANGE: Final = 100


def listed(written: str) -> tuple[int, ...]:
    """Read "1, 3-5" as 1, 3, 4, 5; a range that would explode is taken by its ends."""
    numbers: list[int] = []
    for first, last in RANGE.findall(written.translate(LEVEL)):
        ends = (int(first), int(last or first))
        numbers += range(ends[0], ends[1] + 1) if 0 <= ends[1] - ends[0] < MOST_IN_RANGE else ends
    return tuple(numbers)


def sources_listed(written: str, known: frozenset[int]) -> tuple[int, ...]:
    """Read bare numbers; empty unless every one is a source."""
    if re.search(r"[–-]", written):
        numbers = listed(written)
        return numbers if set(numbers) <= known else ()
    parts = [sources_glued(part, known) for part in re.findall(r"[0-9]+", written)]
    return tuple(number for part in parts for number in part) if all(parts) else ()


@lru_cache(maxsize=1024)
def sources_glued(digits: str, known: frozenset[int]) -> tuple[int, ...]:
    """Take digits as one source, or else as the fewest sources that they can be."""
    best: dict[int, tuple[int, ...]] = {0: ()}
    for end in range(1, len(digits) + 1):
        ways = [
            (*best[start], int(digits[start:end]))
            for start in range(max(end - 4, 0), end)
            if start in best and digits[start] != "0" and int(digits[start:end]) in known
        ]
        if ways:
            best[end] = min(ways, key=lambda way: (len(way), len(way) - len(set(way)), way))
    return best.get(len(digits), ())
