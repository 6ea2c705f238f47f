"""When a copy that stood still for a moment sends what it has missed."""

from __future__ import annotations

import pytest

from bot.pace import AHEAD, Lane
from bot.pushing.moments import EARNED, LATER, Moments

LANE = Lane(rate=28, share=1.5)
LIMIT = 30  # in any second, as the platform has it
AT_ONCE = int(LANE.rate * AHEAD)  # as many have their moments within what is claimed ahead


def test_a_send_in_time_keeps_its_place() -> None:
    assert not Moments(LANE).missed(LATER)


def test_a_late_send_takes_another_place() -> None:
    assert Moments(LANE).missed(2 * LATER)


def test_a_copy_that_is_always_late_sends_in_the_end() -> None:
    moments = Moments(LANE)
    missed = [moments.missed(1) for _ in range(10 * AT_ONCE)]
    assert missed == [True] * AT_ONCE + [False] * 9 * AT_ONCE


def test_each_send_earns_a_little_of_another_place() -> None:
    moments = Moments(Lane(rate=1, share=1))
    assert moments.missed(1)
    assert not moments.missed(1)
    for second in range(round(1 / EARNED) + 1):
        moments.turn(second)
    assert moments.missed(1)


def test_a_send_stands_back_for_what_went_out_without_a_place() -> None:
    moments = Moments(LANE)
    moments.turn(100.0, 7)
    alone, beside = Moments(LANE), Moments(LANE)
    for each, unplaced in ((alone, 7), (beside, 9)):
        each.turn(100.0, 7)
        assert each.turn(101.0, unplaced) == pytest.approx((unplaced - 7) / LANE.rate, rel=0.05)
    assert beside.turn(102.0, 9) == 0
    assert beside.turn(103.0, 2) == 0  # its door was opened anew


def test_less_of_the_lane_is_asked_for_in_the_first_second_after_a_silence() -> None:
    moments = Moments(LANE)
    for start in (100.0, 200.0):
        assert moments.pace(start).rate < LANE.rate
        for second in (0.1, 0.9):
            moments.turn(start + second)
            assert moments.pace(start + second).rate < LANE.rate
        assert moments.pace(start + 1.2) == LANE


def test_what_is_longer_on_its_way_at_a_start_is_not_caught_up_with() -> None:
    slower, lane = Moments(LANE).pace(0.0), LANE
    first = [place / slower.rate for place in range(int(slower.rate))]
    then = [1 + place / lane.rate for place in range(30)]
    arrived = [max(moment, 0.25) for moment in first + then]  # till then connections are opened
    for begin in arrived:
        assert sum(begin <= each < begin + 1 for each in arrived) <= LIMIT


def test_who_comes_when_nobody_came_for_long_does_not_wait() -> None:
    moments = Moments(LANE)
    moments.turn(100.0)
    assert moments.turn(200.0) == 0


@pytest.mark.parametrize("still", [0.1, 0.5, 3.0])
def test_what_was_late_never_goes_out_as_more_than_the_platform_takes(still: float) -> None:
    moments = Moments(LANE)
    due = [place / LANE.rate for place in range(100)]
    sent = []
    for moment in due:
        now = max(moment, still)  # until then it stood still
        sent.append(now + moments.turn(now))
    for begin in sent:
        assert sum(begin <= each < begin + 1 for each in sent) <= LIMIT
