"""A desk with a few stories on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.conversation import respond_line
from bot.desk import Desk
from bot.store.open import open_store
from tests.bot.managed import Clock, subscribed
from tests.bot.talking import Talker
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.reply import Reply
    from tests.bot.managed import Place

STORIES = (
    a_story("bridge-falls", headline="Old bridge of Lorrin falls", published="2026-11-01"),
    a_story("harbour-reopens", headline="Harbour of Lorrin reopens", published="2026-11-02"),
    a_story(
        "comet-seen",
        headline="Comet seen over Marrow",
        published="2026-11-03",
        topics=["Science", "Night sky"],
        facts=[{"text": "A comet of the tail star family was seen.", "sources": [1]}],
    ),
)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with three stories; the comet is the newest."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
    async for _ in desk.load(STORIES, lambda _: None):
        pass
    yield desk
    await store.close()


@pytest.fixture
async def without_stories() -> AsyncIterator[Desk]:
    """A newsroom without a story, whose owner writes."""
    store = await open_store("sqlite://")
    yield Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[READER])
    await store.close()


@pytest.fixture
def rita(desk: Desk) -> Talker:
    """Somebody at the terminal."""
    return Talker(desk, READER)


@pytest.fixture
def ask(desk: Desk) -> Callable[[str], Awaitable[Reply]]:
    """Type a line, as a reader at the terminal."""

    async def typed(line: str) -> Reply:
        _, reply = await respond_line(desk, line, who=READER, where=TERMINAL, language="en")
        return reply

    return typed


@pytest.fixture
def clock() -> Clock:
    """It is noon of a Tuesday, 13:00 in Paris."""
    return Clock()


@pytest.fixture
async def place(clock: Clock) -> AsyncIterator[Place]:
    """A place that is subscribed, daily at 8 in Paris."""
    async with subscribed(clock, STORIES) as place:
        yield place
