"""The owners hear of what is wrong: each of them, once, and not every minute."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.desk import Desk
from bot.edition import Progress
from bot.errors import StoreError
from bot.outcome import Later, Sent
from bot.pushing.clock import Clock
from bot.reply import Paragraph, Plain
from bot.running.alarm import QUIET, SLOTS, Alarm
from bot.store.open import open_store
from bot.words import phrase
from tests.briefings import EIGHT, claim, plan, result, subscribe
from tests.invented import NOON
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.outcome import Outcome
    from bot.reply import Reply
    from bot.store import Store

ADA, OLGA = Account("post", "1"), Account("pigeon", "2")
BUSY = Later(1.0, phrase("Too much."))
WRONG = phrase("It is wrong.")
MINUTE = timedelta(minutes=1)


class Door:
    """As much of a door as an alarm needs."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.outcome: Outcome = Sent("1")
        self.said: list[tuple[Address, str]] = []

    async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:
        assert 0 < len(key) <= 25
        ((paragraph),) = message.blocks
        assert isinstance(paragraph, Paragraph)
        (run,) = paragraph.text
        assert isinstance(run, Plain)
        if isinstance(self.outcome, Sent):
            self.said.append((where, run.text))
        return self.outcome


class Stage:
    """A newsroom with two owners, two doors, and a clock that a test moves."""

    def __init__(self, store: Store) -> None:
        self.now: datetime = NOON
        self.post, self.pigeon = Door("post"), Door("pigeon")
        self.desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[ADA, OLGA])
        self.alarm = self.another()

    def another(self) -> Alarm:
        """Give another copy's."""
        clock = Clock(self.desk.store.ledger, lambda: self.now)
        return Alarm(self.desk, (self.post, self.pigeon), clock)  # type: ignore[arg-type] # all that it needs is there

    @property
    def said(self) -> list[str]:
        return [text for door in (self.post, self.pigeon) for _, text in door.said]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    store = await open_store("sqlite://")
    yield Stage(store)
    await store.close()


async def test_every_owner_is_told_in_private(stage: Stage) -> None:
    stage.alarm.sound("cause", WRONG)
    await stage.alarm.look()
    assert stage.post.said == [(Address("post", "1"), "It is wrong.")]
    assert stage.pigeon.said == [(Address("pigeon", "2"), "It is wrong.")]


async def test_an_owner_is_told_in_the_language_that_they_chose(stage: Stage) -> None:
    await stage.desk.store.speak(ADA, "de")
    stage.alarm.sound("cause", phrase("The bot is not running on this database."))
    await stage.alarm.look()
    assert "läuft" in stage.post.said[0][1]
    assert "running" in stage.pigeon.said[0][1]


async def test_the_same_is_told_once_an_hour(stage: Stage) -> None:
    for _ in range(59):
        stage.alarm.sound("cause", WRONG)
        await stage.alarm.look()
        stage.now += MINUTE
    assert len(stage.said) == 2
    stage.now += MINUTE
    stage.alarm.sound("cause", WRONG)
    await stage.alarm.look()
    assert len(stage.said) == 4


async def test_another_cause_is_told_at_once(stage: Stage) -> None:
    stage.alarm.sound("cause", WRONG)
    stage.alarm.sound("other", phrase("That too."))
    await stage.alarm.look()
    assert sorted(stage.said) == ["It is wrong.", "It is wrong.", "That too.", "That too."]


async def test_of_several_copies_one_tells(stage: Stage) -> None:
    for alarm in (stage.alarm, stage.another(), stage.another()):
        alarm.sound("cause", WRONG)
        await alarm.look()
    assert len(stage.said) == 2


async def test_who_cannot_be_reached_is_tried_again_by_any_copy(stage: Stage) -> None:
    stage.post.outcome = stage.pigeon.outcome = BUSY
    stage.alarm.sound("cause", WRONG)
    await stage.alarm.look()
    other = stage.another()
    other.sound("cause", WRONG)
    stage.post.outcome = Sent("1")
    await other.look()
    assert stage.said == ["It is wrong."]
    await stage.alarm.look()
    assert stage.said == ["It is wrong."]


async def test_what_nobody_could_hear_for_an_hour_is_dropped(stage: Stage) -> None:
    stage.post.outcome = stage.pigeon.outcome = BUSY
    stage.alarm.sound("cause", WRONG)
    await stage.alarm.look()
    stage.now += QUIET
    stage.post.outcome = Sent("1")
    await stage.alarm.look()
    assert stage.said == []


async def test_it_is_told_without_a_database_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreError(phrase("It is away."))

    monkeypatch.setattr(stage.desk.store.ledger, "lease", away)
    monkeypatch.setattr(stage.desk.store, "language", away)
    for _ in range(3):
        stage.alarm.sound("cause", WRONG)
        await stage.alarm.look()
    assert len(stage.said) == 2


async def test_it_stands_in_the_log_where_there_is_no_owner(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.desk.owners = frozenset()
    stage.alarm.sound("cause", WRONG)
    await stage.alarm.look()
    assert "It is wrong." in caplog.text


async def test_what_is_sounded_is_told_without_anybody_looking(stage: Stage) -> None:
    running = asyncio.create_task(stage.alarm.run(lambda *_: None))
    stage.alarm.sound("cause", WRONG)
    async with asyncio.timeout(PATIENCE):
        while len(stage.said) < 2:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.001)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_refused_briefing_is_told(stage: Stage) -> None:
    ledger = stage.desk.store.ledger
    await subscribe(ledger)
    await plan(ledger)
    (delivery,) = await claim(ledger)
    stage.alarm.heed("post", result(delivery, Progress.REFUSED, reason="Bad form."))
    await stage.alarm.look()
    assert "Bad form." in stage.said[0]


async def test_that_nothing_is_sent_any_more_is_told(stage: Stage) -> None:
    ledger = stage.desk.store.ledger
    await subscribe(ledger)
    dues = [EIGHT + timedelta(days=days) for days in range(SLOTS)]
    lost = []
    for due in dues:
        await plan(ledger, due)
        (delivery,) = await claim(ledger, due)
        lost.append(result(delivery, Progress.LOST, reason="Kicked."))
        await ledger.record("one", lost[-1:], now=due)
    for each in lost[:-1] * 3:
        stage.alarm.heed("post", each)
    await stage.alarm.look()
    assert stage.said == []
    stage.alarm.heed("pigeon", result(lost[0].delivery, Progress.SENT))
    stage.alarm.heed("post", lost[-1])
    await stage.alarm.look()
    assert "the last 3 moments" in stage.said[0]
    assert "Kicked." in stage.said[0]


async def test_a_single_one_that_arrives_takes_it_back(stage: Stage) -> None:
    ledger = stage.desk.store.ledger
    await subscribe(ledger)
    for days in range(SLOTS):
        due = EIGHT + timedelta(days=days)
        await plan(ledger, due)
        (delivery,) = await claim(ledger, due)
        lost = result(delivery, Progress.LOST)
        stage.alarm.heed("post", result(delivery, Progress.SENT))
        stage.alarm.heed("post", lost)
        await ledger.record("one", [lost], now=due)
    await stage.alarm.look()
    assert stage.said == []
