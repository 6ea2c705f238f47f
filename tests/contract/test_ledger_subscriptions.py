"""Who wants what, how it stands, and what moves with a place; and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.edition import Progress, Subscribed
from tests.briefings import (
    DAY,
    EDITOR,
    EIGHT,
    EVE,
    HOUR,
    MINUTE,
    SECOND,
    TODAY,
    begin,
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
    from bot.edition import Subscription
    from bot.ledger import Ledger
    from bot.store import Store

SOMEBODY = Account("chat", "somebody")


async def known(ledger: Ledger, chat: str = "one", thread: str = "") -> Subscription:
    subscription = await ledger.subscription(place(chat, thread))
    assert subscription
    return subscription


async def test_a_place_without_a_subscription_has_none(store: Store) -> None:
    assert await store.ledger.subscription(place()) is None
    assert await store.ledger.stand(place(), Subscribed.PAUSED, at=EVE) is None


async def test_a_subscription_says_all_that_was_wished(store: Store) -> None:
    subscription = await subscribe(
        store.ledger,
        place("one", "t"),
        topics=("Trade", "Söder"),
        language="de",
        spoken="ar",
        most=3,
        silent=True,
    )
    assert subscription == await known(store.ledger, "one", "t")
    wish = subscription.wish
    assert (wish.slot, wish.topics, wish.language) == (slot(), ("Trade", "Söder"), "de")
    assert (wish.spoken, wish.most, wish.silent) == ("ar", 3, True)
    assert subscription.first == TODAY
    assert (subscription.by, subscription.state, subscription.since) == (
        EDITOR,
        Subscribed.ACTIVE,
        EVE,
    )


async def test_subscribing_again_changes_the_one_there_is(store: Store) -> None:
    before = await subscribe(store.ledger)
    await store.ledger.stand(place(), Subscribed.ENDED, at=EVE)
    after = await subscribe(store.ledger, slot=slot(9), at=EVE + MINUTE)
    assert (after.id, after.state, after.since) == (before.id, Subscribed.ACTIVE, EVE + MINUTE)
    assert [await plan(store.ledger), await plan(store.ledger, EIGHT + HOUR)] == [0, 1]


async def test_a_change_of_what_is_wished_keeps_since_when_it_is_active(store: Store) -> None:
    await subscribe(store.ledger)
    assert (await subscribe(store.ledger, most=1, at=EVE + MINUTE)).since == EVE


async def test_what_was_planned_stays_planned_when_the_time_is_changed(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await subscribe(store.ledger, slot=slot(9), at=EIGHT + MINUTE)
    assert await plan(store.ledger, EIGHT + HOUR) == 0
    (delivery,) = await claim(store.ledger, EIGHT + HOUR)
    assert (delivery.due, delivery.subscription.wish.slot) == (EIGHT, slot(9))


async def test_no_day_is_swallowed_though_the_slot_was_served_meanwhile(store: Store) -> None:
    """Whoever subscribes has looked at the clock a moment before the tick."""
    await subscribe(store.ledger, place("other"))
    await plan(store.ledger)
    await subscribe(store.ledger, at=EIGHT - SECOND)
    assert await plan(store.ledger) == 1


async def test_who_subscribes_after_the_hour_does_not_get_the_day_that_is_over(
    store: Store,
) -> None:
    await subscribe(store.ledger, place("other"))
    await plan(store.ledger)
    await subscribe(store.ledger, at=EIGHT + SECOND)
    assert [await plan(store.ledger), await plan(store.ledger, EIGHT + DAY)] == [0, 2]


@pytest.mark.parametrize(
    ("state", "progress_"),
    [
        (Subscribed.PAUSED, Progress.SKIPPED),
        (Subscribed.ENDED, Progress.SKIPPED),
        (Subscribed.SUSPENDED, Progress.LOST),
    ],
)
async def test_of_a_place_that_is_not_active_nothing_more_is_sent(
    store: Store, state: Subscribed, progress_: Progress
) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await subscribe(ledger, place("one", "thread"))
    await plan(ledger)
    stands = await ledger.stand(place(), state, at=EIGHT, by=SOMEBODY, reason="so", until=None)
    assert stands
    assert (stands.state, stands.since, stands.reason) == (state, EIGHT, "so")
    assert stands.by == SOMEBODY
    (closed,) = await past(ledger)
    assert (closed.progress, closed.at, closed.reason) == (progress_, EIGHT, "so")
    assert [each.subscription.where.thread for each in await claim(ledger)] == ["thread"]


async def test_what_was_closed_can_not_be_begun_by_who_holds_it(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    held = await claim(store.ledger)
    await store.ledger.stand(place(), Subscribed.PAUSED, at=EIGHT)
    assert await begin(store.ledger, held) == frozenset()


async def test_what_was_sent_stays_sent_when_its_place_is_lost(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await record(store.ledger, await claim(store.ledger))
    await suspend(store.ledger)
    assert await progress(store.ledger) == [Progress.SENT]


async def test_a_place_keeps_who_set_it_up_where_nobody_is_named(store: Store) -> None:
    await subscribe(store.ledger)
    await suspend(store.ledger)
    assert (await known(store.ledger)).by == EDITOR


async def test_a_pause_says_until_when(store: Store) -> None:
    await subscribe(store.ledger)
    await store.ledger.stand(place(), Subscribed.PAUSED, at=EVE, until=EIGHT + DAY)
    assert (await known(store.ledger)).until == EIGHT + DAY
    active = await store.ledger.stand(place(), Subscribed.ACTIVE, at=EVE + MINUTE)
    assert active
    assert (active.until, active.since) == (None, EVE + MINUTE)
    assert await plan(store.ledger) == 1


async def test_a_chat_that_is_open_again_has_all_its_suspended_subscriptions_back(
    store: Store,
) -> None:
    ledger = store.ledger
    for where in (place(), place("one", "t"), place("one", "u"), place("two")):
        await subscribe(ledger, where)
        await suspend(ledger, where)
    await ledger.stand(place("one", "u"), Subscribed.PAUSED, at=EIGHT)
    back = await ledger.revive("chat", "one", at=EIGHT + HOUR)
    assert [each.where.thread for each in back] == ["", "t"]
    assert {(each.state, each.reason, each.since) for each in back} == {
        (Subscribed.ACTIVE, "", EIGHT + HOUR)
    }
    assert (await known(ledger, "one", "u")).state is Subscribed.PAUSED
    assert (await known(ledger, "two")).state is Subscribed.SUSPENDED
    assert await ledger.revive("chat", "one", at=EIGHT) == ()


@pytest.mark.parametrize("thread", ["", "t"])
async def test_one_thread_of_a_chat_can_be_open_again_alone(store: Store, thread: str) -> None:
    ledger = store.ledger
    for each in ("", "t", "u"):
        await subscribe(ledger, place("one", each))
        await suspend(ledger, place("one", each))
    where = place("one", thread)
    back = await ledger.revive("chat", "one", at=EIGHT, is_open=lambda each: each == where)
    assert [each.where.thread for each in back] == [thread]
    lost = [await known(ledger, "one", each) for each in {"", "t", "u"} - {thread}]
    assert {each.state for each in lost} == {Subscribed.SUSPENDED}


async def test_the_past_is_told_the_newest_first_and_no_more_than_asked(store: Store) -> None:
    subscription = await subscribe(store.ledger)
    for day in range(3):
        await plan(store.ledger, EIGHT + DAY * day)
    told = await store.ledger.past(subscription.id, limit=2)
    assert [each.day for each in told] == [TODAY + 2 * DAY, TODAY + DAY]


async def test_a_chat_that_is_closed_has_all_its_active_subscriptions_suspended(
    store: Store,
) -> None:
    ledger = store.ledger
    for where in (place(), place("one", "t"), place("one", "u"), place("two")):
        await subscribe(ledger, where)
    await ledger.stand(place("one", "u"), Subscribed.PAUSED, at=EIGHT)
    assert await ledger.suspended("chat") == frozenset()
    lost = await ledger.lose("chat", "one", reason=lambda _: "Gone.", at=EIGHT)
    assert [each.where.thread for each in lost] == ["", "t"]
    assert {(each.state, each.reason, each.since) for each in lost} == {
        (Subscribed.SUSPENDED, "Gone.", EIGHT)
    }
    assert (await known(ledger, "one", "u")).state is Subscribed.PAUSED
    assert await ledger.suspended("chat") == {"one"}
    assert await ledger.suspended("other") == frozenset()


async def test_each_place_of_a_closed_chat_and_what_it_is_not_sent_has_a_reason_in_its_language(
    store: Store,
) -> None:
    ledger, theirs = store.ledger, {place("one"): "de", place("one", "t"): "ar"}
    for where, spoken in theirs.items():
        await subscribe(ledger, where, spoken=spoken)
    await plan(ledger)
    lost = await ledger.lose("chat", "one", reason=lambda wish: wish.told_in("en"), at=EIGHT)
    assert {each.where: each.reason for each in lost} == theirs
    for where, spoken in theirs.items():
        (unsent,) = await past(ledger, where)
        assert (unsent.progress, unsent.reason) == (Progress.LOST, spoken)
