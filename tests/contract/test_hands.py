"""Several hands at once: tasks of one program, several stores, several processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.errors import Conflict
from tests.engines import on_shared_engines
from tests.hands import follow, numbered, open_once, save_some, several, whole
from tests.invented import NOON

if TYPE_CHECKING:
    from bot.store import Store
    from tests.conftest import OpenStore

HANDS = 8


async def saved_at_once(stores: list[Store]) -> list[int]:
    revisions = await asyncio.gather(
        *(
            store.save(numbered("shared", n), by=f"hand:{n}", at=NOON)
            for n, store in enumerate(stores)
        )
    )
    return [revision.number for revision in revisions]


async def won(stores: list[Store]) -> list[bool]:
    """Whether each was taken that changes revision 1 of the story, all at once."""
    await stores[0].save(numbered("shared", 100), by="first", at=NOON)
    results = await asyncio.gather(
        *(
            store.save(numbered("shared", n), by="hand", at=NOON, follows=1)
            for n, store in enumerate(stores)
        ),
        return_exceptions=True,
    )
    assert all(isinstance(result, Conflict) for result in results if isinstance(result, Exception))
    return [not isinstance(result, Exception) for result in results]


async def test_savers_at_once_get_numbers_without_a_gap(store: Store) -> None:
    assert sorted(await saved_at_once([store] * HANDS)) == [*range(1, HANDS + 1)]
    assert {r.by for r in await store.revisions("shared")} == {f"hand:{n}" for n in range(HANDS)}


@on_shared_engines
async def test_savers_of_several_stores_get_numbers_without_a_gap(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    assert sorted(await saved_at_once(stores)) == [*range(1, HANDS + 1)]


@on_shared_engines
async def test_savers_of_several_processes_get_numbers_without_a_gap(
    open_store: OpenStore, address: str
) -> None:
    loop = asyncio.get_running_loop()
    with several(4) as pool:
        calls = [loop.run_in_executor(pool, save_some, address, n, 10) for n in range(4)]
        numbers = [number for got in await asyncio.gather(*calls) for number in got]
    assert sorted(numbers) == [*range(1, 41)]
    revisions = await (await open_store()).revisions("shared")
    assert [revision.number for revision in revisions] == [*range(1, 41)]
    assert all(whole(revision.story) for revision in revisions)


async def test_of_changes_made_on_one_revision_exactly_one_wins(store: Store) -> None:
    assert sum(await won([store] * HANDS)) == 1
    assert len(await store.revisions("shared")) == 2


@on_shared_engines
async def test_of_changes_from_several_stores_exactly_one_wins(open_store: OpenStore) -> None:
    assert sum(await won([await open_store() for _ in range(HANDS)])) == 1


@on_shared_engines
async def test_of_changes_from_several_processes_exactly_one_wins(
    store: Store, address: str
) -> None:
    await store.save(numbered("shared", 100), by="first", at=NOON)
    loop = asyncio.get_running_loop()
    with several(4) as pool:
        calls = [loop.run_in_executor(pool, follow, address, n) for n in range(4)]
        assert sum(await asyncio.gather(*calls)) == 1


@on_shared_engines
async def test_processes_that_open_a_fresh_store_at_once_are_all_served(address: str) -> None:
    loop = asyncio.get_running_loop()
    with several(6) as pool:
        calls = [loop.run_in_executor(pool, open_once, address) for _ in range(6)]
        assert len(set(await asyncio.gather(*calls))) == 1


async def test_loaders_at_once_take_each_file_once(store: Store) -> None:
    files = [numbered(f"file-{n}", n) for n in range(20)]
    results = await asyncio.gather(*(store.load(files, at=NOON) for _ in range(HANDS)))
    changes = [loaded.change for loadeds in results for loaded in loadeds]
    assert (changes.count("new"), changes.count("same")) == (20, 20 * (HANDS - 1))
    assert (await store.counts()).revisions == 20


async def test_readers_see_whole_stories_whatever_is_written(store: Store) -> None:
    files = [numbered(f"file-{n}", 0) for n in range(10)]
    await store.load(files, at=NOON)

    async def write(hand: int) -> None:
        for n in range(1, 11):
            number = hand * 100 + n
            await store.load([numbered(story.slug, number) for story in files], at=NOON)

    async def read() -> None:
        while writers:
            batch = await store.latest(limit=10)
            assert len({revision.story.headline for revision in batch}) == 1
            hits = await store.search("said", limit=3)
            assert all(whole(revision.story) for revision in batch)
            assert all(whole(hit.revision.story) for hit in hits)

    writers = {asyncio.create_task(write(hand)) for hand in range(HANDS)}
    for writer in writers:
        writer.add_done_callback(writers.discard)
    await asyncio.gather(*tuple(writers), read(), read())
    assert await store.check() == ()


async def test_who_is_cancelled_while_saving_harms_nobody(store: Store) -> None:
    for n in range(20):
        task = asyncio.create_task(store.save(numbered("shared", n), by="hand", at=NOON))
        for _ in range(n):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await store.save(numbered("shared", 100), by="hand", at=NOON)
    revisions = await store.revisions("shared")
    # What was cancelled last may still come behind: whoever waits for a lock has begun.
    assert [revision.number for revision in revisions] == [*range(1, len(revisions) + 1)]
    assert all(whole(revision.story) for revision in revisions)


async def test_who_is_cancelled_while_reading_harms_nobody(store: Store) -> None:
    await store.load([numbered("shared", 1)], at=NOON)
    for n in range(20):
        task = asyncio.create_task(store.latest(limit=1))
        for _ in range(n % 5):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert len(await store.latest(limit=1)) == 1


async def test_closing_waits_for_what_is_being_written(open_store: OpenStore, address: str) -> None:
    store = await open_store()
    task = asyncio.create_task(store.save(numbered("shared", 1), by="hand", at=NOON))
    await asyncio.sleep(0)
    await store.close()
    saved = await task
    assert saved.number == 1
    if address != "sqlite://":
        assert await (await open_store()).find("shared") == saved
