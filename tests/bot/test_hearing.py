"""At a door one copy hears, the others stand by; whoever is doubled keeps still and says so."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.desk import Desk
from bot.errors import Problem, StoreError
from bot.pace import Lane
from bot.pushing.clock import Clock
from bot.running import hearing
from bot.running.alarm import Alarm
from bot.running.hearing import BEGINNING, FIRST_HOLD, HOLD, Hearing
from bot.running.sharing import LEASE
from bot.standing import Condition
from bot.store.open import open_store
from bot.words import phrase
from tests.invented import NOON, READER, TERMINAL
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.words import Phrase


class Door:
    """As much of a door as hearing needs."""

    name = "recorder"

    def __init__(self) -> None:
        self.heard: tuple[str, ...] = ()
        self.falls: Exception | None = None
        self.doubled: Callable[[], Awaitable[None]] | None = None

    async def ears(self) -> tuple[str, ...]:
        return ("one", "two")

    async def hear(
        self,
        desk: Desk,
        ears: Sequence[str],
        ready: Callable[[], None],
        doubled: Callable[[], Awaitable[None]],
    ) -> None:
        assert desk.language
        if self.falls:
            raise self.falls
        self.heard, self.doubled = (*ears,), doubled
        ready()
        try:
            await asyncio.Event().wait()
        finally:
            self.heard = ()


class Copy:
    """A copy that hears, and what it tells."""

    def __init__(self, stage: Stage, worker: str) -> None:
        self.door = Door()
        self.told: list[Condition] = []
        self.alarm = Alarm(stage.desk, (), stage.clock)
        self.hearing = Hearing(
            stage.desk,
            self.door,  # type: ignore[arg-type] # all that it needs is there
            worker=worker,
            clock=stage.clock,
            alarm=self.alarm,
        )

    def tell(self, condition: Condition = Condition.OPEN, reason: Phrase | None = None) -> None:
        assert reason or condition is not Condition.HELD
        self.told.append(condition)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Copy]:
        running = asyncio.create_task(self.hearing.run(self.tell))
        try:
            yield self
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def doubled(self) -> None:
        assert self.door.doubled
        await self.door.doubled()


class Stage:
    """A newsroom, and a clock that a test moves."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now: datetime = NOON
        self.clock = Clock(desk.store.ledger, lambda: self.now)

    async def until(self, met: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not met():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.001)

    async def stands_still(self) -> None:
        """Let everybody stand still, until another has taken all that there is to hear."""
        ledger, later = self.desk.store.ledger, self.clock.now() + 2 * LEASE
        for name in ("recorder one", "recorder two"):
            assert await ledger.lease(name, "another", now=later, until=later + HOLD)
        self.now += 2 * LEASE

    async def held_for(self) -> timedelta:
        """Tell from when on the lane of the door has a place."""
        free = Lane(rate=1e6, share=1e6)
        now = self.clock.now()
        return await self.desk.store.ledger.answer(Door.name, free, now=now) - now


@pytest.fixture
async def stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    monkeypatch.setattr(hearing, "LOOK", 0.002)
    store = await open_store("sqlite://")
    yield Stage(Desk(store, now=lambda: NOON, clock=lambda: 0.0))
    await store.close()


async def test_one_hears_and_the_other_stands_by(stage: Stage) -> None:
    async with Copy(stage, "one").running() as one, Copy(stage, "two").running() as two:
        await stage.until(lambda: bool(one.told and two.told))
        assert (one.door.heard, two.door.heard) == (("one", "two"), ())
        assert (one.told, two.told) == ([Condition.OPEN], [Condition.BESIDE])


async def test_whoever_stands_by_hears_once_the_other_has_ended(stage: Stage) -> None:
    async with Copy(stage, "two").running() as two:
        await stage.until(lambda: two.door.heard == ("one", "two"))
        three = Copy(stage, "three")
        async with three.running():
            await stage.until(lambda: bool(three.told))
            assert three.told == [Condition.BESIDE]
    async with three.running():
        await stage.until(lambda: three.door.heard == ("one", "two"))


async def test_whoever_begins_to_hear_knows_no_list_that_it_has_shown_before(stage: Stage) -> None:
    lists = stage.desk.lists
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.told))
        lists.remember([3, 2], who=READER, where=TERMINAL)
        await asyncio.sleep(0.01)  # several looks
        assert lists.last(who=READER, where=TERMINAL) == (3, 2)
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.told))
        assert lists.last(who=READER, where=TERMINAL) is None


async def test_whoever_stood_still_for_longer_than_its_lease_stops_to_hear(stage: Stage) -> None:
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        await stage.stands_still()
        await stage.until(lambda: one.told[-1] is Condition.BESIDE)
        assert one.door.heard == ()


@pytest.mark.parametrize("answers", [True, False])
async def test_without_a_database_it_stops_to_hear_when_the_lease_is_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, *, answers: bool
) -> None:
    async def away(**_: object) -> None:
        if not answers:
            await asyncio.Event().wait()
        raise StoreError(phrase("It is away."))

    monkeypatch.setattr(hearing, "ANSWER", 0.01)
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        monkeypatch.setattr(stage.desk.store.ledger, "holders", away)
        stage.now += LEASE / 2
        await asyncio.sleep(0.02)
        assert one.door.heard
        stage.now += LEASE
        await stage.until(lambda: one.told[-1] is Condition.BESIDE)
        assert one.door.heard == ()
        monkeypatch.undo()
        await stage.until(lambda: bool(one.door.heard))


async def test_a_door_that_cannot_hear_ends_it(stage: Stage) -> None:
    copy = Copy(stage, "one")
    copy.door.falls = Problem(phrase("No such shard."))
    with pytest.raises(Problem, match="No such shard"):
        await copy.hearing.run(copy.tell)
    assert await stage.desk.store.ledger.holders(now=stage.clock.now()) == {}


async def test_whoever_begins_to_hear_pushes_nothing_until_another_would_have_shown_itself(
    stage: Stage,
) -> None:
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        assert await stage.held_for() == BEGINNING
        stage.now += BEGINNING
        await asyncio.sleep(0.02)
        # To go on hearing, look after look, holds up nobody.
        assert one.told == [Condition.OPEN]
        assert await stage.held_for() == timedelta()


async def test_being_doubled_once_is_no_more_than_a_short_rest(stage: Stage) -> None:
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        await one.doubled()
        assert await stage.held_for() == FIRST_HOLD
        assert one.told == [Condition.OPEN]


async def test_being_doubled_again_holds_the_lane_and_is_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        await one.doubled()
        await one.doubled()
        assert await stage.held_for() == HOLD
        assert one.told == [Condition.OPEN, Condition.HELD]
        assert "the same token" in caplog.text
        monkeypatch.setattr(hearing, "HOLD", timedelta(milliseconds=5))
        await one.doubled()
        await stage.until(lambda: one.told[-1] is Condition.OPEN)


async def test_whoever_has_lost_its_lease_holds_up_nobody(stage: Stage) -> None:
    async with Copy(stage, "one").running() as one:
        await stage.until(lambda: bool(one.door.heard))
        doubled = one.door.doubled
        await stage.stands_still()
        assert doubled
        await doubled()
        await doubled()
        assert await stage.held_for() == timedelta()
        assert Condition.HELD not in one.told
