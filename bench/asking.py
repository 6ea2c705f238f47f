"""Many people who ask at once: how fast a door answers them, beside a bare handler."""

from __future__ import annotations

import asyncio
import gc
import resource
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp

from bench.figures import Figure, percentile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator

TEXT = "What is known of a story, and who says so. " * 25
BURST = 1_500
SENDS, AT_ONCE = 3_000, 100
LOOK = 0.2  # seconds between two looks at how far they are


async def burst(base: str, start: Callable[[], Coroutine[Any, Any, None]]) -> dict[str, Any]:
    """Let everybody ask at once, twice: once for warmth."""
    gc.freeze()  # as `storydesk run` does; here for the bare peer as well
    running = asyncio.create_task(start())
    async with aiohttp.ClientSession() as session:
        figures: dict[str, Any] = {}
        for _ in range(2):
            await until(session, f"{base}/burst{BURST}", lambda begun: begun == BURST)
            figures = await until(
                session, f"{base}/figures", lambda figures: figures["answered"] == BURST
            )
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    return figures


def compared(door: dict[str, Any], bare: dict[str, Any], peer: str) -> Iterator[Figure]:
    """Set what a door does beside what *bare*, a bare handler, does."""
    yield Figure(
        what="/facts through our door, in a burst",
        value=door["answered"] / door["seconds"],
        unit="answers/s",
        goal="ratio ≥ 0.8",
        peer=bare["answered"] / bare["seconds"],
        bare=peer,
    )
    for share in (0.5, 0.99):
        yield Figure(
            what=f"the same, {share:.0%} answered within",
            value=percentile(door["waits"], share) * 1000,
            unit="ms",
            goal="ratio < 2",
            peer=percentile(bare["waits"], share) * 1000,
            bare=peer,
        )


async def sent(
    send: Callable[[int], Awaitable[object]], at_once: int = AT_ONCE
) -> tuple[float, float]:
    """Send some thousand messages; sends a second, and microseconds of processor a send."""
    await asyncio.gather(*map(send, range(at_once)))
    numbers = iter(range(SENDS))

    async def worker() -> None:
        for number in numbers:
            await send(number)

    start, cpu = time.perf_counter(), processor()
    await asyncio.gather(*(worker() for _ in range(at_once)))
    return SENDS / (time.perf_counter() - start), (processor() - cpu) / SENDS * 1_000_000


def processor() -> float:
    """Seconds of processor that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def until(session: aiohttp.ClientSession, url: str, reached: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - any JSON
    """Ask the platform's process again and again, until it says what is waited for."""
    while True:
        async with session.get(url) as response:
            said = await response.json()
        if reached(said):
            return said
        await asyncio.sleep(LOOK)
