"""What moves with a place that has another address now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.address import Account
from bot.edition import Progress, Subscribed
from tests.briefings import EIGHT, claim, place, plan, progress, record, slot, subscribe

if TYPE_CHECKING:
    from bot.edition import Subscription
    from bot.ledger import Ledger
    from bot.store import Store


async def known(ledger: Ledger, chat: str = "one", thread: str = "") -> Subscription:
    subscription = await ledger.subscription(place(chat, thread))
    assert subscription
    return subscription


async def test_with_a_chat_everything_of_it_moves(store: Store) -> None:
    ledger = store.ledger
    before = await subscribe(ledger)
    await subscribe(ledger, place("one", "t"))
    await plan(ledger)
    held = await claim(ledger, limit=1)
    await ledger.move(place(), place("new"), at=EIGHT)
    assert await ledger.subscription(place()) is None
    assert (await known(ledger, "new")).id == before.id
    assert (await known(ledger, "new", "t")).wish == before.wish
    assert await claim(ledger) == []  # its order goes with it
    await record(ledger, held, Progress.OPEN, due=EIGHT)
    (again,) = await claim(ledger)
    assert (again.id, again.subscription.where.chat) == (held[0].id, "new")


async def test_moving_twice_is_harmless(store: Store) -> None:
    await subscribe(store.ledger)
    for _ in range(2):
        await store.ledger.move(place(), place("new"), at=EIGHT)
    assert (await known(store.ledger, "new")).state is Subscribed.ACTIVE


async def test_where_the_new_place_has_a_subscription_that_one_stays(store: Store) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    new = await subscribe(ledger, place("new"), slot=slot(9))
    await plan(ledger)
    await ledger.move(place(), place("new"), at=EIGHT)
    assert (await known(ledger)).state is Subscribed.ENDED
    assert await known(ledger, "new") == new
    assert await progress(ledger) == [Progress.SKIPPED]


async def test_with_a_chat_moves_who_writes_in_its_name_and_the_language_they_chose(
    store: Store,
) -> None:
    old, new = Account(place().platform, "one"), Account(place().platform, "new")
    await store.speak(old, "de")
    await subscribe(store.ledger)
    await store.ledger.stand(place(), Subscribed.ACTIVE, at=EIGHT, by=old)
    await subscribe(store.ledger, place("one", "t"))
    await store.ledger.move(place(), place("new"), at=EIGHT)
    assert await store.language(new) == "de"
    assert await store.language(old) is None
    assert (await known(store.ledger, "new")).by == new
    assert (await known(store.ledger, "new", "t")).by not in {old, new}


async def test_a_language_that_was_chosen_in_the_new_place_stays(store: Store) -> None:
    old, new = Account(place().platform, "one"), Account(place().platform, "new")
    await store.speak(old, "de")
    await store.speak(new, "es")
    for _ in range(2):
        await store.ledger.move(place(), place("new"), at=EIGHT)
    assert await store.language(new) == "es"


async def test_with_a_thread_alone_no_language_moves(store: Store) -> None:
    old = Account(place().platform, "one")
    await store.speak(old, "de")
    await store.ledger.move(place("one", "t"), place("two", "v"), at=EIGHT)
    assert await store.language(old) == "de"


async def test_a_thread_moves_alone(store: Store) -> None:
    await subscribe(store.ledger)
    await subscribe(store.ledger, place("one", "t"))
    await store.ledger.move(place("one", "t"), place("two", "v"), at=EIGHT)
    assert (await known(store.ledger, "two", "v")).state is Subscribed.ACTIVE
    assert (await known(store.ledger)).state is Subscribed.ACTIVE
