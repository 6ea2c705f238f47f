"""What a store on PostgreSQL holds after its server was killed, and after a test was."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from bot.store.open import open_store
from tests.engines import on_postgresql
from tests.hands import numbered, whole
from tests.invented import NOON
from tests.postgresql import Server, connected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store import Store

pytestmark = on_postgresql

ROUNDS = 12
HANDS = 4


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server of its own, which may be killed."""
    server = Server()
    yield server
    server.close()


async def save_on(store: Store, hand: int, said: dict[str, int]) -> None:
    """Save, publish and load until the server is gone; note each number the store has said."""
    slug = f"story-{hand}"
    try:
        while True:
            number = said.get(slug, 0) + 1
            revision = await store.save(numbered(slug, number), by="hand", at=NOON)
            said[slug] = max(number, revision.number)
            await store.publish(slug, revision.number, at=NOON)
            files = [numbered(f"file-{hand}-{n}", number) for n in range(3)]
            await store.load(files, at=NOON)
    except StoreError as error:
        assert "does not answer" in str(error)  # noqa: PT017 - whoever saves is told, and no more


async def hold_together(store: Store, said: dict[str, int]) -> None:
    """See that all that was said is there, and nothing of it half."""
    assert await store.check() == ()
    for slug, number in said.items():
        revisions = await store.revisions(slug)
        assert [r.number for r in revisions] == [*range(1, len(revisions) + 1)]
        assert len(revisions) in {number, number + 1}
        assert all(whole(revision.story) for revision in revisions)
        said[slug] = len(revisions)
    for hand in range(HANDS):
        files = [await store.find(f"file-{hand}-{n}") for n in range(3)]
        assert len({file and file.number for file in files}) == 1


async def killed(server: Server, rounds: int) -> None:
    """Kill the server again and again while one store saves, and see what is there afterwards."""
    store = await open_store(server.fresh())
    said: dict[str, int] = {}
    for round_ in range(rounds):
        hands = [asyncio.create_task(save_on(store, hand, said)) for hand in range(HANDS)]
        await asyncio.sleep(0.1 + 0.03 * round_)
        await asyncio.to_thread(server.kill)
        await asyncio.gather(*hands)
        with pytest.raises(StoreError, match="goes on as soon as it answers"):
            await store.latest(limit=1)
        await asyncio.to_thread(server.start)
        await hold_together(store, said)
    await store.close()
    assert len(said) == HANDS


async def test_a_killed_server_leaves_nothing_half_and_the_store_goes_on_with_the_next_one(
    own_server: Server,
) -> None:
    await killed(own_server, ROUNDS)


async def test_a_killed_process_of_the_server_is_outlived_too(own_server: Server) -> None:
    """The server then ends every connection and recovers, as it does when memory runs out."""
    store = await open_store(own_server.fresh())
    said: dict[str, int] = {}
    hands = [asyncio.create_task(save_on(store, hand, said)) for hand in range(HANDS)]
    await asyncio.sleep(0.3)
    with connected(own_server.address()) as beside:
        (victim,) = beside.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'storydesk'"
        ).fetchone() or (0,)
        os.kill(victim, signal.SIGKILL)
        await asyncio.gather(*hands)
    await asyncio.to_thread(own_server.start)
    await hold_together(store, said)
    await store.close()


def test_no_server_stays_behind_when_a_test_is_killed() -> None:
    code = "from tests.postgresql import server; print(server().folder, flush=True); input()"
    with subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as test:
        assert test.stdout
        folder = Path(test.stdout.readline().strip())
        assert folder.joinpath("data", "postmaster.pid").exists()
        test.kill()
    ends = time.monotonic() + 20
    while folder.exists():
        assert time.monotonic() < ends
        time.sleep(0.02)
