"""What a place wishes is changed, and how it stands is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.edition import Subscribed, Wish
from tests.briefings import (
    DAY,
    EIGHT,
    EVE,
    HOUR,
    TODAY,
    place,
    plan,
    slot,
    subscribe,
    suspend,
)

if TYPE_CHECKING:
    from bot.store import Store

SOMEBODY = Account("chat", "somebody")


@pytest.mark.parametrize("state", Subscribed)
async def test_what_a_place_wishes_can_be_changed_and_it_stands_as_it_stood(
    store: Store, state: Subscribed
) -> None:
    ledger = store.ledger
    before = await subscribe(ledger)
    await ledger.stand(place(), state, at=EVE, reason="Gone.", until=EIGHT + 9 * HOUR)
    stood = await ledger.subscription(place())
    assert stood
    wish = Wish(slot=slot(9), most=9)
    after = await ledger.change(place(), wish, by=SOMEBODY, first=TODAY + DAY, at=EIGHT)
    assert after == await ledger.subscription(place())
    assert after == replace(stood, wish=wish, by=SOMEBODY, first=TODAY + DAY)
    assert after.id == before.id


async def test_where_nothing_is_subscribed_nothing_can_be_changed(store: Store) -> None:
    wish = Wish(slot=slot())
    changed = await store.ledger.change(place(), wish, by=SOMEBODY, first=TODAY, at=EIGHT)
    assert changed is None
    assert await store.ledger.subscription(place()) is None


async def test_a_suspended_place_that_is_changed_is_tried_as_seldom_as_before(
    store: Store,
) -> None:
    ledger = store.ledger
    await subscribe(ledger)
    await suspend(ledger, at=EVE)
    tries = []
    for day in range(16):
        wish = Wish(slot=slot(), most=1 + day % 2)
        await ledger.change(place(), wish, by=SOMEBODY, first=TODAY, at=EVE + day * DAY)
        tries += [day] * await plan(ledger, EIGHT + day * DAY)
    assert tries == [1, 3, 7, 15]
