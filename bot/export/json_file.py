"""Stories as JSON: several one on each line, one alone laid out for whoever looks at it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.story import Story

LINE_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def to_json(story: Story, *, laid_out: bool = False) -> str:
    """Write a story as JSON with all its fields, also the empty ones; on one line, or laid out."""
    line = json.dumps(
        story.model_dump(mode="json"), ensure_ascii=False, indent=2 if laid_out else None
    )
    # Some readers of lines break them at these two as well.
    return line.translate(LINE_SEPARATORS)
