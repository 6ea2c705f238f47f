"""Begin and record: what became of a delivery is written by whoever holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edition import Progress, Subscribed
from tests.briefings import (
    DAY,
    EIGHT,
    HOUR,
    LEASE,
    MINUTE,
    SECOND,
    WINDOW,
    begin,
    claim,
    past,
    place,
    plan,
    progress,
    record,
    subscribe,
    suspend,
)

if TYPE_CHECKING:
    from bot.edition import Delivery
    from bot.ledger import Ledger
    from bot.store import Store

FINAL = [each for each in Progress if each is not Progress.OPEN]


@pytest.fixture
async def ledger(store: Store) -> Ledger:
    """A ledger with one delivery that is due."""
    await subscribe(store.ledger)
    await plan(store.ledger)
    return store.ledger


async def in_parts(ledger: Ledger, parts: int) -> Delivery:
    """Claim a delivery and begin it as the first of some parts."""
    (delivery,) = await claim(ledger)
    await begin(ledger, [delivery], parts=parts)
    return delivery


@pytest.mark.parametrize("final", FINAL)
async def test_what_became_of_a_delivery_is_kept(ledger: Ledger, final: Progress) -> None:
    now = EIGHT + SECOND
    held = await claim(ledger)
    assert await record(ledger, held, final, now=now, reason="so", message="m1") == 1
    (told,) = await past(ledger)
    assert (told.progress, told.at, told.reason, told.message) == (final, now, "so", "m1")
    assert await claim(ledger, EIGHT + HOUR) == []


async def test_recorded_again_it_stays_as_it_was(ledger: Ledger) -> None:
    held = await claim(ledger)
    assert await record(ledger, held, message="m1") == 1
    assert await record(ledger, held, Progress.REFUSED) == 0
    assert [each.message for each in await past(ledger)] == ["m1"]


async def test_what_is_tried_again_is_given_when_it_is_due(ledger: Ledger) -> None:
    held = await claim(ledger)
    due = EIGHT + 5 * MINUTE
    assert await record(ledger, held, Progress.OPEN, due=due, unsure=1, reason="busy") == 1
    (waiting,) = await past(ledger)
    assert (waiting.progress, waiting.at, waiting.reason) == (Progress.OPEN, None, "busy")
    assert await claim(ledger, due - SECOND) == []
    (again,) = await claim(ledger, due)
    assert (again.attempt, again.unsure) == (2, 1)


async def test_who_does_not_hold_a_delivery_can_neither_begin_nor_record_it(
    ledger: Ledger,
) -> None:
    held = await claim(ledger)
    assert await begin(ledger, held, worker="two") == frozenset()
    assert await record(ledger, held, worker="two") == 0
    assert await progress(ledger) == [Progress.OPEN]


async def test_who_lost_its_lease_can_neither_begin_nor_record(ledger: Ledger) -> None:
    lost = await claim(ledger)
    now = EIGHT + LEASE
    held = await claim(ledger, now, worker="two")
    assert await begin(ledger, lost, now) == frozenset()
    assert await record(ledger, lost, Progress.REFUSED, now=now) == 0
    assert await begin(ledger, held, now, worker="two") == {held[0].id}
    assert await record(ledger, held, now=now, worker="two") == 1


async def test_the_attempt_fences_off_the_same_worker_too(ledger: Ledger) -> None:
    lost = await claim(ledger)
    now = EIGHT + LEASE
    held = await claim(ledger, now)
    assert await begin(ledger, lost, now) == frozenset()
    assert await record(ledger, lost, Progress.REFUSED, now=now) == 0
    assert await record(ledger, held, now=now) == 1


async def test_nothing_is_begun_once_the_lease_is_over(ledger: Ledger) -> None:
    """Though nobody has taken it yet: somebody may at any moment."""
    held = await claim(ledger)
    assert await begin(ledger, held, EIGHT + LEASE) == frozenset()


async def test_what_was_begun_and_never_recorded_may_have_arrived(ledger: Ledger) -> None:
    unsure = []
    for each in range(3):
        now = EIGHT + LEASE * each
        held = await claim(ledger, now)
        unsure.append(held[0].unsure)
        await begin(ledger, held, now)
    assert unsure == [0, 1, 2]


@pytest.mark.parametrize("unsure", [0, 1])
async def test_what_may_have_arrived_is_not_said_to_have_come_too_late(
    ledger: Ledger, unsure: int
) -> None:
    held = await claim(ledger)
    if unsure:
        await record(ledger, held, Progress.OPEN, due=EIGHT + SECOND, unsure=unsure)
    else:
        await begin(ledger, held)
    assert await claim(ledger, EIGHT + WINDOW) == []
    assert await progress(ledger) == [Progress.UNCERTAIN]


async def test_who_begins_holds_a_delivery_for_a_whole_lease_from_then_on(ledger: Ledger) -> None:
    held = await claim(ledger)
    now = EIGHT + LEASE - SECOND
    await begin(ledger, held, now)
    assert await claim(ledger, now + LEASE - SECOND, worker="two") == []
    assert await begin(ledger, held, now + LEASE - SECOND) == {held[0].id}
    assert len(await claim(ledger, now + 2 * LEASE, worker="two")) == 1


@pytest.mark.parametrize("said", ["a\0b", "half \ud83d", "whole \U0001f600"])
async def test_whatever_a_platform_says_can_be_written_down(ledger: Ledger, said: str) -> None:
    delivery = await in_parts(ledger, 2)
    await record(ledger, [delivery], Progress.REFUSED, reason=said, message=said)
    assert all(said.startswith(each.reason[0]) for each in await past(ledger))
    await suspend(ledger, reason=said)
    found = await ledger.subscription(place())
    assert found
    assert found.reason == said.replace("\0", "").replace("\ud83d", "?")


async def test_what_was_claimed_and_never_begun_has_not_arrived(ledger: Ledger) -> None:
    await claim(ledger)
    (again,) = await claim(ledger, EIGHT + LEASE)
    assert again.unsure == 0


async def test_what_was_begun_and_recorded_is_counted_by_the_record_alone(ledger: Ledger) -> None:
    held = await claim(ledger)
    await begin(ledger, held)
    await record(ledger, held, Progress.OPEN, due=EIGHT + SECOND)
    (again,) = await claim(ledger, EIGHT + SECOND)
    assert again.unsure == 0


async def test_of_a_group_only_those_still_held_are_written(store: Store) -> None:
    ledger = store.ledger
    for chat in ("one", "two", "three"):
        await subscribe(ledger, place(chat))
    await plan(ledger)
    first, *others = await claim(ledger)
    await record(ledger, [first], Progress.OPEN, due=EIGHT)
    await claim(ledger, worker="two")
    assert await record(ledger, [first, *others], message="m") == 2


async def test_the_next_of_a_chat_waits_for_its_spacing(ledger: Ledger) -> None:
    delivery = await in_parts(ledger, 2)
    await record(ledger, [delivery], spacing=3 * SECOND)
    assert await claim(ledger, EIGHT + 2 * SECOND) == []
    assert [each.part for each in await claim(ledger, EIGHT + 3 * SECOND)] == [1]


async def test_a_spacing_concerns_no_other_chat(ledger: Ledger) -> None:
    await subscribe(ledger, place("two"))
    await plan(ledger)
    first, second = await claim(ledger)
    await record(ledger, [first], spacing=HOUR)
    await record(ledger, [second], Progress.OPEN, due=EIGHT + SECOND)
    assert len(await claim(ledger, EIGHT + SECOND)) == 1


@pytest.mark.parametrize("failed", [Progress.LOST, Progress.REFUSED, Progress.EXPIRED])
async def test_with_one_part_the_others_of_its_briefing_fail(
    ledger: Ledger, failed: Progress
) -> None:
    delivery = await in_parts(ledger, 3)
    await record(ledger, [delivery], failed, reason="so")
    assert {(each.progress, each.reason) for each in await past(ledger)} == {(failed, "so")}


async def test_a_part_that_failed_leaves_other_days_and_what_was_sent_alone(
    ledger: Ledger,
) -> None:
    delivery = await in_parts(ledger, 3)
    await record(ledger, [delivery])
    now = EIGHT + DAY
    await plan(ledger, now)
    (second,) = await claim(ledger, EIGHT + HOUR)
    await record(ledger, [second], Progress.REFUSED, now=EIGHT + HOUR)
    expected = [Progress.OPEN, Progress.REFUSED, Progress.REFUSED, Progress.SENT]
    assert await progress(ledger) == expected


async def test_a_try_that_arrives_makes_a_suspended_place_active(ledger: Ledger) -> None:
    await suspend(ledger)
    now = EIGHT + DAY
    await plan(ledger, now)
    held = await claim(ledger, now)
    assert held[0].subscription.state is Subscribed.SUSPENDED
    await record(ledger, held, now=now)
    subscription = await ledger.subscription(place())
    assert subscription
    assert (subscription.state, subscription.reason) == (Subscribed.ACTIVE, "")
    assert (subscription.since, await plan(ledger, now + DAY)) == (now, 1)


async def test_what_arrived_while_its_place_was_closed_is_still_known(ledger: Ledger) -> None:
    held = await claim(ledger)
    await ledger.stand(place(), Subscribed.PAUSED, at=EIGHT)
    assert await record(ledger, held, Progress.OPEN, due=EIGHT) == 0
    assert await progress(ledger) == [Progress.SKIPPED]
    assert await record(ledger, held, message="m1") == 1
    assert [each.message for each in await past(ledger)] == ["m1"]
