"""Each guarantee of the ledger taken away by itself: a test of the contract must notice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import null, select, update

from bot.store import claiming, driver, lane_statements, ledger_statements
from bot.store.ledger import SqlLedger
from bot.store.ledger_rows import delivery_of
from bot.store.ledger_tables import IS_OPEN, deliveries, leases
from bot.store.listed import rows
from bot.store.open import open_store
from tests.briefings import place, plan, subscribe
from tests.contract import test_ledger_claiming as claims
from tests.contract import test_ledger_hands as hands
from tests.contract import test_ledger_leases as holds
from tests.contract import test_ledger_planning as plans
from tests.contract import test_ledger_recording as records
from tests.couriers import deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.edition import Delivery
    from bot.entries import Begun, Claimed
    from bot.pace import Lane
    from bot.store import Store
    from tests.conftest import OpenStore


def without(statement: Any, *columns: str) -> Any:  # noqa: ANN401 - any statement that has a WHERE
    """Leave out of a statement's conditions those that name one of *columns*."""
    whole = statement.whereclause.clauses
    kept = [each for each in whole if not any(name in str(each) for name in columns)]
    bare = statement._generate()  # noqa: SLF001 - a copy, which SQLAlchemy makes for itself alike
    bare._where_criteria = ()  # noqa: SLF001 - the same
    return bare.where(*kept)


async def due(store: Store) -> None:
    await subscribe(store.ledger)
    await plan(store.ledger)


async def test_a_record_without_its_fence_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await due(store)
    unfenced = without(ledger_statements.RECORD, "owner", "attempt")
    monkeypatch.setattr(ledger_statements, "RECORD", unfenced)
    with pytest.raises(AssertionError):
        await records.test_who_lost_its_lease_can_neither_begin_nor_record(store.ledger)


async def test_a_record_fenced_by_the_worker_alone_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await due(store)
    monkeypatch.setattr(ledger_statements, "RECORD", without(ledger_statements.RECORD, "attempt"))
    with pytest.raises(AssertionError):
        await records.test_the_attempt_fences_off_the_same_worker_too(store.ledger)


async def test_a_begin_that_lets_everybody_go_on_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin(_: SqlLedger, __: str, begun: Sequence[Begun], **___: object) -> frozenset[int]:
        return frozenset(each.delivery.id for each in begun)

    await due(store)
    monkeypatch.setattr(SqlLedger, "begin", begin)
    with pytest.raises(AssertionError):
        await records.test_who_lost_its_lease_can_neither_begin_nor_record(store.ledger)


async def test_a_begin_that_is_not_written_down_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await due(store)
    forgotten = ledger_statements.BEGIN.values(begun_at=null())
    monkeypatch.setattr(ledger_statements, "BEGIN", forgotten)
    with pytest.raises(AssertionError):
        await records.test_what_was_begun_and_never_recorded_may_have_arrived(store.ledger)


async def test_deliveries_without_their_unique_key_are_noticed(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = {each for each in deliveries.indexes if not each.unique}
    monkeypatch.setattr(deliveries, "indexes", loose)
    store = await open_store(address)
    with pytest.raises(AssertionError):
        await plans.test_a_slot_that_is_served_again_gives_nobody_a_second_briefing(store)
    await store.close()


async def test_a_claim_that_does_not_look_at_the_chat_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    unordered = tuple(_claim_without_order(each) for each in ledger_statements.CLAIMS)
    monkeypatch.setattr(ledger_statements, "CLAIMS", unordered)
    with pytest.raises((AssertionError, ValueError)):
        await claims.test_a_chat_is_told_one_thing_after_the_other_the_oldest_first(store)


def _claim_without_order(claim: Any) -> Any:  # noqa: ANN401 - a statement
    (inner,) = claim.whereclause.right.element.get_final_froms()
    loose = without(inner.element, "older").cte("chosen")
    bare = claim._generate()  # noqa: SLF001 - as above
    bare._where_criteria = ()  # noqa: SLF001 - as above
    return bare.where(deliveries.c.id.in_(select(loose.c.id)))


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
async def test_a_claim_that_chooses_first_and_takes_later_is_noticed(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one worker it would look right."""
    whole = SqlLedger.claim
    chosen: dict[str, list[int]] = {}
    oldest = select(deliveries.c.id).where(IS_OPEN).order_by(deliveries.c.rank).limit(3)

    async def claim(ledger: SqlLedger, lane: str, pace: Lane, **asked: Any) -> Claimed:  # noqa: ANN401 - as the ledger's own
        found = await ledger._database.rows(oldest)  # noqa: SLF001 - it stands for the ledger's own
        chosen[asked["worker"]] = [row[0] for row in found]
        return await whole(ledger, lane, pace, **asked)

    async def take(
        connection: AsyncConnection, asked: dict[str, Any], _: int
    ) -> tuple[Delivery, ...]:
        ids = chosen[asked["worker"]]
        values = {"owner": asked["worker"], "held_until": asked["until"]}
        taken = update(deliveries).where(IS_OPEN, deliveries.c.id.in_(ids)).values(values)
        await connection.execute(taken.values(attempt=deliveries.c.attempt + 1))
        listed = {"ids": rows([id_] for id_ in ids)}
        found = await driver.rows(connection, ledger_statements.DELIVERIES, listed)
        return tuple(map(delivery_of, found))

    monkeypatch.setattr(SqlLedger, "claim", claim)
    monkeypatch.setattr(claiming, "_claim", take)
    stores = [await open_store() for _ in range(hands.HANDS)]
    await hands.a_morning(stores[0].ledger)
    sent = await asyncio.gather(
        *(deliver(store.ledger, f"worker {hand}") for hand, store in enumerate(stores))
    )
    with pytest.raises(AssertionError):
        await hands.each_was_sent_once(stores[0].ledger, list(sent))


async def test_a_lane_that_forgets_what_it_gave_away_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget(*_: object) -> None:
        """Write nothing."""

    for chat in ("one", "two", "three"):
        await subscribe(store.ledger, place(chat))
    await plan(store.ledger)
    monkeypatch.setattr(claiming, "_set", forget)
    with pytest.raises(AssertionError):
        await claims.test_no_more_are_given_than_the_lane_has_places_for(store.ledger)


async def test_a_lease_that_asks_nobody_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    eager = lane_statements._lease.on_conflict_do_update(  # noqa: SLF001 - to build it anew
        index_elements=["name"],
        set_={"owner": lane_statements._lease.excluded.owner},  # noqa: SLF001 - the same
    ).returning(leases.c.name)
    monkeypatch.setattr("bot.store.leasing.LEASE", eager)
    with pytest.raises(AssertionError):
        await holds.test_one_worker_at_a_time_holds_a_lease(store)
