"""The clock of all copies, who holds what, and what outlives the program."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store.open import open_store
from tests.briefings import EIGHT, LEASE, MINUTE, SECOND, claim, past, plan, record, subscribe
from tests.engines import on_shared_engines

if TYPE_CHECKING:
    from bot.store import Store


async def test_the_clock_tells_the_time(store: Store) -> None:
    first = await store.ledger.clock()
    assert first.utcoffset() == timedelta()
    assert timedelta() <= await store.ledger.clock() - first < MINUTE


async def test_one_worker_at_a_time_holds_a_lease(store: Store) -> None:
    ledger = store.ledger
    ends = EIGHT + LEASE
    assert await ledger.lease("door", "one", now=EIGHT, until=ends)
    assert not await ledger.lease("door", "two", now=EIGHT, until=ends)
    assert await ledger.lease("other", "two", now=EIGHT, until=ends)
    assert await ledger.lease("door", "one", now=EIGHT, until=ends + SECOND)
    assert not await ledger.lease("door", "two", now=ends, until=ends + LEASE)
    assert await ledger.lease("door", "two", now=ends + SECOND, until=ends + LEASE)
    assert not await ledger.lease("door", "one", now=ends + SECOND, until=ends + LEASE)


async def test_a_lease_is_let_go_of_by_its_holder_alone(store: Store) -> None:
    ledger = store.ledger
    ends = EIGHT + LEASE
    await ledger.lease("door", "one", now=EIGHT, until=ends)
    await ledger.release("door", "two")
    assert not await ledger.lease("door", "two", now=EIGHT, until=ends)
    await ledger.release("door", "one")
    assert await ledger.lease("door", "two", now=EIGHT, until=ends)


@on_shared_engines
async def test_what_is_planned_and_recorded_outlives_the_program(
    store: Store, address: str
) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)
    await record(store.ledger, await claim(store.ledger), message="m1")
    await store.close()
    reopened = await open_store(address)
    assert [each.message for each in await past(reopened.ledger)] == ["m1"]
    await reopened.close()
