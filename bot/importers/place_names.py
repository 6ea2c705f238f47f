"""Name the parts of a story as a person would: "Fact 3", "Source 2, “url”"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.story import (
    Correction,
    Fact,
    Image,
    Milestone,
    Narrative,
    Noun,
    Prediction,
    Quotation,
    Source,
    Story,
)
from bot.words import N_, Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.importers.located import Path

PARTS: Mapping[str, type[Noun]] = {
    "facts": Fact,
    "sources": Source,
    "narratives": Narrative,
    "predictions": Prediction,
    "timeline": Milestone,
    "corrections": Correction,
    "image": Image,
    "quote": Quotation,
}
NAMES = {
    "facts": N_("Fact {number}"),
    "sources": N_("Source {number}"),
    "narratives": N_("Narrative {number}"),
    "predictions": N_("Prediction {number}"),
    "timeline": N_("Step {number} of the timeline"),
    "corrections": N_("Correction {number}"),
    "topics": N_("Topic {number}"),
    "authors": N_("Author {number}"),
}

NUMBERED = {"sources", "corrections"}
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def part_at(path: Path) -> type[Noun]:
    """Give the kind of part that stands at *path*."""
    return PARTS.get(str(path[0]), Story) if path else Story


def place_name(path: Path, story: object) -> Phrase | None:
    """Name the place *path* in *story*; None for the story as a whole."""
    match path:
        case ():
            return None
        case (str(field), int(position)):
            return _entry(field, position, story)
        case (str(field), int(position), str(inner), *_):
            part = _entry(field, position, story)
            return phrase("{part}, “{field}”", part=part, field=inner)
        case (str(field), str(inner), *_):
            return phrase("“{part}”, “{field}”", part=field, field=inner)
        case (field, *_):
            return phrase("“{field}”", field=field)
    return None


def _entry(field: str, position: int, story: object) -> Phrase:
    return Phrase(
        NAMES.get(field, field), {"number": _own_number(field, position, story) or position + 1}
    )


def _own_number(field: str, position: int, story: object) -> str | None:
    """Give the number that sources and corrections carry themselves, where it is one."""
    entries = story.get(field) if isinstance(story, dict) and field in NUMBERED else None
    if not isinstance(entries, list) or position >= len(entries):
        return None
    entry = entries[position]
    number = str(entry.get("number", "")) if isinstance(entry, dict) else ""
    return number if NUMBER.fullmatch(number) else None
