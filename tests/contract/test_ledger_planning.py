"""Fan-out: a due slot becomes one delivery for each of its places, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edition import Progress, Subscribed
from bot.schedule import Weekdays
from bot.store import planning
from tests.briefings import (
    DAY,
    EDITOR,
    EIGHT,
    EVE,
    HOUR,
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
    suspend,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Address
    from bot.store import Store


async def retries(store: Store, *places: Address) -> list[datetime | None]:
    """Tell from when on each is tried again."""
    found = [await store.ledger.subscription(where) for where in places]
    return [each.retry for each in found if each]


async def test_nothing_is_planned_before_it_is_due(store: Store) -> None:
    await subscribe(store.ledger)
    planned = await store.ledger.plan(EIGHT - SECOND, window=WINDOW, limit=9)
    assert (planned.slots, planned.deliveries, planned.next) == (0, 0, EIGHT)


async def test_without_any_slot_nothing_is_next(store: Store) -> None:
    assert (await store.ledger.plan(EIGHT, window=WINDOW, limit=9)).next is None


async def test_each_place_of_a_due_slot_gets_one_delivery(store: Store) -> None:
    for chat in ("one", "two"):
        await subscribe(store.ledger, place(chat))
    await subscribe(store.ledger, place("later"), slot=slot(9))
    planned = await store.ledger.plan(EIGHT, window=WINDOW, limit=9)
    assert (planned.slots, planned.deliveries, planned.next) == (1, 2, EIGHT + HOUR)
    assert [len(await past(store.ledger, place(chat))) for chat in ("one", "two", "later")] == [
        1,
        1,
        0,
    ]


async def test_a_delivery_knows_its_day_and_when_it_is_over(store: Store) -> None:
    subscription = await subscribe(store.ledger)
    await plan(store.ledger)
    (delivery,) = await claim(store.ledger)
    assert delivery.subscription == subscription
    assert (delivery.day, delivery.part, delivery.due) == (TODAY, 0, EIGHT)
    assert (delivery.late, delivery.expires, delivery.edition) == (False, EIGHT + WINDOW, None)


async def test_planning_twice_plans_nothing_twice(store: Store) -> None:
    await subscribe(store.ledger)
    assert [await plan(store.ledger), await plan(store.ledger)] == [1, 0]


async def test_a_slot_that_is_served_again_gives_nobody_a_second_briefing(store: Store) -> None:
    """Somebody subscribed just before it was due, and is written down just after."""
    await subscribe(store.ledger)
    await plan(store.ledger)
    await subscribe(store.ledger, place("two"))
    assert await plan(store.ledger) == 1
    assert [len(await past(store.ledger, place(chat))) for chat in ("one", "two")] == [1, 1]


async def test_the_longest_due_slots_are_served_first_and_no_more_than_the_limit(
    store: Store,
) -> None:
    for minute in (20, 0, 10):
        await subscribe(store.ledger, place(str(minute)), slot=slot(8, minute))
    planned = await store.ledger.plan(EIGHT + HOUR, window=WINDOW, limit=2)
    assert (planned.slots, planned.next) == (2, EIGHT + 20 * MINUTE)


async def test_no_briefing_is_planned_of_a_day_before_the_first(store: Store) -> None:
    await subscribe(store.ledger, first=TODAY + DAY)
    assert await plan(store.ledger) == 0
    assert await plan(store.ledger, EIGHT + DAY) == 1


async def test_other_days_of_the_week_are_left_out(store: Store) -> None:
    await subscribe(store.ledger, slot=slot(weekdays=Weekdays.FRIDAY))
    assert [await plan(store.ledger, EIGHT + DAY * day) for day in range(9)] == [
        *(0, 1, 0, 0, 0, 0, 0, 0, 1)
    ]


async def test_within_the_window_one_briefing_comes_late(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger, EIGHT + WINDOW)
    (delivery,) = await claim(store.ledger, EIGHT + WINDOW - SECOND)
    assert delivery.late


async def test_outside_the_window_a_briefing_is_skipped(store: Store) -> None:
    await subscribe(store.ledger)
    now = EIGHT + WINDOW + SECOND
    assert await plan(store.ledger, now) == 1
    (skipped,) = await past(store.ledger)
    assert (skipped.day, skipped.progress, skipped.at) == (TODAY, Progress.SKIPPED, now)
    assert await claim(store.ledger, now) == []


async def test_after_days_of_standing_still_only_the_newest_briefing_is_sent(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger, EIGHT + 3 * DAY)
    assert await progress(store.ledger) == [Progress.OPEN, *[Progress.SKIPPED] * 3]
    assert [each.day - TODAY for each in await past(store.ledger)] == [
        3 * DAY,
        2 * DAY,
        DAY,
        0 * DAY,
    ]


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.ENDED])
async def test_who_wants_none_gets_none(store: Store, state: Subscribed) -> None:
    await subscribe(store.ledger)
    await store.ledger.stand(place(), state, at=EVE, by=EDITOR)
    assert await plan(store.ledger) == 0


async def test_a_pause_ends_with_the_first_briefing_due_after_it(store: Store) -> None:
    await subscribe(store.ledger)
    until = EIGHT + DAY - MINUTE
    await store.ledger.stand(place(), Subscribed.PAUSED, at=EVE, until=until)
    assert [await plan(store.ledger), await plan(store.ledger, EIGHT + DAY)] == [0, 1]
    subscription = await store.ledger.subscription(place())
    assert subscription
    assert (subscription.state, subscription.since) == (Subscribed.ACTIVE, until)
    assert subscription.until is None


async def test_of_days_that_were_slept_through_those_within_a_pause_are_not_told_of(
    store: Store,
) -> None:
    await subscribe(store.ledger)
    until = EIGHT + DAY + HOUR
    await store.ledger.stand(place(), Subscribed.PAUSED, at=EVE, until=until)
    await plan(store.ledger, EIGHT + 3 * DAY)
    assert await progress(store.ledger) == [Progress.OPEN, Progress.SKIPPED]


async def test_a_suspended_place_is_tried_less_and_less_often(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await suspend(store.ledger, at=EIGHT + SECOND)
    tries = []
    for day in range(1, 130):
        if await plan(store.ledger, EIGHT + DAY * day):
            tries.append(day)
            await suspend(store.ledger, at=EIGHT + DAY * day + SECOND)
    assert tries == [1, 3, 7, 15, 31, 61, 91, 121]


async def test_a_suspended_place_can_be_tried_sooner_which_counts_as_a_try(store: Store) -> None:
    places = place(), place("one", "t"), place("two"), place("three")
    for where in places:
        await subscribe(store.ledger, where)
        await suspend(store.ledger, where, at=EVE)
    await store.ledger.stand(place("three"), Subscribed.ACTIVE, at=EVE)
    await store.ledger.retry("chat", ["one", "three", "four"], at=EVE + MINUTE)
    await store.ledger.retry("chat", ["one"], at=EVE + HOUR)
    await store.ledger.retry("other", ["two"], at=EVE + MINUTE)
    sooner, later = EVE + MINUTE, EVE + DAY / 2
    assert await retries(store, *places) == [sooner, sooner, later, None]
    assert await plan(store.ledger) == 3
    sooner = EIGHT + 3 * DAY / 2
    assert await retries(store, *places) == [sooner, sooner, later, None]
    assert await plan(store.ledger, EIGHT + DAY) == 2


async def test_what_was_slept_through_is_no_try(store: Store) -> None:
    await subscribe(store.ledger)
    await suspend(store.ledger, at=EVE)
    assert await plan(store.ledger, EIGHT + DAY + WINDOW + SECOND) == 0
    assert await plan(store.ledger, EIGHT + 2 * DAY) == 1


async def test_a_slot_with_many_places_is_served_in_pieces(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 3)
    for chat in range(8):
        await subscribe(store.ledger, place(str(chat)))
    steps = [await store.ledger.plan(EIGHT, window=WINDOW, limit=9) for _ in range(3)]
    assert [(step.slots, step.deliveries) for step in steps] == [(0, 3), (0, 3), (1, 2)]
    assert [step.next for step in steps] == [EIGHT, EIGHT, EIGHT + DAY]
    assert len(await claim(store.ledger)) == 8


async def test_what_is_begun_for_some_places_is_done_for_all_whatever_comes_between(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the program stops in the middle, and goes on when the next day is due."""
    monkeypatch.setattr(planning, "AT_ONCE", 3)
    for chat in range(8):
        await subscribe(store.ledger, place(str(chat)))
    await store.ledger.plan(EIGHT, window=WINDOW, limit=9)
    assert await plan(store.ledger, EIGHT + DAY) == 5 + 8
    for chat in range(8):
        assert [each.day for each in await past(store.ledger, place(str(chat)))] == [
            TODAY + DAY,
            TODAY,
        ]


async def test_small_slots_are_served_together_up_to_a_piece(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 3)
    for minute in range(5):
        await subscribe(store.ledger, place(str(minute)), slot=slot(8, minute))
    planned = await store.ledger.plan(EIGHT + HOUR, window=WINDOW, limit=9)
    assert (planned.slots, planned.deliveries) == (3, 3)
    assert await plan(store.ledger, EIGHT + HOUR) == 2


async def test_the_last_day_served_is_known(store: Store) -> None:
    subscription = await subscribe(store.ledger)
    assert await store.ledger.served(subscription.id) is None
    await plan(store.ledger)
    await record(store.ledger, await claim(store.ledger))
    await plan(store.ledger, EIGHT + DAY)
    assert await store.ledger.served(subscription.id) == (TODAY + DAY, EIGHT + DAY)


async def test_it_is_known_since_when_something_is_due_and_not_planned(store: Store) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    assert await ledger.unplanned(EIGHT - SECOND) is None
    assert await ledger.unplanned(EIGHT + HOUR) == EIGHT
    await plan(ledger, EIGHT + HOUR)
    assert await ledger.unplanned(EIGHT + HOUR) is None


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.SUSPENDED, Subscribed.ENDED])
async def test_what_nobody_waits_for_need_not_be_planned(store: Store, state: Subscribed) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await subscribe(ledger, place("later"), first=TODAY + DAY)
    await ledger.stand(place(), state, at=EVE)
    assert await ledger.unplanned(EIGHT + HOUR) is None
    await subscribe(ledger, place("two"))
    assert await ledger.unplanned(EIGHT + HOUR) == EIGHT
