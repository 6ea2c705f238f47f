"""The JSON Schema of a story."""

from __future__ import annotations

import json
from typing import Any

from bot.rules import CALENDAR_MOMENT
from bot.story import SCHEMA_URL, Story

# Programs for editors read patterns as JavaScript does, where \w knows no letter but a to z.
SLUG_WORD = r"[^\s!-/:-@\[-`{-~]+"
PATTERNS = {
    "date-time": f"^{CALENDAR_MOMENT.pattern}$",
    "slug": f"^{SLUG_WORD}(-{SLUG_WORD})*$",
}


def schema() -> str:
    """Write the JSON Schema of a story."""
    described = _for_editors(Story.model_json_schema())
    described["properties"]["slug"]["pattern"] = PATTERNS["slug"]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_URL,
        "title": "Story",
    }
    return json.dumps({**head, **described}, ensure_ascii=False, indent=2) + "\n"


def _for_editors(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """Tell moments by their form: a day alone is one too, which `date-time` would refuse."""
    match part:
        case {"format": "date-time", **rest}:
            return {**rest, "pattern": PATTERNS["date-time"]}
        case dict():
            return {name: _for_editors(each) for name, each in part.items()}
        case list():
            return [_for_editors(each) for each in part]
        case _:
            return part
