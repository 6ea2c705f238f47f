"""What an importer makes of a file: a story, and how it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.story import Story


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of file says of its stories.

    Args:
        is_named: whether their slugs are the newsroom's own, and not made of headlines or those of
            another newsroom.
        keeps_key: whether the place it came from names a story always alike; if not, its key
            changes with the articles that the story is made of.
    """

    is_named: bool = False
    keeps_key: bool = True


KINDS: Final = {
    "yaml": Kind(is_named=True),
    "json": Kind(is_named=True),
    "feed": Kind(),
    "page": Kind(),
    "kite": Kind(keeps_key=False),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as it came in.

    Args:
        story: what it says.
        kind: what kind of file it was, one of `KINDS`.
        key: how the place it came from names it, where it does; survives a new headline.
    """

    story: Story
    kind: str
    key: str | None = None

    @property
    def is_named(self) -> bool:
        """As in `Kind`."""
        return KINDS[self.kind].is_named

    @property
    def keeps_key(self) -> bool:
        """As in `Kind`."""
        return KINDS[self.kind].keeps_key
