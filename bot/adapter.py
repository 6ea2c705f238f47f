"""PORT: what the newsroom asks of a door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk import Desk
    from bot.reply import Run


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one message holds on a platform.

    Args:
        text: the most one message holds, in the unit of *measure*.
        measure: how much of *text* a run takes once drawn (code points, UTF-16 units, escapes).
        overhead: the most a line takes beside its runs (bullet, number, line end), same unit.
        marks: how many runs of a message may be more than plain text.
        parts: how many blocks a message may hold; each of several sides counts as one.
        choices: how many things to press a message may hold.
    """

    text: int
    measure: Callable[[Run], int]
    overhead: int
    marks: int
    parts: int
    choices: int


class Adapter(Protocol):
    """A door. It turns what people type into requests, and replies into what they see.

    `name` is the platform's, as it stands in accounts and addresses.
    """

    name: str
    limits: Limits

    async def run(self, desk: Desk) -> None:
        """Answer people until there is nobody left to answer, or until cancelled."""
