"""The database is killed, full, locked or away during a push; nothing is lost, nothing doubled."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.engines import on_postgresql
from tests.postgresql import server
from tests.proofs.push import NONE_AMISS
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from bot.store import Store
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

ROOM = 65_536  # bytes; the database is larger, so that it finds none
LOCKED = 6.0  # seconds; longer than a program waits for another one
AWAY = 2.5  # seconds
SHORT = Haste(lease=AWAY / 2)
LONG = Haste(lease=5)

on_postgresql_alone = pytest.mark.parametrize(
    "engine", [pytest.param("postgresql", marks=on_postgresql)], indirect=True
)
on_a_file = pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)


async def ends_well(push: Push) -> None:
    """See to it that everybody has seen everything once."""
    states = await push.over()
    assert push.on_telegram() == push.on_discord() == NONE_AMISS
    assert states["telegram"].keys() == states["discord"].keys() == {"sent"}


@on_postgresql_alone
async def test_a_database_that_is_killed_costs_nobody_anything(
    store: Store, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=40, channels=60)
    worker = hire(haste=LONG)
    worker.start()
    for times in range(1, 5):
        await push.reached(25 * times)  # on a slow machine more stand there by then
        await asyncio.to_thread(server().kill)
        await asyncio.to_thread(server().start)
    await ends_well(push)
    await worker.stopped()


@on_postgresql_alone
async def test_what_became_of_a_send_is_written_first_once_the_database_is_back(
    store: Store, push: Push, hire: Hire
) -> None:
    """It was away for longer than a delivery is held: who takes it anew would send it again."""
    await push.due(store, chats=20, channels=20)
    worker = hire(haste=SHORT)
    worker.start()
    await push.reached(30)
    await asyncio.to_thread(server().kill)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(server().start)
    await ends_well(push)
    await worker.stopped()


@on_a_file
async def test_a_full_disk_holds_the_push_up_until_there_is_room(
    store: Store, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=20, channels=30)
    worker = hire(haste=SHORT)
    worker.start()
    await push.reached(20)
    before = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (ROOM, before[1]))
    await push.until(lambda: "no room left" in worker.log or "did not do its work" in worker.log)
    await asyncio.sleep(AWAY)
    assert push.is_open()
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, before)
    await ends_well(push)
    await worker.stopped()


@on_a_file
async def test_a_locked_database_holds_the_push_up_until_it_is_free(
    store: Store, push: Push, hire: Hire, address: str
) -> None:
    await push.due(store, chats=20, channels=30)
    worker = hire(haste=SHORT)
    worker.start()
    await push.reached(20)
    beside = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    beside.execute("BEGIN IMMEDIATE")
    await asyncio.sleep(LOCKED)
    assert "Another program holds the database" in worker.log
    assert push.is_open()
    beside.execute("ROLLBACK")
    beside.close()
    await ends_well(push)
    await worker.stopped()
