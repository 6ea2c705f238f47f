"""How much the delivery ledger does: a day's ticks, and claim and record, up to a million."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import time as clock
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import available_timezones

from sqlalchemy import insert

from bench.figures import Figure, percentile
from bot.edition import Progress, Subscribed
from bot.entries import Result
from bot.pace import Lane
from bot.schedule import Slot
from bot.store.ledger_rows import slot_row
from bot.store.ledger_tables import slots, subscriptions
from bot.store.open import open_store
from bot.store.rows import micros_of
from tests.engines import address_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.ledger import Ledger
    from bot.store.sql import SqlStore

ENGINES = tuple(os.environ.get("ENGINES", "sqlite file,postgresql").split(","))
SIZES = tuple(map(int, os.environ.get("PLACES", "1000,10000,100000,1000000").split(",")))
SLOTS = 20_000  # so many distinct times a million places have
PEAK = 10  # one place of so many wants the same hour as all the others of them
BUFFERS = "512MB"  # as much as a server with a million rows should be given
BATCH = 1000
RECORDED = 100_000  # enough to measure; the other rows stay there meanwhile
MIDNIGHT = datetime(2026, 11, 26, tzinfo=UTC)
WINDOW = timedelta(days=2)  # what was planned early in the day is to be measured too
LEASE = timedelta(minutes=1)
MINUTE = timedelta(minutes=1)
FREE = Lane(rate=1e9, share=1e9)


@dataclass(frozen=True, slots=True)
class Day:
    """What the ticks of a day took.

    Args:
        ticks: seconds of each that served anything.
        idle: seconds of each that did not.
        waits: seconds that as many calls of a thread took which had nothing to do.
        deliveries: how many they have written.
        work: seconds that a processor worked for this process.
    """

    ticks: list[float]
    idle: list[float]
    waits: list[float]
    deliveries: int
    work: float


async def ledger(folder: Path) -> AsyncIterator[Figure]:
    """Measure on each engine, with ever more places."""
    os.environ.setdefault("POSTGRES_BUFFERS", BUFFERS)
    for engine in ENGINES:
        for places in SIZES:
            own = folder / f"{engine} {places}"
            own.mkdir()
            store = cast("SqlStore", await open_store(address_of(engine, own)))
            await _fill(store, places)
            gc.freeze()  # as `storydesk run` does
            async for figure in _measured(store.ledger, f"{engine}, {places:,} places"):
                yield figure
            await store.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure(what="memory at most", value=memory, unit="MiB", goal="< 300")


async def _measured(kept: Ledger, where: str) -> AsyncIterator[Figure]:
    day = await _day(kept)
    yield Figure(
        what=f"{where}: ticks of a day", value=sum(day.ticks + day.idle), unit="s", goal="< 25"
    )
    yield Figure(what="  of that, this process at work", value=day.work, unit="s")
    yield Figure(what="  deliveries planned", value=day.deliveries, unit="")
    yield Figure(what="  the longest tick", value=max(day.ticks), unit="s", goal="< 1")
    idle = [1000 * each for each in day.idle]
    yield Figure(what="  a tick without work, median", value=percentile(idle, 0.5), unit="ms")
    yield Figure(what="  the same, 99 of 100", value=percentile(idle, 0.99), unit="ms", goal="< 2")
    # A machine that is busy with other things lets this wait as long.
    waited = percentile([1000 * each for each in day.waits], 0.99)
    yield Figure(what="  a thread without work, 99 of 100", value=waited, unit="ms")
    number = min(day.deliveries, RECORDED)
    begun = clock.process_time()
    rate = await _claimed_and_recorded(kept, number)
    work = 1_000_000 * (clock.process_time() - begun) / number
    yield Figure(what="  claim and record, one worker", value=rate, unit="/s", goal="> 20,000")
    yield Figure(what="  of that, this process at work for each", value=work, unit="µs")


async def _day(kept: Ledger) -> Day:
    """Let a day pass, minute by minute."""
    ticks: list[float] = []
    idle: list[float] = []
    waits: list[float] = []
    planned, begun = 0, clock.process_time()
    for minute in range(24 * 60 + 1):
        now = MIDNIGHT + MINUTE * minute
        while True:
            start = clock.perf_counter()
            done = await kept.plan(now, window=WINDOW, limit=BATCH)
            taken = clock.perf_counter() - start
            planned += done.deliveries
            (ticks if done.slots or done.deliveries else idle).append(taken)
            if done.next is None or done.next > now:
                break
        start = clock.perf_counter()
        await asyncio.to_thread(int)
        waits.append(clock.perf_counter() - start)
    return Day(ticks, idle, waits, planned, clock.process_time() - begun)


async def _claimed_and_recorded(kept: Ledger, number: int) -> float:
    """Give how many deliveries a second one worker claims and records, in groups.

    As in a push, it claims more while those before are being recorded.
    """
    now = MIDNIGHT + timedelta(days=1)
    claimed, done = 0, 0
    recording = asyncio.create_task(asyncio.sleep(0, 0))
    start = clock.perf_counter()
    while claimed < number:
        now += timedelta(milliseconds=1)
        given = await kept.claim("chat", FREE, worker="one", now=now, lease=LEASE, limit=BATCH)
        results = [
            Result(delivery=delivery, progress=Progress.SENT, message="1234567890")
            for delivery, _ in given.deliveries
        ]
        claimed += len(results)
        done += await recording
        recording = asyncio.create_task(kept.record("one", results, now=now))
    done += await recording
    return done / (clock.perf_counter() - start)


async def _fill(store: SqlStore, places: int) -> None:
    """Write subscriptions without the ceremony of each being a transaction."""
    times = [*_times(max(1, min(SLOTS, places // 50)))]
    async with store._database.writing() as connection:  # noqa: SLF001 - a bench may fill a table
        await connection.execute(insert(slots), [_slot_row(each) for each in times])
        for start in range(0, places, 10_000):
            numbers = range(start, min(places, start + 10_000))
            await connection.execute(
                insert(subscriptions), [_place_row(number, len(times)) for number in numbers]
            )


def _times(number: int) -> Iterator[Slot]:
    """Give so many distinct times: every quarter of an hour, in ever more zones."""
    zones = sorted(zone for zone in available_timezones() if zone.startswith(("Eu", "As", "Am")))
    for each in range(number):
        zone, quarter = divmod(each, 96)
        yield Slot(time(quarter // 4, quarter % 4 * 15), zones[zone * 37 % len(zones)])


def _slot_row(slot: Slot) -> dict[str, object]:
    coming = slot.after(MIDNIGHT)
    due, day = micros_of(coming.at), coming.day.toordinal()
    return {**slot_row(slot), "next_due": due, "next_day": day, "planned_to": 0}


def _place_row(number: int, times: int) -> dict[str, object]:
    return {
        "platform": "chat",
        "chat": f"-100{number * 7919 % 10_000_019}",
        "thread": "",
        "slot": 1 if number % PEAK == 0 else number % times + 1,
        "topics": "[]",
        "language": None,
        "spoken": None,
        "most": 5,
        "silent": 0,
        "by_platform": "chat",
        "by_person": "1",
        "state": Subscribed.ACTIVE,
        "since": micros_of(MIDNIGHT),
        "reason": "",
        "until": None,
        "first": date.min.toordinal(),
        "tries": 0,
        "retry": None,
    }
