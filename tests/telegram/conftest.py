"""A desk, and a line to Telegram that only writes down what is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.desk import Desk
from bot.store.open import open_store
from tests.invented import NOON, a_story
from tests.telegram.recording import Recording

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OWNER = 42
STORIES = (
    a_story("bridge-falls", headline="Old bridge of Lorrin falls", published="2026-11-01"),
    a_story("harbour-reopens", headline="Harbour of Lorrin reopens", published="2026-11-02"),
    a_story("comet-seen", headline="Comet seen over Marrow", published="2026-11-03"),
)


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the library's warning, as the door does when it is made."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with three stories; the comet is the newest."""
    store = await open_store("sqlite://")
    owners = [Account("telegram", str(OWNER))]
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=owners)
    async for _ in desk.load(STORIES, lambda _: None):
        pass
    yield desk
    await store.close()


@pytest.fixture
def line() -> Recording:
    """The line."""
    return Recording()
