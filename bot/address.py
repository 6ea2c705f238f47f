"""Who speaks with the bot, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """A person as a platform knows them.

    Args:
        platform: the name of the door, as its adapter says it.
        person: the platform's own id of the person.
    """

    platform: str
    person: str

    def __str__(self) -> str:
        """Write it as settings and the history do: `discord:1234`."""
        return f"{self.platform}:{self.person}"


@dataclass(frozen=True, slots=True)
class Address:
    """A place where messages can stand.

    Args:
        platform: the name of the door, as its adapter says it.
        chat: the platform's own id of the chat.
        thread: the id of the thread or topic within the chat; empty for the chat itself.
    """

    platform: str
    chat: str
    thread: str = ""
