"""A newsroom of any size, invented, with words as unevenly frequent as people use them."""

from __future__ import annotations

import random
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.desk import Desk
from bot.store.open import open_store
from bot.story import Fact, Narrative, Source, Story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
VOCABULARY = 20_000
TOPICS = ("Trade", "Science", "Sport", "Weather", "Justice", "Health")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu")
# Zipf: the n-th most frequent word is used 1/n as often as the first.
WEIGHTS = [*accumulate(1 / rank for rank in range(1, VOCABULARY + 1))]


def vocabulary() -> list[str]:
    """Invent words, the frequent ones short."""
    some = random.Random(1)  # noqa: S311 - invented words are no secret
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 + len(words) * 5 // VOCABULARY
        words["".join(some.choices(SYLLABLES, k=length + some.randint(0, 3)))] = None
    return [*words]


def invented(count: int) -> Iterator[Story]:
    """Invent *count* stories of six facts, the oldest first."""
    words, some = vocabulary(), random.Random(2)  # noqa: S311 - the same

    def text(length: int) -> str:
        return " ".join(some.choices(words, cum_weights=WEIGHTS, k=length)).capitalize() + "."

    sources = tuple(Source(number=n, name=f"Outlet {n}") for n in range(1, 7))
    for number in range(count):
        facts = tuple(Fact(text=text(30), sources=(n,)) for n in range(1, 7))
        yield Story(
            slug=f"story-{number}",
            headline=text(8),
            summary=facts[0].text,
            published=NOW - timedelta(minutes=count - number),
            topics=(TOPICS[number % len(TOPICS)],),
            facts=facts,
            sources=sources,
            narratives=(
                Narrative(label="One side", text=text(50), providers=("Outlet 1",)),
                Narrative(label="Other side", text=text(50), providers=("Outlet 2",)),
            ),
        )


@asynccontextmanager
async def newsroom(folder: Path, stories: int) -> AsyncIterator[Desk]:
    """Open a desk over a file with that many stories."""
    store = await open_store(f"sqlite:///{folder / f'{stories}.db'}")
    desk = Desk(store, now=lambda: NOW, clock=time.monotonic)
    try:
        if not await desk.published():
            async for _ in desk.load([*invented(stories)], lambda _: None):
                pass
        yield desk
    finally:
        await store.close()
