"""What is read often is kept within reach, and never for long after it changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from bot.reading.shelf import FRESH, KEPT, Shelf
from tests.invented import READER

if TYPE_CHECKING:
    from bot.address import Account


class Counting:
    """A store that counts what it is asked; its answers name the version they were read at."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.now = 1
        self.languages: dict[Account, str] = {}

    async def version(self) -> int:
        self.asked["version"] += 1
        return self.now

    async def published(self, story: int | str) -> Any:  # noqa: ANN401 - stands for a revision
        self.asked["published"] += 1
        return (story, self.now)

    async def topics(self) -> tuple[tuple[str, int], ...]:
        self.asked["topics"] += 1
        return (("version", self.now),)

    async def language(self, who: Account) -> str:
        self.asked["language"] += 1
        return self.languages.get(who, "en")


class Clock:
    """Goes forward when it is told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def store() -> Counting:
    return Counting()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(store: Counting, clock: Clock) -> Shelf:
    return Shelf(store, clock)  # type: ignore[arg-type] # it is asked for no more than it can


async def test_a_story_is_read_once(shelf: Shelf, store: Counting) -> None:
    for _ in range(5):
        await shelf.published("a")
    assert store.asked["published"] == 1


async def test_a_change_elsewhere_is_seen_after_a_second(
    shelf: Shelf, store: Counting, clock: Clock
) -> None:
    await shelf.topics()
    store.now = 2
    assert await shelf.topics() == (("version", 1),)
    clock.seconds += FRESH
    assert await shelf.topics() == (("version", 2),)


async def test_a_language_chosen_elsewhere_is_known_after_a_second(
    shelf: Shelf, store: Counting, clock: Clock
) -> None:
    assert await shelf.language(READER) == "en"
    store.languages[READER] = "de"
    assert await shelf.language(READER) == "en"
    clock.seconds += FRESH
    assert await shelf.language(READER) == "de"
    assert store.asked["language"] == 2


async def test_a_change_made_here_is_seen_at_once(shelf: Shelf, store: Counting) -> None:
    await shelf.topics()
    await shelf.language(READER)
    store.now, store.languages[READER] = 2, "de"
    shelf.forget()
    assert await shelf.topics() == (("version", 2),)
    assert await shelf.language(READER) == "de"


async def test_a_language_that_was_read_before_it_was_chosen_is_not_kept(
    shelf: Shelf, store: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = store.language

    async def overtaken(who: Account) -> str:
        read = await slow(who)
        store.languages[READER] = "de"
        shelf.forget()
        return read

    monkeypatch.setattr(store, "language", overtaken)
    await shelf.language(READER)
    monkeypatch.setattr(store, "language", slow)
    assert await shelf.language(READER) == "de"


async def test_the_version_is_asked_for_once_a_second(
    shelf: Shelf, store: Counting, clock: Clock
) -> None:
    for _ in range(100):
        await shelf.published("a")
        clock.seconds += FRESH / 10
    assert store.asked["version"] <= 11


async def test_no_more_is_kept_than_there_is_room_for(shelf: Shelf, store: Counting) -> None:
    for number in range(KEPT + 1):
        await shelf.published(number)
    await shelf.published(KEPT)
    await shelf.published(0)
    assert store.asked["published"] == KEPT + 2


async def test_what_was_read_before_a_change_is_not_kept_after_it(
    shelf: Shelf, store: Counting, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one reader waits for the store, another sees that the version moved."""
    slow = store.topics

    async def overtaken() -> tuple[tuple[str, int], ...]:
        read = await slow()
        store.now, clock.seconds = 2, clock.seconds + FRESH
        await shelf.published("another")
        return read

    monkeypatch.setattr(store, "topics", overtaken)
    await shelf.topics()
    monkeypatch.setattr(store, "topics", slow)
    assert await shelf.topics() == (("version", 2),)
