"""What is seen in one picture: a talk with the bot at one of its doors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.reply import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something that was asked, and what the bot said.

    Args:
        reply: what it said.
        at: when.
        who: who asked.
        line: what they typed; empty where the bot spoke by itself, or a button was pressed.
        edited: whether it said something else there before.
    """

    reply: Reply
    at: datetime
    who: str = ""
    line: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture before it is drawn.

    Args:
        door: where the talk is.
        turns: what is said, from top to bottom.
    """

    door: str
    turns: tuple[Turn, ...]
