"""What every store knows of the sources that are read by themselves."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.wires import Item, Source, Taken, Wire
from tests.engines import on_shared_engines
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from tests.conftest import OpenStore

LEASE = timedelta(minutes=5)
LATER = NOON + timedelta(hours=1)


async def claimed(store: Store, *names: str, by: str = "copy", at: object = NOON) -> str | None:
    now = NOON if at is NOON else LATER
    wire = await store.wires.claim(names, by, now=now, until=now + LEASE)
    return wire.name if wire else None


async def test_a_new_source_is_due_at_once(store: Store) -> None:
    await store.wires.enrol(["one"], now=NOON)
    assert await store.wires.wires() == (Wire(name="one", next_at=NOON),)
    wire = await store.wires.claim(["one"], "copy", now=NOON, until=NOON + LEASE)
    assert wire == Wire(name="one", next_at=NOON + LEASE)


async def test_a_known_source_keeps_its_schedule_when_the_program_starts_again(
    store: Store,
) -> None:
    await store.wires.enrol(["one"], now=NOON)
    await store.wires.enrol(["one", "two"], now=LATER)
    assert [wire.next_at for wire in await store.wires.wires()] == [NOON, LATER]


async def test_no_source_is_no_fault(store: Store) -> None:
    await store.wires.enrol([], now=NOON)
    assert await claimed(store) is None
    assert await store.wires.wires() == ()


async def test_the_longest_due_is_read_first_and_each_once(store: Store) -> None:
    await store.wires.enrol(["late"], now=NOON + timedelta(seconds=1))
    await store.wires.enrol(["b", "a"], now=NOON)
    taken = [await claimed(store, "a", "b", "late", at=LATER) for _ in range(4)]
    assert taken == ["a", "b", "late", None]


async def test_a_copy_reads_only_what_is_in_its_settings(store: Store) -> None:
    await store.wires.enrol(["one", "two"], now=NOON)
    assert await claimed(store, "two") == "two"
    assert await claimed(store, "two") is None


async def test_what_is_not_due_is_left_alone(store: Store) -> None:
    await store.wires.enrol(["one"], now=LATER)
    assert await claimed(store, "one", at=NOON) is None
    assert await claimed(store, "one", at=LATER) == "one"


async def test_how_a_source_stands_is_kept_as_it_was_written_down(store: Store) -> None:
    await store.wires.enrol(["one"], now=NOON)
    wire = await store.wires.claim(["one"], "copy", now=NOON, until=NOON + LEASE)
    assert wire is not None
    after = Wire(
        name="one",
        etag='"x"',
        modified="Tue, 24 Nov 2026 12:00:00 GMT",
        read_at=NOON,
        next_at=LATER,
        came_at=NOON,
        came=3,
        waiting=2,
        failures=4,
        failing_since=NOON,
        reason="It took too long.",
        told_at=NOON,
    )
    assert await store.wires.settle(after, "copy")
    assert await store.wires.wires() == (after,)
    assert await store.wires.claim(["one"], "other", now=LATER, until=LATER + LEASE) == replace(
        after, next_at=LATER + LEASE
    )


async def test_a_copy_that_died_loses_its_lease_and_has_nothing_to_say_then(store: Store) -> None:
    await store.wires.enrol(["one"], now=NOON)
    wire = await store.wires.claim(["one"], "dead", now=NOON, until=NOON + LEASE)
    assert wire is not None
    assert await claimed(store, "one", by="other", at=LATER) == "one"
    assert not await store.wires.settle(replace(wire, reason="old"), "dead")
    assert await store.wires.settle(replace(wire, reason="new"), "other")
    assert not await store.wires.settle(replace(wire, reason="again"), "other")
    assert [each.reason for each in await store.wires.wires()] == ["new"]


async def test_who_lost_a_source_keeps_nothing_of_what_it_said(store: Store) -> None:
    source, item = (
        Source("one", "https://a.example", is_trusted=True),
        Item(a_story(), None, is_named=True),
    )
    await store.wires.enrol(["one"], now=NOON)
    await claimed(store, "one", by="dead")
    await claimed(store, "one", by="other", at=LATER)
    assert await store.wires.take(item, source, at=LATER, reader="dead") is Taken.LOST
    assert await store.find("harbour-reopens") is None
    assert await store.wires.take(item, source, at=LATER, reader="other") is Taken.PUBLISHED


@on_shared_engines
async def test_of_many_copies_each_source_is_read_by_one(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]
    names = [f"source {number}" for number in range(20)]
    await stores[0].wires.enrol(names, now=NOON)

    async def all_of(store: Store, copy: str) -> list[str]:
        taken = []
        while (name := await claimed(store, *names, by=copy)) is not None:
            taken.append(name)
        return taken

    taken = await asyncio.gather(*(all_of(store, f"copy {n}") for n, store in enumerate(stores)))
    assert sorted(name for each in taken for name in each) == sorted(names)
