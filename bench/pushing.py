"""A push to very many chats on a platform that enforces its limit, beside what others do.

The limit is Telegram's thirty a second, and all of it, also what the peers wait, `FASTER` times as
fast as there, so that it ends soon. `FASTER=1 python -m bench push` takes the real time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

import aiohttp

from adapters.telegram.adapter import Telegram
from bench.asking import until
from bench.broadcasting import broadcast, limited
from bench.figures import ROOT, Figure
from bench.loopback import platform
from bench.morning import awaited, planned
from bot.pace import LANES
from bot.store.open import open_store
from tests.engines import address_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

FASTER = float(os.environ.get("FASTER", "5"))
CHATS = 2_000
PAID = int(os.environ.get("PAID", "20000"))  # chats of a push that costs Stars
FOR_STARS = LANES[1000].rate / LANES[30].rate
LIMIT = 30  # messages a second, as Telegram's FAQ has it
RUNS = (("sqlite file", 1), ("postgresql", 1), ("postgresql", 4))


async def pushing(folder: Path) -> AsyncIterator[Figure]:
    """Push with one and with several processes, as others do, and fast for Stars."""
    async for figure in compared(folder):
        yield figure
    for engine in ("sqlite file", "postgresql"):
        async for figure in _ours(folder, engine, 1, chats=PAID, faster=FOR_STARS, limit=1_000):
            yield figure


async def compared(folder: Path) -> AsyncIterator[Figure]:
    """Push to a platform that enforces its limit, and let others do it too."""
    limit = round(LIMIT * FASTER)
    for engine, processes in RUNS:
        async for figure in _ours(
            folder, engine, processes, chats=CHATS, faster=FASTER, limit=limit
        ):
            yield figure
    with platform("bench.limiting_api", str(limit)) as base:
        peers: tuple[tuple[str, Callable[[str, int, float], Awaitable[None]]], ...] = (
            ("python-telegram-bot, AIORateLimiter", limited),
            ("the usual loop, 0.05 s between sends", broadcast),
        )
        for name, peer in peers:
            async with aiohttp.ClientSession() as session:
                await _asked(session, f"{base}/begin")
                await peer(base, CHATS, FASTER)
                for figure in _told(name, await _asked(session, f"{base}/figures"), CHATS):
                    yield figure


async def _ours(
    folder: Path, engine: str, processes: int, *, chats: int, faster: float, limit: int
) -> AsyncIterator[Figure]:
    own = folder / f"{engine} {processes} {chats}"
    own.mkdir()
    with platform("bench.limiting_api", str(limit)) as base:
        done = await pushed(
            address_of(engine, own), base, processes=processes, chats=chats, faster=faster
        )
    several = "1 process" if processes == 1 else f"{processes} processes"
    for figure in _told(f"{engine}, {several}, {limit}/s", done, chats):
        yield figure
    ideal = (chats - 1) / (Telegram.pace.rate * faster)
    yield Figure(
        what="  of the ideal pace", value=100 * ideal / done["seconds"], unit="%", goal="≥ 97"
    )


async def pushed(
    address: str, base: str, *, processes: int, chats: int, faster: float
) -> dict[str, Any]:
    """Let so many processes push, and give what the platform says of it."""
    store = await open_store(address)
    await awaited(store, "telegram", chats)
    with ExitStack() as stack:
        for _ in range(processes):
            stack.enter_context(_courier(address, base, faster))
        async with aiohttp.ClientSession() as session:
            await _asked(session, f"{base}/begin")
            assert await planned(store.ledger) == chats  # noqa: S101 - else nothing is measured
            done = await until(session, f"{base}/figures", lambda done: done["chats"] == chats)
    await store.close()
    return cast("dict[str, Any]", done)


@contextmanager
def _courier(address: str, base: str, faster: float) -> Iterator[None]:
    """Start a process that delivers, and wait until it looks for something to deliver."""
    command = [sys.executable, "-m", "bench.morning", address, base, str(faster)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            cast("IO[str]", process.stdout).readline()
            yield
        finally:
            process.kill()


def _told(who: str, done: dict[str, Any], chats: int) -> Iterator[Figure]:
    yield Figure(what=f"{chats:,} chats: {who}", value=done["seconds"], unit="s")
    yield Figure(what="  answers 429", value=done["refused"], unit="", goal="0")
    yield Figure(what="  chats missed", value=chats - done["chats"], unit="", goal="0")
    doubled = done["messages"] - done["chats"]
    yield Figure(what="  messages doubled", value=doubled, unit="", goal="0")


async def _asked(session: aiohttp.ClientSession, url: str) -> Any:  # noqa: ANN401 - any JSON
    async with session.get(url) as response:
        return await response.json()
