"""The morning plans what is due, says how long a long push takes, and misses its database."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.entries import Planned
from bot.errors import StoreError
from bot.pace import Lane
from bot.pushing import morning as module
from bot.pushing.clock import SETTING, Clock
from bot.pushing.morning import AT_ONCE, LONG, Morning
from bot.store.open import open_store
from bot.words import phrase
from tests.briefings import EIGHT, HOUR, LANE, WINDOW, place, subscribe
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store import Store
    from bot.words import Phrase


class Bell:
    """As much of an alarm as the morning needs."""

    def __init__(self) -> None:
        self.sounded: list[tuple[str, str]] = []

    def sound(self, cause: str, said: Phrase) -> None:
        self.sounded.append((cause, str(said)))


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await open_store("sqlite://")
    yield store
    await store.close()


def a_morning(store: Store, rate: float) -> Morning:
    clock = Clock(store.ledger, lambda: EIGHT)
    lanes = {LANE: Lane(rate=rate, share=1), "other": Lane(rate=rate, share=1)}
    return Morning(store.ledger, clock, window=WINDOW, lanes=lanes)


@pytest.mark.parametrize(("rate", "times"), [(0.1, 1), (1.0, 0)])
async def test_of_a_push_that_takes_more_than_a_minute_it_is_said_once_how_long(
    store: Store, caplog: pytest.LogCaptureFixture, rate: float, times: int
) -> None:
    for number in range(9):
        await subscribe(store.ledger, place(str(number)))
    morning = a_morning(store, rate)
    for _ in range(3):
        await morning.look()
    said = [record.message for record in caplog.records if "go out through" in record.message]
    assert len(said) == times
    assert all(f"9 briefings go out through {LANE}" in each for each in said)
    assert all("takes 2 minutes" in each for each in said)


async def test_nothing_is_planned_by_a_time_that_was_told_more_than_a_minute_ago(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, told = EIGHT, EIGHT
    planned: list[datetime] = []

    async def clock() -> datetime:
        return told

    def rest() -> None:
        nonlocal now, told
        now, told = now + SETTING, told + SETTING + HOUR

    async def plan(at: datetime, **_: object) -> Planned:
        planned.append(at)
        asyncio.get_running_loop().call_soon(rest)
        return Planned(AT_ONCE, 0, None)

    monkeypatch.setattr(store.ledger, "clock", clock)
    monkeypatch.setattr(store.ledger, "plan", plan)
    morning = Morning(store.ledger, Clock(store.ledger, lambda: now), window=WINDOW)
    running = asyncio.create_task(morning.run(lambda *_: None))
    async with asyncio.timeout(PATIENCE):
        while len(planned) < 3:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert planned[:3] == [EIGHT + number * (SETTING + HOUR) for number in range(3)]


async def test_a_database_that_stays_away_is_told_of(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreError(phrase("The disk is full."))

    now: datetime = EIGHT
    bell = Bell()
    clock = Clock(store.ledger, lambda: now)
    morning = Morning(store.ledger, clock, window=WINDOW, alarm=bell)  # type: ignore[arg-type] # all that it needs is there
    monkeypatch.setattr(module, "AWAY", 0.001)
    monkeypatch.setattr(store.ledger, "plan", away)
    running = asyncio.create_task(morning.run(lambda *_: None))
    await asyncio.sleep(0.02)
    assert not bell.sounded
    monkeypatch.setattr(store.ledger, "clock", away)
    now += LONG + timedelta(seconds=1)
    async with asyncio.timeout(PATIENCE):
        while not bell.sounded:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)
    cause, said = bell.sounded[0]
    assert cause == "database"
    assert "The disk is full." in said
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
