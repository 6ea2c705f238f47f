"""What the bot says: a value made of blocks, drawn by every door in its own way.

There is no markup in it. Text is a row of runs, and what a run means is its type; so no text can
ever break a message, and a door that was not taught a new run or block does not type-check.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.choice import Choice
    from bot.question import Question


@dataclass(frozen=True, slots=True)
class Plain:
    """Ordinary text."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text said a little apart: a label, a remark, a matching place."""

    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """Text that does not hold any more, and still stands there."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to *url*, which is http or https."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source by its number and the outlet it stands for, with its address where there is one."""

    number: int
    outlet: str
    url: str | None = None


Run: TypeAlias = Plain | Strong | Emphasis | Struck | Link | Citation
Text: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the reply, or a part of it (*level* 2), is about."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; *mark* is its number or letter, empty for a mere point."""

    text: Text
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of several views that are held: its label, who holds it, what they say."""

    label: str
    holders: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sides:
    """Views that are held against each other, side by side where there is room."""

    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """How likely something is held to be.

    Args:
        text: what may happen, and who says so.
        share: the probability from 0 to 1.
        label: the probability in words, such as "14%".
    """

    text: Text
    share: float
    label: str

    def filled(self, width: int) -> int:
        """Say how much is full of a bar as wide as *width*."""
        full = round(self.share * width)
        # What is neither impossible nor certain must not look so.
        return min(max(full, 1), width - 1) if 0 < self.share < 1 else full


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    text: Text
    by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with words for those who do not see it."""

    url: str
    alt: str
    credit: Text = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: Text


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between parts."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A row of things to press."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes with an answer; what is pushed carries none.

    Args:
        name: letters, digits, hyphens, underscores and points.
        data: what stands in it.
    """

    name: str
    data: bytes

    @property
    def text(self) -> str | None:
        """What it says; None where it is no text."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return None


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Sides
    | Gauge
    | Quote
    | Picture
    | Note
    | Divider
    | Choices
    | Document
)


@dataclass(frozen=True)
class Reply:
    """An answer.

    Args:
        blocks: what it says, from top to bottom.
        private: whether it concerns only the person who asked.
        failed: whether it says that the thing asked for was not done.
        asks: what the bot wants to be told next; each door asks it in its own way.
    """

    blocks: tuple[Block, ...]
    private: bool = False
    failed: bool = False
    asks: Question | None = None

    def __hash__(self) -> int:
        """Tell it by all that it says."""
        return self._hash

    # Reckoned once: a briefing is looked up for each of the many places that it goes to.
    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, each.name) for each in fields(self)))
