"""What a place that cannot be reached loses, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edition import Subscribed
from tests.briefings import DAY, EIGHT, HOUR, place, subscribe

if TYPE_CHECKING:
    from bot.address import Address
    from bot.ledger import Ledger
    from bot.store import Store


async def lose(ledger: Ledger, only: Address | None = None, reason: str = "Gone.") -> list[Address]:
    lost = await ledger.lose("chat", "one", reason=lambda _: reason, at=EIGHT, only=only)
    return [each.where for each in lost]


async def state(ledger: Ledger, where: Address) -> Subscribed:
    found = await ledger.subscription(where)
    assert found is not None
    return found.state


async def test_one_place_of_a_chat_is_lost_by_itself(store: Store) -> None:
    for where in (place(), place("one", "t")):
        await subscribe(store.ledger, where)
    assert await lose(store.ledger, place("one", "t")) == [place("one", "t")]
    assert await state(store.ledger, place()) is Subscribed.ACTIVE


async def test_what_is_lost_already_is_not_lost_again_but_knows_the_newest_reason(
    store: Store,
) -> None:
    await subscribe(store.ledger)
    assert await lose(store.ledger) == [place()]
    assert await lose(store.ledger, reason="Removed.") == []
    found = await store.ledger.subscription(place())
    assert found is not None
    assert (found.state, found.reason) == (Subscribed.SUSPENDED, "Removed.")


async def test_a_place_whose_pause_is_over_is_lost_as_any_that_is_active(store: Store) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await ledger.stand(place(), Subscribed.PAUSED, at=EIGHT - DAY, until=EIGHT + HOUR)
    assert await lose(ledger) == []
    assert await state(ledger, place()) is Subscribed.PAUSED
    await ledger.stand(place(), Subscribed.PAUSED, at=EIGHT - DAY, until=EIGHT)
    assert await lose(ledger) == [place()]
    assert await state(ledger, place()) is Subscribed.SUSPENDED
