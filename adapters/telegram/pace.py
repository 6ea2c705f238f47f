"""How long the door keeps still where Telegram told it to.

How often one may write is written nowhere, but in round figures for those who write of their own
accord. Who is asked may answer, until Telegram says that it is enough.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.pace import wait

if TYPE_CHECKING:
    from collections.abc import Callable

SEVERAL = 3  # chats told to wait, and none served between them: the whole bot is meant
SHORT = 60.0  # seconds; whoever is told to wait longer is told so alone, or nobody could write
SLOWLY = 25.0  # messages a second for a while after the whole bot was told to wait
A_WHILE = 30.0  # seconds
SWEPT = 1_000  # chats; below it the old ones are not worth a search


class Pace:
    """What may be written when.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._holds: dict[str, float] = {}
        self._told: set[str] = set()
        self._held = self._slow = self._next = 0.0

    def ask(self, chat: str) -> tuple[float, bool]:
        """Tell how many seconds a message into *chat* must wait, and whether all must."""
        now = self._clock()
        if self._held > now:
            return self._held - now, True
        return max(self._holds.get(chat, now) - now, 0.0), False

    async def turn(self) -> None:
        """Let one go after another, where all at once were too many."""
        now = self._clock()
        if now < self._slow:
            turn = max(self._next, now)
            self._next = turn + 1 / SLOWLY
            await asyncio.sleep(turn - now)

    def told(self, chat: str, seconds: float) -> bool:
        """Remember that Telegram said to wait; tell whether it meant all chats."""
        now = self._clock()
        self._told.add(chat)
        if len(self._holds) > SWEPT:
            self._holds = {each: until for each, until in self._holds.items() if until > now}
        self._holds[chat] = max(self._holds.get(chat, now), now + wait(seconds).seconds)
        everywhere = len(self._told) >= SEVERAL and seconds <= SHORT
        if everywhere:
            self._held = max(self._held, now + seconds)
            self._slow = self._held + A_WHILE
            self._next = max(self._next, self._held)
        return everywhere

    def served(self) -> None:
        """Remember that Telegram took a message."""
        self._told.clear()
