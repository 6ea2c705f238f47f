"""What an importer makes of a file: a story, and how it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.story import Story


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as it came in.

    Args:
        story: what it says.
        kind: what kind of file it was: `yaml`, `json`, `feed`, `page` or `kite`.
        key: how the place it came from names it, where it does; survives a new headline.
    """

    story: Story
    kind: str
    key: str | None = None
