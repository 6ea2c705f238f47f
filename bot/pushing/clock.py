"""The time that all copies of the program go by, which is the database's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ledger import Ledger

QUESTIONS = 3  # one that was held up on its way tells little of the time


class Clock:
    """Tells the database's time without asking it each time.

    Args:
        ledger: knows it.
        now: tells this machine's time, aware.
    """

    def __init__(self, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._machine = now
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Tell the moment."""
        return self._machine() + self._ahead

    async def set(self) -> None:
        """Ask the database, and go by its quickest answer."""
        _, self._ahead = min([await self._asked() for _ in range(QUESTIONS)])

    async def _asked(self) -> tuple[timedelta, timedelta]:
        """Tell how long an answer took and how far ahead it is, if it is of the middle of that."""
        asked = self._machine()
        told = await self._ledger.clock()
        took = self._machine() - asked
        return took, told - (asked + took / 2)
