"""People at their clients and the places where they are, on either platform alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Heard:
    """What somebody was answered.

    Args:
        text: as they read it.
        ways: what stands on its buttons.
        is_private: whether nobody else sees it.
        message: the message itself, as its platform keeps it.
    """

    text: str
    ways: tuple[str, ...]
    is_private: bool
    message: Any = field(repr=False)


@dataclass(frozen=True)
class Posted:
    """A message of ours that stands in a place.

    Args:
        number: its id.
        text: as people read it.
        struck: what of it is struck through.
        is_edited: whether it ever said something else.
    """

    number: int
    text: str
    struck: str
    is_edited: bool


class Hand(Protocol):
    """Somebody at their client."""

    @property
    def account(self) -> str:
        """Name their account as owners do."""

    async def gives(self, command: str, **given: str) -> Heard:
        """Give a command, and wait for the answer."""

    async def brings(self, name: str, data: bytes) -> Heard:
        """Add a story by a file."""

    async def presses(self, heard: Heard, label: str, **told: str) -> Heard:
        """Press a button, say what is then asked for, and wait for the answer."""

    def told(self) -> list[str]:
        """Give what they were told in a chat with the bot alone."""
