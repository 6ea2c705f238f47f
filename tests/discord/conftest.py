"""A desk, and a line to Discord that only writes down what is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.desk import Desk
from bot.store.open import open_store
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.discord.recording import Recording

OWNER = "42"
STORIES = (
    a_story("bridge-falls", headline="Old bridge of Lorrin falls", published="2026-11-01"),
    a_story("harbour-reopens", headline="Harbour of Lorrin reopens", published="2026-11-02"),
    a_story("comet-seen", headline="Comet seen over Marrow", published="2026-11-03"),
)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with three stories; the comet is the newest."""
    store = await open_store("sqlite://")
    owners = [Account("discord", OWNER)]
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=owners)
    async for _ in desk.load(STORIES, lambda _: None):
        pass
    yield desk
    await store.close()


@pytest.fixture
async def line() -> AsyncIterator[Recording]:
    """The line."""
    from tests.discord.recording import Recording

    async with Recording() as line:
        yield line
