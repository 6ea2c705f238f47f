"""Every copy goes by the database's time, whatever its own machine says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from bot.pushing.clock import Clock
from tests.briefings import EIGHT, HOUR, SECOND

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger import Ledger


class Distant:
    """A database whose time is an hour ahead, and whose answers come when they come.

    Args:
        ways: for each answer, how long the question and the answer were on their way.
    """

    def __init__(self, *ways: tuple[timedelta, timedelta]) -> None:
        self.machine = EIGHT
        self._ways = list(ways)

    async def clock(self) -> datetime:
        there, back = self._ways.pop(0)
        self.machine += there
        told = self.machine + HOUR
        self.machine += back
        return told


async def after(*ways: tuple[timedelta, timedelta]) -> timedelta:
    """Tell how wrong a clock is that was set by such answers."""
    distant = Distant(*ways)
    clock = Clock(cast("Ledger", distant), lambda: distant.machine)
    await clock.set()
    return clock.now() - (distant.machine + HOUR)


async def test_an_answer_is_of_the_middle_of_the_question() -> None:
    assert await after(*[(SECOND, SECOND)] * 3) == timedelta()


async def test_the_quickest_of_three_answers_is_taken() -> None:
    slow, quick = (timedelta(), 4 * SECOND), (SECOND, SECOND)
    assert await after(slow, quick, slow) == timedelta()


async def test_it_is_wrong_by_no_more_than_half_the_quickest_answer() -> None:
    held_up, quick = (9 * SECOND, timedelta()), (2 * SECOND, timedelta())
    assert await after(held_up, held_up, quick) == SECOND
