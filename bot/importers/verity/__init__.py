"""Pasted pages of the Verity families → stories.

    text → lines → passages → what each is → Story

A page is read in that order; each step stands in a file of its own and knows only those before it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.errors import Unreadable
from bot.importers.verity import faults
from bot.importers.verity.composing import page_of
from bot.importers.verity.labels import opening
from bot.importers.verity.lines import Kind, Line, lines_of
from bot.importers.verity.writing import draft_of

if TYPE_CHECKING:
    from bot.importers.draft import Draft

FOREIGN: Final = re.compile(r"[\s\ufeff]*(?:[<{\[]|---\s|%YAML)")
# The fields of a story as a YAML file writes them.
FIELD: Final = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:headline|slug|text|label|probability):(?:$|[ \t]\S)", re.MULTILINE
)
NUMBERED: Final = re.compile(r"[\[(]?[1¹][\])]?\.?\s?\S")
# A heading that recipes and essays have too is no sign by itself.
SIGNS: Final = {
    Kind.FACTS: 2,
    Kind.NARRATIVES: 2,
    Kind.PREDICTIONS: 1,
    Kind.SOURCES: 1,
}
ENOUGH: Final = 2


def read_page(text: str) -> Draft:
    """Read a pasted page.

    Args:
        text: the page as a reader copied it.

    Returns:
        The story; its key is the page's own address, where the text holds it.

    Raises:
        Unreadable: the page has no headline, neither facts nor narratives, or cites what is not
            there; it carries every fault with its place.
    """
    printable, found = faults.without_controls(text)
    lines = list(islice(lines_of(printable), faults.MOST_LINES + 1))
    if len(lines) > faults.MOST_LINES:
        raise Unreadable([*found, faults.too_long()])
    return draft_of(page_of(lines), found)


def looks_like_page(text: str) -> bool:
    """Tell whether text has the parts of a story page, whether or not they are sound."""
    if FOREIGN.match(text) or FIELD.search(text):
        return False
    signs: dict[str, int] = {}
    for line in islice(lines_of(text), faults.MOST_LINES):
        weight = _weight(line)
        if weight:
            signs[line.kind.name] = max(weight, signs.get(line.kind.name, 0))
        if sum(signs.values()) >= ENOUGH:
            return True
    return False


def _weight(line: Line) -> int:
    """Weigh a line as a sign of a story page."""
    if line.kind is Kind.SOURCES and NUMBERED.match(line.value):
        return ENOUGH
    if line.kind is Kind.TEXT:
        found = opening(line.text[:300])
        return ENOUGH if found and found.providers else 0
    return SIGNS.get(line.kind, 0)
