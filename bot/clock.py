"""The time that all copies of the program go by, which is the database's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ledger import Ledger


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
        """Ask the database; its answer is taken to be of the middle of the question."""
        asked = self._machine()
        told = await self._ledger.clock()
        self._ahead = told - (asked + (self._machine() - asked) / 2)
