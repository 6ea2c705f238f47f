"""Who holds what at a moment, and how many places of a platform are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edition import Subscribed
from tests.briefings import EIGHT, LANE, LEASE, MINUTE, place, subscribe

if TYPE_CHECKING:
    from bot.store import Store


async def test_whoever_holds_a_lease_is_named_until_it_is_over(store: Store) -> None:
    ledger = store.ledger
    await ledger.lease("door", "one", now=EIGHT, until=EIGHT + LEASE)
    await ledger.lease("other", "two", now=EIGHT, until=EIGHT + 2 * LEASE)
    assert await ledger.holders(now=EIGHT) == {"door": "one", "other": "two"}
    assert await ledger.holders(now=EIGHT + LEASE + MINUTE / 2) == {"other": "two"}
    await ledger.release("other", "two")
    assert await ledger.holders(now=EIGHT) == {"door": "one"}


async def test_places_are_counted_while_they_are_told(store: Store) -> None:
    ledger = store.ledger
    for chat in "abc":
        await subscribe(ledger, place(chat))
    await subscribe(ledger, place("a", thread="7"))
    await ledger.stand(place("b"), Subscribed.SUSPENDED, at=EIGHT, reason="kicked")
    await ledger.stand(place("c"), Subscribed.ENDED, at=EIGHT)
    assert await ledger.subscribed(LANE) == 2
    assert await ledger.subscribed("another") == 0
