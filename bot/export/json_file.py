"""Stories as JSON, one on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.story import Story

LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def to_json(story: Story) -> str:
    """Write a story as one line of JSON with all its fields, also the empty ones."""
    line = json.dumps(story.model_dump(mode="json"), ensure_ascii=False)
    # Some readers of lines break them at these two as well.
    return line.translate(LINE_SEPARATORS)
