"""What became of deliveries is written down, whatever else is written with it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.edition import Progress
from bot.entries import Begun, Result
from bot.errors import StoreError, Unstorable
from bot.pushing import following
from bot.pushing.clock import Clock
from bot.pushing.recording import Recording
from bot.store.open import open_store
from bot.words import phrase
from tests.briefings import EIGHT, LEASE, claim, place, plan, progress, subscribe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.ledger import Ledger
    from bot.store import Store

POISON = "poison"


class Choking:
    """A ledger that cannot hold one reason, and is away for the first tries."""

    def __init__(self, ledger: Ledger, *, away: int = 0) -> None:
        self._ledger = ledger
        self._away = away

    async def record(self, worker: str, results: Sequence[Result], *, now: datetime) -> int:
        if self._away:
            self._away -= 1
            raise StoreError(phrase("The database {place} does not answer.", place="x"))
        if any(each.reason == POISON for each in results):
            raise Unstorable(phrase("The database {place} cannot hold this.", place="x"))
        return await self._ledger.record(worker, results, now=now)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await open_store("sqlite://")
    for chat in ("one", "two", "three"):
        await subscribe(store.ledger, place(chat))
    await plan(store.ledger)
    yield store
    await store.close()


async def ended(store: Store, reasons: dict[str, str], *, away: int = 0) -> dict[str, Progress]:
    """Let what is due end at once, for reasons, and tell how far it has come."""
    ledger = cast("Any", Choking(store.ledger, away=away))
    clock = Clock(store.ledger, lambda: datetime.now(UTC))
    recording = Recording(ledger, clock, worker="one", lease=LEASE)
    held = await claim(store.ledger)
    results = [
        Result(delivery=each, progress=Progress.REFUSED, reason=reasons[chat])
        for each in held
        for chat in [each.subscription.where.chat]
    ]
    async with asyncio.timeout(5):
        await asyncio.gather(*map(recording.end, results))
    return {chat: (await progress(store.ledger, place(chat)))[0] for chat in reasons}


async def test_what_can_never_be_written_holds_up_nothing_else(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        found = await ended(store, {"one": "", "two": POISON, "three": ""})
    assert found == {
        "one": Progress.REFUSED,
        "two": Progress.OPEN,
        "three": Progress.REFUSED,
    }
    (record,) = caplog.records
    assert "cannot be written down" in record.message


async def test_while_the_database_is_away_it_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AWAY", 0.01)
    found = await ended(store, {"one": "", "two": "", "three": ""}, away=3)
    assert {*found.values()} == {Progress.REFUSED}


async def test_who_begins_holds_a_delivery_for_the_lease(store: Store) -> None:
    clock = Clock(store.ledger, lambda: EIGHT)
    recording = Recording(store.ledger, clock, worker="one", lease=timedelta(hours=1))
    held = await claim(store.ledger)
    assert await recording.begin(Begun(held[0], 1, 1))
    again = await claim(store.ledger, EIGHT + LEASE, worker="two")
    assert {each.id for each in again} == {each.id for each in held[1:]}
