"""The day on which a page appeared, out of the lines that stand in no section."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.importers.verity.passages import Passage

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
BEFORE: Final = (
    r"(?:(?:published|posted)?(?: on)?:?\s?)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?"
)
# A time or a place may follow; what is written in digits with the year last may be any day.
BEHIND: Final = r"(?:[^\w].{0,40})?"
SHAPES: Final = tuple(
    re.compile(f"{BEFORE}{shape}{BEHIND}")
    for shape in (
        rf"{MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{MONTH},?\s(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)


def appeared(loose: Sequence[Passage], inside: Iterable[Passage]) -> str | None:
    """Give the date of a page as a story writes it; None where it says none.

    A page may show above all else which day it is today, so the last one before the first section
    counts.

    Args:
        loose: the lines that stand in no section, in the order of the page.
        inside: what stands in the sections, in any order.
    """
    first = min((passage.pieces[0].number for passage in inside), default=0)
    pieces = [piece for passage in loose for piece in passage.pieces if piece.number < first]
    days = [day for piece in pieces if (day := _day(plain(piece.text)))]
    return days[-1].isoformat() if days else None


def _day(said: str) -> date | None:
    found = next(filter(None, (shape.fullmatch(said) for shape in SHAPES)), None)
    if found is None:
        return None
    month = found["month"]
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3]) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
