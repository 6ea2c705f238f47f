"""People who are to be told something and must wait for it: the others do not wait with them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import adapters.console
from bot.address import Account, Address
from bot.desk import Desk
from bot.outcome import Later, Sent
from bot.postbox import Fate
from bot.pushing.clock import Clock
from bot.revision import Report
from bot.running.telling import LOOK, Telling
from bot.running.tidings import AT_ONCE
from bot.staff import Act, Deed
from bot.store.open import open_store
from bot.words import phrase
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.outcome import Outcome
    from bot.reply import Reply

EDITOR = Account("chat", "editor")
BUSY = phrase("Too much.")
HOUR = timedelta(hours=1)


class Door:
    """As much of a door as it takes: some must wait, all the others are told."""

    limits = adapters.console.LIMITS
    name = "chat"

    def __init__(self, *waiting: str, everywhere: bool = False) -> None:
        self.waiting = {*waiting}
        self.everywhere = everywhere
        self.asked: list[str] = []
        self.told: list[str] = []

    async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:
        assert message.blocks
        assert key
        self.asked.append(where.chat)
        if where.chat in self.waiting:
            return Later(HOUR.total_seconds(), BUSY, everywhere=self.everywhere)
        self.told.append(where.chat)
        return Sent("1")


class Office:
    """A newsroom in which readers' reports are settled, and a clock that a test moves."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = NOON
        self.telling = Telling(
            desk, (), worker="one", clock=Clock(desk.store.ledger, lambda: self.now)
        )

    async def settled(self, *readers: str) -> None:
        """Settle a report of each reader."""
        (story,) = await self.desk.store.latest(limit=1)
        for name in readers:
            who, where = Account("chat", name), Address("chat", name)
            report = Report(
                story=story.id,
                revision=story.number,
                fact=0,
                text="So?",
                who=who,
                where=where,
                at=NOON,
                language=None,
            )
            number = await self.desk.store.report(report)
            act = Act(who=EDITOR, where=where, at=NOON, deed=Deed.CLOSED)
            await self.desk.store.postbox.settle(number, Fate.CLOSED, "", act=act)

    async def looks(self, door: Door, times: int = 1) -> None:
        """Look so often, each time a little later."""
        for _ in range(times):
            await self.telling.look(door)  # type: ignore[arg-type] # all that it needs is there
            self.now += timedelta(seconds=LOOK)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    store = await open_store("sqlite://")
    await store.load([a_story("harbour-reopens")], at=NOON)
    yield Office(Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[EDITOR]))
    await store.close()


async def test_however_many_must_wait_the_others_are_told(office: Office) -> None:
    waiting = [str(number) for number in range(AT_ONCE)]
    await office.settled(*waiting, "ada", "bob")
    door = Door(*waiting)
    await office.looks(door, times=2)
    assert door.told == ["ada", "bob"]


async def test_who_must_wait_is_not_asked_again_before_that_is_over(office: Office) -> None:
    await office.settled("ada", "bob")
    door = Door("ada")
    await office.looks(door, times=5)
    assert door.asked == ["ada", "bob"]
    door.waiting.clear()
    office.now = NOON + HOUR
    await office.looks(door, times=2)
    assert door.told == ["bob", "ada"]


async def test_who_must_wait_for_one_thing_is_not_told_another_meanwhile(office: Office) -> None:
    await office.settled("ada")
    await office.settled("ada")
    door = Door("ada")
    await office.looks(door, times=2)
    assert door.asked == ["ada"]


async def test_where_everybody_must_wait_nobody_is_asked_before_that_is_over(
    office: Office,
) -> None:
    await office.settled("ada", "bob")
    door = Door("ada", everywhere=True)
    await office.looks(door, times=3)
    assert door.asked == ["ada"]
    door.waiting.clear()
    office.now = NOON + HOUR
    await office.looks(door)
    assert door.told == ["ada", "bob"]
