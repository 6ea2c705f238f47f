"""Our own YAML and JSON: values → story, or every fault at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.errors import Fault, Unreadable
from bot.importers.draft import Draft
from bot.importers.located import shown
from bot.importers.wording import fault_of, nearest_field
from bot.story import Story
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importers.located import Located, Path

TELLING = {"slug", "headline", "facts", "narratives", "predictions"}
FOREIGN = {"@context", "@type", "@graph"}  # marks of JSON-LD, which borrows many of our names
ALIKE = 0.8
MOST_NAMES = 100
SHOWN_NAMES = 5


def read_ours(located: Located, kind: str) -> Draft:
    """Make a story of what stands in a file of ours.

    Args:
        located: the values of the file and their places.
        kind: `yaml` or `json`.

    Raises:
        Unreadable: it is no sound story; with every fault, in the order of the file.
    """
    faults = list(located.faults)
    try:
        story = Story.model_validate(located.value)
    except ValidationError as error:
        faults += _faults(error, located)
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: (fault.line, fault.column)))
    return Draft(story, kind)


def looks_like_ours(value: object) -> bool:
    """Tell a story, however faulty, from a file of something else: by the names of its fields."""
    if not isinstance(value, dict) or len(value) > MOST_NAMES or FOREIGN & value.keys():
        return False
    known = [near for name in value if (near := _near(name))]
    return bool(TELLING & set(known)) and 2 * len(known) >= len(value)


def something_else(value: object) -> Fault:
    """Say that a file holds something, but no story."""
    remedy = phrase("Give a story; it has at least a “slug” and a “headline”.")
    match value:
        case dict() if value:
            names = ", ".join(f"“{shown(name, 30)}”" for name in list(value)[:SHOWN_NAMES])
            return Fault(phrase("This is no story: its fields are {names}.", names=names), remedy)
        case list() if value:
            return Fault(phrase("This is a list, and no story."), remedy)
        case _:
            return Fault(phrase("There is no story in this."), remedy)


def _near(name: str) -> str | None:
    fields = Story.model_fields
    return name if name in fields else nearest_field(name, list(fields), ALIKE)


def _faults(error: ValidationError, located: Located) -> Iterator[Fault]:
    places = located.places()
    # What is no number at all need not be told that no source has it.
    first = {each["loc"]: each for each in reversed(error.errors(include_url=False))}
    for path, each in reversed(first.items()):
        if not _within(path, located.unread):
            yield fault_of(each, places, located.value)


def _within(path: Path, parts: frozenset[Path]) -> bool:
    return any(path[:length] in parts for length in range(len(path) + 1))
