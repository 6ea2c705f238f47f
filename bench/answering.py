"""How many readers one core answers, and how fast a search is."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING

from bench.figures import Figure, percentile
from bench.newsroom import WEIGHTS, newsroom, vocabulary
from bot.adapter import Limits
from bot.address import Account, Address
from bot.answer import answer
from bot.cutting.pages import cut
from bot.reply import Citation, Run
from bot.request import Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.desk import Desk

SMALL, LARGE = 10_000, 100_000
ANSWERS = 5_000
SEARCHES = 400
POPULAR = 500  # stories that nearly all readers ask for, on any one day
NEVER_ASKED = "each story for the first time"
READER = Account("console", "bench")
HERE = Address("console", "bench")


def measure(run: Run) -> int:
    """Count as Telegram does."""
    return len(run.outlet) + 6 if isinstance(run, Citation) else len(run.text)


LIMITS = Limits(text=4096, measure=measure, overhead=6, marks=100, parts=100, choices=100)


async def answering(folder: Path) -> AsyncIterator[Figure]:
    """Measure `/facts` with few and with many stories, and search with many."""
    rates = {}
    for stories in (SMALL, LARGE):
        async with newsroom(folder, stories) as desk:
            for who, names in asked(stories).items():
                rates[who, stories] = await rate(desk, names)
                yield Figure(
                    what=f"/facts, {who}, {stories:,} stories",
                    value=rates[who, stories],
                    unit="answers/s",
                    goal="" if who == NEVER_ASKED else "≥ 5,000",
                    peer=rates.get((who, SMALL)) if stories == LARGE else None,
                    bare=f"the same with {SMALL:,} stories" if stories == LARGE else "",
                )
            if stories == LARGE:
                async for figure in searching(desk):
                    yield figure


def asked(stories: int) -> dict[str, Sequence[str]]:
    """What readers ask for: the newest; the stories of the day; or, at worst, another each time."""
    some = random.Random(3)  # noqa: S311 - no secret
    newest = [f"story-{stories - rank}" for rank in range(1, POPULAR + 1)]
    return {
        "the newest story": [""] * ANSWERS,
        f"the {POPULAR} newest by popularity": some.choices(
            newest, cum_weights=WEIGHTS[:POPULAR], k=ANSWERS
        ),
        NEVER_ASKED: [f"story-{number}" for number in some.sample(range(stories), ANSWERS // 5)],
    }


async def rate(desk: Desk, names: Sequence[str]) -> float:
    """Answer and cut one request after the other; answers a second."""
    requests = [
        Request(
            command="facts",
            arguments={"story": name} if name else {},
            who=READER,
            where=HERE,
            language="en",
        )
        for name in names
    ]
    if len(set(names)) < len(names):
        for request in requests[:POPULAR]:
            await answer(desk, request)
    start = time.perf_counter()
    for request in requests:
        cut(await answer(desk, request), LIMITS)
    return len(requests) / (time.perf_counter() - start)


async def searching(desk: Desk) -> AsyncIterator[Figure]:
    """Search for one to three words, as frequent as they are in the stories."""
    some, words = random.Random(4), vocabulary()  # noqa: S311 - no secret
    taken = []
    for number in range(SEARCHES):
        query = " ".join(some.choices(words, cum_weights=WEIGHTS, k=1 + number % 3))
        start = time.perf_counter()
        await desk.store.search(query, limit=10)
        taken.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(0)
    for share, goal in ((0.5, ""), (0.95, "< 20"), (1.0, "")):
        yield Figure(
            what=f"search, {LARGE:,} stories, {share:.0%} within",
            value=percentile(taken, share),
            unit="ms",
            goal=goal,
        )
