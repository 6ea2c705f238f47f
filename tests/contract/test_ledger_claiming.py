"""Claim, rate and order: who may send what, and when."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.edition import Progress
from bot.entries import Result
from bot.pace import AHEAD, Lane
from bot.schedule import Slot, Weekdays
from tests.briefings import (
    DAY,
    EIGHT,
    FREE,
    HOUR,
    LANE,
    LEASE,
    MINUTE,
    SECOND,
    TODAY,
    WINDOW,
    claim,
    past,
    place,
    plan,
    progress,
    record,
    slot,
    subscribe,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.entries import Claimed
    from bot.ledger import Ledger
    from bot.store import Store

SLOW = Lane(rate=20.0, share=2.0)


@pytest.fixture
async def ledger(store: Store) -> Ledger:
    """A ledger with what three places are to be told, and one more a minute later."""
    for chat in ("one", "two", "three"):
        await subscribe(store.ledger, place(chat))
    await subscribe(store.ledger, place("four"), slot=slot(8, 1))
    await plan(store.ledger)
    await plan(store.ledger, EIGHT + MINUTE)
    return store.ledger


async def slowly(ledger: Ledger, now: datetime, lane: Lane = SLOW, limit: int = 99) -> Claimed:
    return await ledger.claim(LANE, lane, worker="one", now=now, lease=LEASE, limit=limit)


async def test_what_is_claimed_is_not_given_again_before_its_lease_is_over(ledger: Ledger) -> None:
    now = EIGHT + MINUTE
    assert len(await claim(ledger, now)) == 4
    assert await claim(ledger, now + LEASE - SECOND, worker="two") == []
    again = await claim(ledger, now + LEASE, worker="two")
    assert [each.attempt for each in again] == [2, 2, 2, 2]


async def test_nothing_is_given_before_it_is_due(ledger: Ledger) -> None:
    assert await claim(ledger, EIGHT - SECOND) == []
    assert len(await claim(ledger, EIGHT)) == 3


async def test_the_longest_due_are_given_first(ledger: Ledger) -> None:
    now = EIGHT + MINUTE
    first = await claim(ledger, now, limit=3)
    assert {each.due for each in first} == {EIGHT}
    assert [each.due for each in await claim(ledger, now, limit=3)] == [EIGHT + MINUTE]


async def test_of_one_lane_nothing_is_given_to_another(ledger: Ledger) -> None:
    claimed = await ledger.claim("other", FREE, worker="one", now=EIGHT, lease=LEASE, limit=9)
    assert claimed.deliveries == ()


async def test_no_more_are_given_than_the_lane_has_places_for(ledger: Ledger) -> None:
    claimed = await slowly(ledger, EIGHT, Lane(rate=4.0, share=1.0))
    gap = timedelta(seconds=1 / 4)
    assert [at for _, at in claimed.deliveries] == [EIGHT, EIGHT + gap]
    assert claimed.again == EIGHT + 2 * gap - timedelta(seconds=AHEAD / 2)
    full = await slowly(ledger, EIGHT, Lane(rate=4.0, share=1.0))
    assert (full.deliveries, full.again) == ((), claimed.again)


async def test_what_went_out_without_a_place_takes_the_places_of_deliveries(
    ledger: Ledger,
) -> None:
    """Also where so none is left for now, and whoever asks next."""
    lane, gap = Lane(rate=4.0, share=1.0), SECOND / 4
    none = await ledger.claim(LANE, lane, worker="one", now=EIGHT, lease=LEASE, limit=9, unplaced=3)
    assert none.deliveries == ()
    assert none.again == EIGHT + 3 * gap - timedelta(seconds=AHEAD / 2)
    claimed = await slowly(ledger, EIGHT + 2 * gap, lane)
    assert [at for _, at in claimed.deliveries] == [EIGHT + 3 * gap]


async def test_places_that_nobody_needs_are_not_taken(ledger: Ledger) -> None:
    assert len((await slowly(ledger, EIGHT)).deliveries) == 3
    assert await ledger.answer(LANE, Lane(rate=20.0, share=0.01), now=EIGHT) == EIGHT
    next_answer = await ledger.answer(LANE, Lane(rate=20.0, share=0.01), now=EIGHT)
    assert next_answer == EIGHT + 3 * SECOND / 20


async def test_what_is_due_soon_tells_when_to_ask_again(ledger: Ledger) -> None:
    almost = EIGHT + MINUTE - SECOND / 2
    await claim(ledger, EIGHT)
    assert (await slowly(ledger, almost)).again == EIGHT + MINUTE
    assert EIGHT < (await slowly(ledger, EIGHT)).again <= EIGHT + SECOND


async def test_a_held_lane_gives_nothing_before_the_hold_is_over(ledger: Ledger) -> None:
    await ledger.hold(LANE, EIGHT + HOUR)
    await ledger.hold(LANE, EIGHT + MINUTE)  # a hold never moves back
    assert (await slowly(ledger, EIGHT + HOUR - SECOND)).deliveries == ()
    assert len((await slowly(ledger, EIGHT + HOUR)).deliveries) == 4


async def test_a_held_chat_is_passed_over_until_the_hold_is_over(ledger: Ledger) -> None:
    await ledger.hold(LANE, EIGHT + HOUR, chat="two")
    now = EIGHT + HOUR - SECOND
    chats = [each.subscription.where.chat for each in await claim(ledger, now)]
    assert sorted(chats) == ["four", "one", "three"]
    (held,) = await claim(ledger, EIGHT + HOUR, limit=1)
    assert held.subscription.where.chat == "two"


async def test_an_answer_has_a_place_of_its_own(ledger: Ledger) -> None:
    crowded = Lane(rate=4.0, share=1.0)
    await slowly(ledger, EIGHT, crowded)
    answers = [await ledger.answer(LANE, crowded, now=EIGHT) for _ in range(3)]
    assert answers == [EIGHT, EIGHT + SECOND / 2, EIGHT + SECOND * 3 / 4]
    assert (await slowly(ledger, EIGHT, crowded)).deliveries == ()


async def test_an_answer_waits_as_long_as_the_lane_is_held(ledger: Ledger) -> None:
    await ledger.hold(LANE, EIGHT + HOUR)
    assert await ledger.answer(LANE, SLOW, now=EIGHT) == EIGHT + HOUR


async def test_a_chat_is_told_one_thing_after_the_other_the_oldest_first(store: Store) -> None:
    """Its threads are part of it."""
    slots: dict[str, Slot] = {"b": slot(8, 1), "": slot(8, 2), "a": slot(8)}
    for thread, at in slots.items():
        await subscribe(store.ledger, place("one", thread), slot=at)
    now = EIGHT + 2 * MINUTE
    await plan(store.ledger, now)
    told = []
    for _ in slots:
        (delivery,) = await claim(store.ledger, now)
        assert await claim(store.ledger, now, worker="two") == []
        told.append(delivery.subscription.where.thread)
        await record(store.ledger, [delivery], now=now)
    assert told == ["a", "b", ""]


@pytest.mark.parametrize("east_first", [True, False])
async def test_the_oldest_of_a_chat_comes_first_though_its_zones_have_another_day(
    store: Store, *, east_first: bool
) -> None:
    east, west = ((22, 0), (21, 1)) if east_first else ((22, 1), (21, 0))
    slots = {
        "east": Slot(time(*east), "Pacific/Kiritimati"),  # the 26th at eight in UTC
        "west": Slot(time(*west), "Pacific/Pago_Pago"),  # the 25th
    }
    for thread, at in slots.items():
        await subscribe(store.ledger, place("one", thread), slot=at, first=TODAY - DAY)
    now = EIGHT + MINUTE
    await plan(store.ledger, now)
    told = []
    for _ in slots:
        (delivery,) = await claim(store.ledger, now)
        told.append(delivery.subscription.where.thread)
        await record(store.ledger, [delivery], now=now)
    assert told == (["east", "west"] if east_first else ["west", "east"])


async def test_what_is_to_be_tried_again_holds_up_the_rest_of_its_chat(store: Store) -> None:
    for thread, at in {"a": slot(8), "b": slot(8, 1)}.items():
        await subscribe(store.ledger, place("one", thread), slot=at)
    now = EIGHT + MINUTE
    await plan(store.ledger, now)
    first = await claim(store.ledger, now)
    await record(store.ledger, first, Progress.OPEN, now=now, due=now + MINUTE)
    assert await claim(store.ledger, now) == []
    (again,) = await claim(store.ledger, now + MINUTE)
    assert (again.id, again.attempt) == (first[0].id, 2)


async def test_what_has_expired_is_recorded_and_not_given(ledger: Ledger) -> None:
    now = EIGHT + WINDOW
    (left,) = await claim(ledger, now)
    assert left.due == EIGHT + MINUTE
    assert await progress(ledger) == [Progress.EXPIRED]
    assert [each.at for each in await past(ledger)] == [now]
    assert await record(ledger, [left], now=now) == 1


async def test_what_is_being_sent_is_not_recorded_as_expired_by_others(ledger: Ledger) -> None:
    now = EIGHT + WINDOW - SECOND
    held = await claim(ledger, now)
    assert await claim(ledger, now + 2 * SECOND, worker="two") == []
    assert await record(ledger, held, now=now + 3 * SECOND) == len(held)


async def test_what_has_expired_does_not_hold_up_what_comes_after_it(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await plan(store.ledger, EIGHT + DAY)
    (delivery,) = await claim(store.ledger, EIGHT + DAY)
    assert delivery.day == TODAY + DAY
    assert await progress(store.ledger) == [Progress.OPEN, Progress.EXPIRED]


async def test_news_reach_back_to_the_last_briefing_that_was_told(store: Store) -> None:
    await subscribe(store.ledger)
    outcomes = [Progress.SENT, Progress.REFUSED, Progress.QUIET, Progress.UNCERTAIN, Progress.SENT]
    since = []
    for day, outcome in enumerate(outcomes):
        now = EIGHT + DAY * day
        await plan(store.ledger, now)
        (delivery,) = await claim(store.ledger, now)
        since.append((delivery.since - EIGHT) // DAY)
        await record(store.ledger, [delivery], outcome, now=now)
    assert since == [-1, 0, 0, 2, 2]


async def test_the_first_news_reach_back_a_day_or_to_the_time_before(store: Store) -> None:
    await subscribe(store.ledger, slot=slot(weekdays=Weekdays.THURSDAY))
    await plan(store.ledger)
    (delivery,) = await claim(store.ledger)
    assert delivery.since == EIGHT - 7 * DAY


async def test_the_backlog_is_what_is_due_and_not_sent(ledger: Ledger) -> None:
    now = EIGHT + MINUTE
    assert (await ledger.backlog(LANE, SLOW, now=now)).seconds == 4 / 20
    (first, *_) = await claim(ledger, now)
    await ledger.record("one", [Result(delivery=first, progress=Progress.SENT)], now=now)
    backlog = await ledger.backlog(LANE, SLOW, now=now)
    assert (backlog.due, backlog.oldest) == (3, EIGHT)
    await record(ledger, await claim(ledger, now + LEASE), now=now)
    backlog = await ledger.backlog(LANE, SLOW, now=now)
    assert (backlog.due, backlog.oldest, backlog.seconds) == (0, None, 0)
