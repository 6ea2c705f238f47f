"""Every copy goes by the database's time, whatever its own machine says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.pushing.clock import SETTING, Clock, steady
from tests.briefings import EIGHT, HOUR, SECOND

if TYPE_CHECKING:
    from bot.ledger import Ledger


class Distant:
    """A database whose time is an hour ahead, and whose answers come when they come.

    Args:
        ways: for each answer, how long the question and the answer were on their way.
    """

    def __init__(self, *ways: tuple[timedelta, timedelta]) -> None:
        self.machine = EIGHT
        self.ahead = HOUR
        self.asked = 0
        self._ways = list(ways)

    def elapsed(self) -> float:
        """Tell the seconds since eight, whatever the machine is set to."""
        return (self.machine + self.ahead - HOUR - EIGHT).total_seconds()

    def set_machine(self, step: timedelta) -> None:
        """Let somebody set the machine's clock; the database's goes on as it did."""
        self.machine += step
        self.ahead -= step

    async def clock(self) -> datetime:
        self.asked += 1
        there, back = self._ways.pop(0) if self._ways else (timedelta(), timedelta())
        self.machine += there
        told = self.machine + self.ahead
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


@pytest.mark.parametrize("step", [-HOUR, HOUR])
async def test_a_machine_whose_clock_is_set_meanwhile_changes_nothing(step: timedelta) -> None:
    distant = Distant()
    clock = Clock(cast("Ledger", distant), steady(lambda: distant.machine, distant.elapsed))
    await clock.set()
    distant.set_machine(step)
    assert clock.now() == EIGHT + HOUR
    distant.machine += SECOND
    assert clock.now() == EIGHT + HOUR + SECOND


def test_a_steady_time_is_the_machine_s_as_long_as_nobody_sets_it() -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    steadily = steady(now)
    assert now() <= steadily() + SECOND <= now() + 2 * SECOND


async def test_the_database_is_asked_again_after_a_minute() -> None:
    distant = Distant()
    clock = Clock(cast("Ledger", distant), lambda: distant.machine)
    await clock.keep()
    once = distant.asked
    distant.ahead += HOUR
    await clock.keep()
    assert (distant.asked, clock.now()) == (once, distant.machine + HOUR)
    distant.machine += SETTING
    await clock.keep()
    assert (distant.asked, clock.now()) == (2 * once, distant.machine + 2 * HOUR)
