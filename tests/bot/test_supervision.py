"""What falls over is started again, and is seen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.desk import Desk
from bot.errors import Problem, StoreError
from bot.pushing.clock import Clock
from bot.running import supervision as module
from bot.running.alarm import Alarm
from bot.running.health import Health
from bot.running.supervision import Supervisor
from bot.standing import Condition
from bot.store.open import open_store
from bot.words import phrase, words_for
from tests.invented import NOON
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.running.supervision import Part
    from bot.store import Store

REFUSED = phrase("The token is refused.")


class Stage:
    """A supervisor, the waits it takes and the clock it reads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOON
        self.waits: list[float] = []
        self.supervisor = Supervisor(
            store, copy="here", now=lambda: self.now, words=words_for("en"), sleep=self.sleep
        )

    async def sleep(self, seconds: float) -> None:
        """Wait for nothing, but write down for how long."""
        self.waits.append(seconds)
        await asyncio.sleep(0)

    async def conditions(self) -> dict[str, tuple[Condition, str]]:
        """Tell what stands in the store of each part."""
        return {each.part: (each.condition, each.reason) for each in await self.store.standings()}


class Failing:
    """A health file that can never be written.

    Args:
        error: why.
    """

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.written = 0

    async def write(self, _: object) -> None:
        """Count, and fail."""
        self.written += 1
        raise self._error


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Give an empty one."""
    store = await open_store("sqlite://")
    yield Stage(store)
    await store.close()


async def ended(running: asyncio.Task[None]) -> None:
    """Cancel, and wait for the end."""
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def falling(times: int, *errors: Exception) -> tuple[Part, asyncio.Event]:
    """Make a part that falls over some times, and then stays open."""
    open_now = asyncio.Event()
    falls = [errors[number % len(errors)] for number in range(times)]

    async def part(ready: Callable[[], None]) -> None:
        if falls:
            raise falls.pop()
        ready()
        open_now.set()
        await asyncio.Event().wait()

    return part, open_now


async def test_a_part_that_falls_over_is_started_again_after_longer_and_longer_waits(
    stage: Stage,
) -> None:
    part, open_now = falling(9, ValueError("broken"), StoreError(phrase("The disk is full.")))
    running = asyncio.create_task(stage.supervisor.keep({"door": part}, {}))
    await asyncio.wait_for(open_now.wait(), PATIENCE)
    await ended(running)
    assert stage.waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_part_that_was_open_for_long_is_started_again_soon(stage: Stage) -> None:
    lives = 0

    async def part(ready: Callable[[], None]) -> None:
        nonlocal lives
        lives += 1
        if lives in {1, 2, 4}:
            raise ValueError
        ready()
        if lives == 3:
            stage.now += timedelta(hours=1)
            raise ValueError
        await asyncio.Event().wait()

    running = asyncio.create_task(stage.supervisor.keep({"door": part}, {}))
    while lives < 5:
        assert not running.done()
        await asyncio.sleep(0.01)
    await ended(running)
    assert stage.waits == [1, 2, 1, 2]


async def test_one_part_falling_over_does_not_take_the_other_down(stage: Stage) -> None:
    fallen = asyncio.Event()

    async def steady(ready: Callable[[], None]) -> None:
        ready()
        try:
            await asyncio.Event().wait()
        finally:
            fallen.set()

    part, open_now = falling(3, ValueError())
    running = asyncio.create_task(stage.supervisor.keep({"falling": part, "steady": steady}, {}))
    await asyncio.wait_for(open_now.wait(), PATIENCE)
    assert not fallen.is_set()
    await ended(running)
    assert fallen.is_set()


async def test_how_each_part_stands_is_in_the_store(stage: Stage) -> None:
    async def refused(_: Callable[[], None]) -> None:
        raise Problem(REFUSED)

    async def steady(ready: Callable[[], None]) -> None:
        ready()
        await asyncio.Event().wait()

    running = asyncio.create_task(stage.supervisor.keep({"one": refused, "two": steady}, {}))
    while len(await stage.conditions()) < 2:
        assert not running.done()
        await asyncio.sleep(0.01)
    assert await stage.conditions() == {
        "one": (Condition.CLOSED, "The token is refused."),
        "two": (Condition.OPEN, ""),
    }
    await ended(running)
    assert await stage.conditions() == {}


async def test_where_no_part_can_run_every_reason_is_told(stage: Stage) -> None:
    async def one(_: Callable[[], None]) -> None:
        raise Problem(REFUSED)

    async def two(_: Callable[[], None]) -> None:
        raise Problem(phrase("The port is taken."))

    with pytest.raises(Problem, match=r"The token is refused\. The port is taken\."):
        await stage.supervisor.keep({"one": one, "two": two}, {})


async def test_a_store_that_fails_stops_no_part(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise StoreError(phrase("The disk is full."))

    monkeypatch.setattr(stage.store, "stand", full)
    part, open_now = falling(2, ValueError())
    running = asyncio.create_task(stage.supervisor.keep({"door": part}, {}))
    await asyncio.wait_for(open_now.wait(), PATIENCE)
    assert not running.done()
    await ended(running)


@pytest.mark.parametrize("error", [StoreError(phrase("The disk is full.")), ValueError("broken")])
async def test_a_sign_of_life_that_fails_is_told_of_and_more_follow(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT", 0.001)
    health = Failing(error)
    supervisor = Supervisor(
        stage.store,
        copy="here",
        now=lambda: NOON,
        words=words_for("en"),
        health=cast("Health", health),
    )
    part, _ = falling(0)
    running = asyncio.create_task(supervisor.keep({"door": part}, {}))
    async with asyncio.timeout(PATIENCE):
        while health.written < 3:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)
    await ended(running)
    assert "How the program stands cannot be written down" in caplog.messages
    assert await stage.conditions() == {}


async def test_a_part_that_is_closed_is_told_to_the_owners(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(_: Callable[[], None]) -> None:
        raise Problem(REFUSED)

    desk = Desk(stage.store, now=lambda: NOON, clock=lambda: 0.0)
    alarm = Alarm(desk, (), Clock(stage.store.ledger, lambda: NOON))
    supervisor = Supervisor(
        stage.store, copy="here", now=lambda: NOON, words=words_for("en"), alarm=alarm
    )
    with pytest.raises(Problem):
        await supervisor.keep({"door": refused}, {})
    assert "door is closed. The token is refused." in caplog.messages


async def test_a_health_file_tells_the_same(stage: Stage, tmp_path: Path) -> None:
    path, words = tmp_path / "health.json", words_for("en")
    clock = Clock(stage.store.ledger, lambda: NOON)
    health = Health(path, stage.store.ledger, {}, clock, words)
    supervisor = Supervisor(stage.store, copy="here", now=lambda: NOON, words=words, health=health)
    part, open_now = falling(0)
    running = asyncio.create_task(supervisor.keep({"door": part}, {}))
    await asyncio.wait_for(open_now.wait(), PATIENCE)
    async with asyncio.timeout(PATIENCE):
        while not path.exists() or '"door": "open"' not in path.read_text("utf-8"):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    assert '"ok": true' in path.read_text("utf-8")
    await ended(running)
    assert '"ok": false' in path.read_text("utf-8")
