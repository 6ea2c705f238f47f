"""The time that all copies of the program go by, which is the database's."""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ledger import Ledger

QUESTIONS = 3  # one that was held up on its way tells little of the time
SETTING = timedelta(minutes=1)  # for so long an answer is gone by
# A machine may have slept, which is left out of the seconds that every system can tell.
ELAPSED = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_BOOTTIME")
    else time.monotonic
)


def steady(
    now: Callable[[], datetime], elapsed: Callable[[], float] = ELAPSED
) -> Callable[[], datetime]:
    """Make a time that nobody sets, as a machine's own may be set while the program runs.

    Args:
        now: tells the machine's time, aware; it is asked once.
        elapsed: seconds that only go forward.
    """
    began, at = now(), elapsed()
    return lambda: began + timedelta(seconds=elapsed() - at)


class Clock:
    """Tells the database's time without asking it each time.

    Args:
        ledger: knows it.
        now: tells this machine's time, aware; a `steady` one, or briefings come when it is set.
    """

    def __init__(self, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._machine = now
        self._ahead = timedelta()
        self._set_at: datetime | None = None

    def now(self) -> datetime:
        """Tell the moment."""
        return self._machine() + self._ahead

    async def set(self) -> None:
        """Ask the database, and go by its quickest answer."""
        _, self._ahead = min([await self._asked() for _ in range(QUESTIONS)])
        self._set_at = self._machine()

    async def keep(self) -> None:
        """Ask the database again where it was not asked for a while."""
        if self._set_at is None or self._machine() - self._set_at >= SETTING:
            await self.set()

    async def _asked(self) -> tuple[timedelta, timedelta]:
        """Tell how long an answer took and how far ahead it is, if it is of the middle of that."""
        asked = self._machine()
        told = await self._ledger.clock()
        took = self._machine() - asked
        return took, told - (asked + took / 2)
