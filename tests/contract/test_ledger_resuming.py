"""What was lost while a place was suspended comes once that is active again, if it is in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edition import Progress, Subscribed
from tests.briefings import (
    DAY,
    EIGHT,
    HOUR,
    MINUTE,
    SECOND,
    TODAY,
    WINDOW,
    begin,
    claim,
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

    from bot.ledger import Ledger
    from bot.store import Store


async def resume(ledger: Ledger, at: datetime) -> None:
    await ledger.stand(place(), Subscribed.ACTIVE, at=at)


async def revive(ledger: Ledger, at: datetime) -> None:
    await ledger.revive("chat", "one", at=at)


async def subscribe_again(ledger: Ledger, at: datetime) -> None:
    await subscribe(ledger, at=at, first=TODAY + DAY)


@pytest.mark.parametrize("back", [resume, revive, subscribe_again])
@pytest.mark.parametrize("late", [False, True])
async def test_the_last_one_that_was_lost_comes(
    store: Store,
    back: object,
    *,
    late: bool,
) -> None:
    ledger, now = store.ledger, EIGHT + (HOUR if late else MINUTE)
    await subscribe(ledger)
    await plan(ledger)
    await suspend(ledger)
    assert callable(back)
    await back(ledger, now)
    (delivery,) = await claim(ledger, now)
    assert (delivery.day, delivery.due, delivery.late) == (TODAY, EIGHT, late)


async def test_what_is_too_late_stays_lost(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await suspend(store.ledger)
    await resume(store.ledger, EIGHT + WINDOW)
    assert await progress(store.ledger) == [Progress.LOST]


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.ENDED])
async def test_where_nothing_is_wanted_nothing_comes(store: Store, state: Subscribed) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await suspend(store.ledger)
    await store.ledger.stand(place(), state, at=EIGHT + MINUTE)
    await resume(store.ledger, EIGHT + MINUTE)
    assert await progress(store.ledger) == [Progress.LOST]


async def test_what_was_left_out_for_a_pause_is_not_made_up_for(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await store.ledger.stand(place(), Subscribed.PAUSED, at=EIGHT)
    await resume(store.ledger, EIGHT + MINUTE)
    assert await progress(store.ledger) == [Progress.SKIPPED]


async def test_of_two_days_the_last_one_comes(store: Store) -> None:
    """The time was changed meanwhile, so that both are still in time."""
    ledger = store.ledger
    await subscribe(ledger, slot=slot(20), first=TODAY - DAY, at=EIGHT - DAY)
    await plan(ledger, EIGHT - DAY / 2)
    await suspend(ledger, at=EIGHT - DAY / 2)
    await subscribe(ledger, slot=slot(0), first=TODAY, at=EIGHT - 11 * HOUR)
    await suspend(ledger, at=EIGHT - 11 * HOUR)
    await resume(ledger, EIGHT - 10 * HOUR)
    await plan(ledger, EIGHT - 8 * HOUR)
    await suspend(ledger, at=EIGHT - 8 * HOUR)
    await resume(ledger, EIGHT - 7 * HOUR)
    assert await progress(ledger) == [Progress.OPEN, Progress.LOST]


async def test_a_further_part_that_was_lost_comes_and_the_others_do_not_come_twice(
    store: Store,
) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await plan(ledger)
    first = await claim(ledger)
    await begin(ledger, first, parts=3)
    await record(ledger, first, Progress.SENT)
    second = await claim(ledger)
    await begin(ledger, second, parts=3)
    await suspend(ledger)
    await record(ledger, second, Progress.LOST)
    assert await progress(ledger) == [Progress.LOST, Progress.LOST, Progress.SENT]
    await resume(ledger, EIGHT + MINUTE)
    assert await progress(ledger) == [Progress.OPEN, Progress.OPEN, Progress.SENT]
    (again,) = await claim(ledger, EIGHT + MINUTE)
    assert (again.part, again.parts, again.edition) == (1, 3, 1)


@pytest.mark.parametrize("end", [Progress.SENT, Progress.REFUSED])
async def test_what_is_being_sent_while_it_is_lost_and_comes_again_is_ended_by_who_sends_it(
    store: Store, end: Progress
) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await plan(ledger)
    held = await claim(ledger)
    await begin(ledger, held)
    await suspend(ledger)
    await resume(ledger, EIGHT + SECOND)
    assert await claim(ledger, EIGHT + SECOND) == []
    await record(ledger, held, end)
    assert await progress(ledger) == [end]


async def test_what_was_lost_in_two_ways_at_once_is_not_held_and_has_not_arrived(
    store: Store,
) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await plan(ledger)
    held = await claim(ledger)
    await begin(ledger, held)
    await suspend(ledger)
    await record(ledger, held, Progress.LOST)
    await resume(ledger, EIGHT + SECOND)
    (again,) = await claim(ledger, EIGHT + SECOND)
    assert again.unsure == 0
