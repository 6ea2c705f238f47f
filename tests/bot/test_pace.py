"""Never faster than allowed, hardly ever slower, and a reader waits for no push."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from itertools import accumulate, permutations
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import (
    AHEAD,
    LANES,
    LONGEST_WAIT,
    SHORTEST_WAIT,
    Lane,
    Taken,
    wait,
)

NOW = 1_795_000_000.0  # seconds since 1970, where a float is least exact
CLOSE = 1e-5  # seconds; far below what any network keeps

limits = st.sampled_from(sorted(LANES))


def most_in(seconds: float, moments: list[float]) -> int:
    """Count the messages in the fullest window of so many seconds."""
    moments = sorted(moments)
    ends = (bisect_left(moments, moment + seconds - CLOSE) for moment in moments)
    return max((end - start for start, end in enumerate(ends)), default=0)


def pushed(limit: int, pushes: int, *, workers: int = 1, slow: float = 0.0) -> list[float]:
    """Let workers share a lane until all is pushed; each is *slow* in coming back for more."""
    lane, taken, moments = LANES[limit], Taken(), list[float]()
    waiting = [(NOW + number / 1000, number) for number in range(workers)]
    while len(moments) < pushes:
        now, worker = heappop(waiting)
        grant = lane.pushes(taken, now, pushes - len(moments))
        taken = grant.taken
        moments += grant.moments
        heappush(waiting, (max(grant.again, now) + slow * (worker + 1) / workers + 1e-4, worker))
    return moments


@given(
    limits,
    st.lists(
        st.tuples(
            st.sampled_from(["push", "answer", "both"]),
            st.floats(0, 1.5) | st.just(0.0),
            st.integers(1, 400),
        ),
        max_size=60,
    ),
)
def test_no_second_holds_more_than_the_limit_whoever_asks_and_when(
    limit: int, calls: list[tuple[str, float, int]]
) -> None:
    lane, taken, now = LANES[limit], Taken(), NOW
    pushes, answers = list[float](), list[float]()
    for what, pause, wanted in calls:
        now += pause
        if what != "answer":
            grant = lane.pushes(taken, now, wanted)
            taken = grant.taken
            assert len(grant.moments) <= wanted
            assert all(now <= moment <= now + AHEAD + CLOSE for moment in grant.moments)
            pushes += grant.moments
        for _ in range(min(wanted, 40) if what != "push" else 0):
            moment, taken = lane.answer(taken, now)
            assert moment >= now
            answers.append(moment)
    assert most_in(1, pushes) <= lane.rate < limit
    assert most_in(1, pushes + answers) <= limit


@pytest.mark.parametrize("limit", sorted(LANES))
@pytest.mark.parametrize("workers", [1, 4, 16])
@pytest.mark.parametrize("slow", [0.0, AHEAD / 2.5])
def test_a_push_takes_hardly_longer_than_the_rate_allows(
    limit: int, workers: int, slow: float
) -> None:
    pushes = 30 * limit
    moments = pushed(limit, pushes, workers=workers, slow=slow)
    ideal = LANES[limit].lasts(pushes)
    assert max(moments) - NOW <= ideal / 0.97
    assert most_in(1, moments) <= LANES[limit].rate


@pytest.mark.parametrize("limit", sorted(LANES))
def test_pushes_and_readers_together_stay_under_the_limit(limit: int) -> None:
    assert 0.89 * limit < LANES[limit].rate < LANES[limit].rate + LANES[limit].share < limit


@given(limits, st.floats(0, 100), st.integers(1, 100_000))
def test_a_long_silence_saves_up_no_burst(limit: int, silence: float, wanted: int) -> None:
    lane = LANES[limit]
    grant = lane.pushes(Taken(pushes=NOW - silence), NOW, wanted)
    assert 1 <= len(grant.moments) <= AHEAD * lane.rate + 1


def test_a_worker_that_dies_takes_no_more_than_a_quarter_of_a_second_with_it() -> None:
    lane = LANES[30]
    dead = lane.pushes(Taken(), NOW, 10_000)
    assert dead.again < NOW + AHEAD
    assert lane.pushes(dead.taken, NOW + AHEAD, 1).moments[0] <= NOW + AHEAD + 1 / lane.rate


@given(limits, st.floats(0, AHEAD))
def test_a_reader_waits_for_no_push(limit: int, later: float) -> None:
    lane = LANES[limit]
    taken = lane.pushes(Taken(), NOW, 10_000).taken
    first, taken = lane.answer(taken, NOW + later)
    assert first == NOW + later
    second, taken = lane.answer(taken, NOW + later)
    assert second <= NOW + AHEAD + 1 / lane.rate + CLOSE


@given(limits, st.lists(st.floats(0, 0.5), max_size=80), st.floats(0, 0.3))
def test_a_second_holds_no_more_than_the_rate_and_the_answers_that_no_claim_knew_of(
    limit: int, pauses: list[float], slow: float
) -> None:
    lane = LANES[limit]
    answers = list(accumulate((1 / lane.rate + each for each in pauses), initial=NOW))
    pushes = answered(lane, answers, slow)
    assert most_in(1, pushes) <= lane.rate + 1
    assert most_in(1, pushes + answers) <= lane.rate + 1 + most_in(AHEAD, answers)


@pytest.mark.parametrize("asked", [1, 3, 6])
def test_readers_who_ask_steadily_and_pushes_stay_under_the_limit(asked: int) -> None:
    answers = [NOW + 2 + number / asked for number in range(8 * asked)]
    pushes = answered(LANES[30], answers, slow=0.01)
    assert most_in(1, pushes + answers) <= 30
    assert len(pushes) + len(answers) > 0.97 * 28 * (answers[-1] - NOW)


def answered(lane: Lane, answers: list[float], slow: float) -> list[float]:
    """Push until the last of the answers, which ask for no place; each claim is *slow* to come."""
    taken, now, known = Taken(), NOW, 0
    pushes = list[float]()
    while now <= answers[-1]:
        given = bisect_right(answers, now)
        grant = lane.pushes(lane.unplaced(taken, now, given - known), now, 10_000)
        taken, known = grant.taken, given
        pushes += grant.moments
        now = max(grant.again, now + 1e-3) + slow
    return pushes


@given(limits, st.floats(0, 100), st.integers(1, 10**9))
def test_however_many_answered_a_second_later_they_are_in_nobodys_way(
    limit: int, held: float, calls: int
) -> None:
    lane = LANES[limit]
    assert lane.unplaced(Taken(), NOW, calls).pushes <= NOW + 1
    until = Taken().hold(NOW + held)
    assert lane.unplaced(until, NOW, calls).pushes >= until.pushes
    assert lane.unplaced(until, NOW, 0) == until


def test_many_readers_have_the_whole_lane_and_pushes_wait_for_them() -> None:
    lane, taken = LANES[30], Taken()
    moments = []
    for _ in range(290):
        moment, taken = lane.answer(taken, NOW)
        moments.append(moment)
    assert max(moments) - NOW <= 10
    assert most_in(1, moments) <= 30
    assert not lane.pushes(taken, NOW, 100).moments
    assert lane.pushes(taken, NOW + 10, 100).moments


@given(
    limits,
    st.floats(0, 100),
    st.lists(st.floats(0, 60), min_size=1, max_size=4),
    st.integers(1, 9),
)
def test_a_lane_that_is_held_gives_no_place_before_the_end(
    limit: int, before: float, waits: list[float], wanted: int
) -> None:
    lane = LANES[limit]
    start = Taken(pushes=NOW + before, answers=NOW + before / 2)
    outcomes = set()
    for order in permutations(waits):
        taken = start
        for seconds in order:
            taken = taken.hold(NOW + seconds)
        outcomes.add(taken)
    (taken,) = outcomes
    until = NOW + max(waits)
    assert lane.answer(taken, NOW)[0] >= until
    assert all(moment >= until for moment in lane.pushes(taken, NOW, wanted).moments)
    assert all(moment >= until for moment in lane.pushes(taken, until, wanted).moments)
    assert lane.pushes(taken, max(taken.pushes, until), wanted).moments


def test_a_clock_that_goes_back_gives_no_place_twice() -> None:
    lane = LANES[30]
    grant = lane.pushes(Taken(), NOW, 5)
    again = lane.pushes(grant.taken, NOW - 3600, 5)
    assert again.moments == ()
    assert again.taken == grant.taken


@pytest.mark.parametrize(
    ("asked", "seconds", "absurd"),
    [
        (0.0, SHORTEST_WAIT, False),
        (0.3, SHORTEST_WAIT, False),
        (3.0, 3.0, False),
        (900.0, 900.0, False),
        (3600.0, 3600.0, False),
        (43_838.0, LONGEST_WAIT, True),
        (inf, LONGEST_WAIT, True),
        (nan, SHORTEST_WAIT, True),
        (-1.0, SHORTEST_WAIT, True),
        (-inf, SHORTEST_WAIT, True),
    ],
)
def test_an_absurd_wait_is_bounded_and_said_to_be_so(
    asked: float, seconds: float, *, absurd: bool
) -> None:
    kept = wait(asked)
    assert (kept.seconds, kept.absurd) == (seconds, absurd)
