"""What is set right, and what else its chat is told, on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edition import Progress, Subscribed
from tests.briefings import (
    DAY,
    EIGHT,
    LEASE,
    MINUTE,
    SECOND,
    claim,
    place,
    plan,
    record,
    subscribe,
    suspend,
)
from tests.contract.test_dispatches import NINE, amending, briefed, corrected, fanned

if TYPE_CHECKING:
    from bot.store import Store

NEXT = EIGHT + DAY


async def set_right(store: Store, *chats: str) -> None:
    """Let places be told of a story, and let that be corrected."""
    await briefed(store, *chats)
    await corrected(store)
    await fanned(store)


async def test_a_message_that_cannot_be_set_right_keeps_no_briefing_from_its_chat(
    store: Store,
) -> None:
    await set_right(store, "one")
    await record(store.ledger, await claim(store.ledger, NINE), Progress.OPEN, due=NEXT)
    await plan(store.ledger, NEXT)
    (briefing,) = await claim(store.ledger, NEXT)
    assert briefing.amends is None
    await record(store.ledger, [briefing], now=NEXT, spacing=SECOND)
    assert await claim(store.ledger, NEXT) == []
    assert await amending(store, NEXT + SECOND) == ["one-0"]


async def test_while_a_message_is_being_set_right_its_chat_is_told_nothing_else(
    store: Store,
) -> None:
    await set_right(store, "one")
    now = NEXT - SECOND
    (held,) = await claim(store.ledger, now)
    await plan(store.ledger, NEXT)
    assert await claim(store.ledger, NEXT, worker="two") == []
    assert await record(store.ledger, [held], Progress.OPEN, due=NEXT, now=NEXT) == 1
    assert [each.amends for each in await claim(store.ledger, NEXT, worker="two")] == [None]


async def test_who_died_over_setting_right_keeps_no_briefing_from_the_chat(store: Store) -> None:
    await set_right(store, "one")
    await claim(store.ledger, NEXT)
    await plan(store.ledger, NEXT)
    assert [each.amends for each in await claim(store.ledger, NEXT + LEASE)] == [None]


@pytest.mark.parametrize("days", [0, 5])
async def test_nothing_is_set_right_while_a_briefing_is_on_its_way_to_the_chat(
    store: Store, days: int
) -> None:
    await set_right(store, "one")
    now = NEXT + days * DAY
    if not days:
        await subscribe(store.ledger, place("one", "thread"), first=NEXT.date())
    await plan(store.ledger, now)
    (briefing,) = await claim(store.ledger, now, limit=1)
    assert briefing.amends is None
    assert await claim(store.ledger, now, worker="two") == []
    await record(store.ledger, [briefing], Progress.OPEN, due=now + MINUTE, now=now)
    assert await claim(store.ledger, now) == []


async def test_messages_of_a_chat_are_set_right_one_after_the_other(store: Store) -> None:
    await set_right(store, "one")
    await corrected(store, "It was a Wednesday.", NINE + SECOND)
    await fanned(store, NINE + SECOND)
    notes = []
    for _ in range(2):
        (held,) = await claim(store.ledger, NINE + SECOND)
        assert held.amends
        notes.append(held.amends.dispatch.note)
        assert await claim(store.ledger, NINE + SECOND, worker="two") == []
        await record(store.ledger, [held], now=NINE + SECOND)
    assert notes == ["It was a Tuesday.", "It was a Wednesday."]


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.ENDED, Subscribed.ACTIVE])
async def test_whatever_becomes_of_a_place_that_was_lost_what_stands_there_is_set_right(
    store: Store, state: Subscribed
) -> None:
    await briefed(store, "one", "two")
    for chat in ("one", "two"):
        await suspend(store.ledger, place(chat), at=NINE)
    await corrected(store)
    await fanned(store)
    await store.ledger.stand(place("one"), state, at=NINE)
    await subscribe(store.ledger, place("two"), at=NINE)
    assert await amending(store) == ["one-0", "two-0"]
