"""A briefing on its way: once to everybody, whatever the platform says of it."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapter import Limits
from bot.address import Account, Address
from bot.desk import Desk
from bot.edition import Progress, Subscribed, Wish
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pace import LANES, Lane
from bot.pushing import patience, places
from bot.pushing.clock import Clock
from bot.pushing.composing import Composed, Composing
from bot.pushing.delivery import LEASE, MOST, Courier
from bot.pushing.moments import CATCHING_UP
from bot.pushing.morning import Morning
from bot.reply import Heading
from bot.schedule import Slot
from bot.store.ledger import SqlLedger
from bot.store.open import open_store
from bot.words import phrase
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from bot.adapter import Finding
    from bot.edition import Delivery
    from bot.entries import Claimed
    from bot.outcome import Outcome
    from bot.reply import Reply

EDITOR = Account("recorder", "7")
PLACE = Address("recorder", "42")
WISH = Wish(slot=Slot(time(8), "Europe/Paris"))
EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 7, 0, 1, tzinfo=UTC)  # 08:00:01 in Paris
TOMORROW = date(2026, 11, 24)
WINDOW = timedelta(hours=6)
BUSY = phrase("Too much.")
ROOMY = Limits(
    10_000, lambda run: len(getattr(run, "text", "")), overhead=6, marks=100, parts=100, choices=100
)


class Recorder:
    """The whole platform: it takes what it is sent, or answers as it is told."""

    name, limits = "recorder", ROOMY

    def __init__(self) -> None:
        self.pace = Lane(rate=1000, share=10)
        self.unplaced = 0
        self.sent: list[tuple[Address, Reply, str]] = []
        self.answers: list[str | None] = []
        self.outcomes: deque[Outcome] = deque()
        self.found: Sent | Unknown | None = None

    async def send(
        self, where: Address, message: Reply, *, key: str, answers: str | None = None
    ) -> Outcome:
        self.sent.append((where, message, key))
        self.answers.append(answers)
        return self.outcomes.popleft() if self.outcomes else Sent(str(len(self.sent)))

    async def find(self, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:
        assert (where, key, since) is not None
        return self.found

    def rest(self, where: Address) -> timedelta:
        assert where.platform == self.name
        return timedelta(seconds=1)

    async def run(self, desk: Desk, ready: object) -> None: ...

    def opened(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def ears(self) -> tuple[str, ...]:
        return ("all",)

    async def hear(self, *_: object) -> None: ...

    def cost(self, messages: int) -> None:
        assert messages >= 0

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        self.sent.append((where, message, sent))
        return Sent(sent)

    async def examine(self) -> tuple[Finding, ...]:
        return ()


class HeldUp(Composing):
    """Composes once it is told to go on."""

    def __init__(self, desk: Desk, limits: Limits) -> None:
        super().__init__(desk, limits)
        self.goes_on = asyncio.Event()

    async def composed(self, delivery: Delivery) -> Composed:
        await self.goes_on.wait()
        return await super().composed(delivery)


class Stage:
    """A newsroom with one place that is told at eight, and a clock that a test moves."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ledger = desk.store.ledger
        self.door = Recorder()
        self.time = EVENING
        self.clock = Clock(self.ledger, lambda: self.time)
        self.morning = Morning(self.ledger, self.clock, window=WINDOW)

    async def at(self, moment: datetime, *, hold: bool = False, worker: str = "one") -> None:
        """Plan what is due at *moment*, and deliver until nothing is due any more."""
        self.time = moment
        await self.morning.look()
        courier = Courier(self.desk, self.door, worker=worker, clock=self.clock, hold=hold)
        await courier.round()
        await courier.finish()

    async def progress(self) -> list[tuple[Progress, str]]:
        """Tell how far its deliveries are, the newest first."""
        subscription = await self.ledger.subscription(PLACE)
        assert subscription is not None
        past = await self.ledger.past(subscription.id, limit=9)
        return [(each.progress, each.reason) for each in past]

    async def state(self, where: Address = PLACE) -> tuple[Subscribed, str]:
        """Tell how its subscription stands, and why."""
        subscription = await self.ledger.subscription(where)
        assert subscription is not None
        return subscription.state, subscription.reason


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Set it up on the evening before."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: EVENING, clock=lambda: 0.0)
    await store.load([a_story("harbour-reopens")], at=EVENING)
    await store.ledger.subscribe(PLACE, WISH, by=EDITOR, first=TOMORROW, at=EVENING)
    yield Stage(desk)
    await store.close()


async def test_a_briefing_comes_at_its_hour_and_once(stage: Stage) -> None:
    await stage.at(MORNING - timedelta(minutes=5))
    assert stage.door.sent == []
    for minutes in range(3):
        await stage.at(MORNING + timedelta(minutes=minutes))
    ((where, message, _),) = stage.door.sent
    assert where == PLACE
    assert isinstance(message.blocks[0], Heading)
    assert await stage.progress() == [(Progress.SENT, "")]


async def test_the_next_day_tells_only_what_is_new(stage: Stage) -> None:
    await stage.at(MORNING)
    await stage.desk.store.load([a_story("comet-seen", headline="Comet")], at=MORNING)
    await stage.at(MORNING + timedelta(days=1))
    first, second = (str(message) for _, message, _ in stage.door.sent)
    assert "Harbour" in first
    assert "Comet" in second
    assert "Harbour" not in second.replace("Comet", "")


async def test_the_name_of_a_send_is_the_same_on_two_copies_of_the_database(stage: Stage) -> None:
    stage.door.outcomes.append(Later(1, BUSY))
    await stage.at(MORNING)
    await stage.at(MORNING + timedelta(minutes=1), worker="two")
    first, second = (key for _, _, key in stage.door.sent)
    assert first == second
    assert len(first) == 22


async def test_one_that_is_refused_for_now_is_tried_again_later(stage: Stage) -> None:
    stage.door.outcomes.append(Later(30, BUSY))
    await stage.at(MORNING)
    assert await stage.progress() == [(Progress.OPEN, "Too much.")]
    await stage.at(MORNING + timedelta(seconds=20))
    assert len(stage.door.sent) == 1
    await stage.at(MORNING + timedelta(seconds=40))
    assert await stage.progress() == [(Progress.SENT, "")]


@pytest.mark.parametrize(("everywhere", "others"), [(True, 0), (False, 1)])
async def test_who_is_told_to_wait_waits_alone_unless_the_whole_bot_is_meant(
    stage: Stage, *, everywhere: bool, others: int
) -> None:
    stage.door.outcomes.append(Later(90, BUSY, everywhere=everywhere))
    await stage.at(MORNING)
    other = Address("recorder", "43")
    wish = Wish(slot=Slot(time(8, 1), "Europe/Paris"))
    await stage.ledger.subscribe(other, wish, by=EDITOR, first=TOMORROW, at=EVENING)
    await stage.at(MORNING + timedelta(seconds=60))
    assert len(stage.door.sent) == 1 + others


async def test_a_place_that_is_lost_is_suspended_and_never_forgotten(stage: Stage) -> None:
    stage.door.outcomes.append(Gone(phrase("The bot was removed.")))
    await stage.at(MORNING)
    assert await stage.state() == (Subscribed.SUSPENDED, "The bot was removed.")
    assert await stage.progress() == [(Progress.LOST, "The bot was removed.")]
    told, notice, _ = stage.door.sent[1]
    assert told == Address("recorder", EDITOR.person)
    assert "The bot was removed." in str(notice)
    later = MORNING + WINDOW
    await stage.ledger.revive("recorder", PLACE.chat, at=later)
    await stage.at(MORNING + timedelta(days=1))
    assert await stage.state() == (Subscribed.ACTIVE, "")
    assert (await stage.progress())[0] == (Progress.SENT, "")


async def test_who_is_told_that_a_place_is_lost_is_told_at_a_place_of_the_lane(
    stage: Stage,
) -> None:
    stage.door.outcomes.append(Gone(phrase("The bot was removed.")))
    await stage.at(MORNING)
    assert len(stage.door.sent) == 2
    lane = stage.door.pace
    assert await stage.ledger.answer(stage.door.name, lane, now=MORNING) > MORNING


async def test_a_briefing_stands_back_for_answers_that_were_given(stage: Stage) -> None:
    stage.door.pace, stage.time = Lane(rate=10, share=1), MORNING
    await stage.morning.look()
    courier = Courier(stage.desk, stage.door, worker="one", clock=stage.clock)
    for answers, sent in ((9, 0), (18, 0), (18, 1)):
        stage.door.unplaced = answers
        await courier.round()
        await courier.finish()
        assert len(stage.door.sent) == sent
        stage.time += timedelta(seconds=1)


async def test_what_was_lost_comes_late_and_says_so_once_the_way_is_open(stage: Stage) -> None:
    stage.door.outcomes.append(Gone(phrase("The bot may not write.")))
    await stage.at(MORNING)
    back = MORNING + timedelta(hours=1)
    await stage.ledger.revive("recorder", PLACE.chat, at=back)
    await stage.at(back)
    where, message, _ = stage.door.sent[-1]
    assert where == PLACE
    assert "It comes late" in str(message)
    assert await stage.progress() == [(Progress.SENT, "")]


async def test_who_set_it_up_is_told_once_however_often_the_place_is_tried(stage: Stage) -> None:
    for day in range(31):
        stage.time = MORNING + timedelta(days=day) - timedelta(hours=1)
        await places.present(stage.desk, "recorder", [PLACE.chat, "43"])
        stage.door.outcomes.append(Gone(phrase("The bot was removed.")))
        await stage.at(MORNING + timedelta(days=day))
    tries = [where for where, _, _ in stage.door.sent if where == PLACE]
    assert len(tries) == 31
    assert len(stage.door.sent) == len(tries) + 1
    stage.door.outcomes.clear()
    await places.present(stage.desk, "recorder", [PLACE.chat])
    await stage.at(MORNING + timedelta(days=31))
    assert await stage.state() == (Subscribed.ACTIVE, "")


async def test_a_group_that_moves_is_told_where_it_is_now(stage: Stage) -> None:
    new = Address("recorder", "-100")
    stage.door.outcomes.append(Moved(new))
    await stage.at(MORNING)
    await stage.at(MORNING + timedelta(minutes=1))
    assert [where for where, _, _ in stage.door.sent] == [PLACE, new]
    assert (await stage.state(new))[0] is Subscribed.ACTIVE


async def test_a_message_that_is_never_taken_ends_with_its_reason(stage: Stage) -> None:
    stage.door.outcomes.append(Refused(phrase("Bad words.")))
    await stage.at(MORNING)
    await stage.at(MORNING + timedelta(minutes=1))
    assert len(stage.door.sent) == 1
    assert await stage.progress() == [(Progress.REFUSED, "Bad words.")]
    assert (await stage.state())[0] is Subscribed.ACTIVE


async def test_what_may_have_arrived_is_sent_once_more_and_never_again(stage: Stage) -> None:
    stage.door.found = Unknown(BUSY)
    stage.door.outcomes.extend([Unknown(BUSY), Unknown(BUSY)])
    for minutes in range(4):
        await stage.at(MORNING + timedelta(minutes=minutes))
    assert len(stage.door.sent) == 2
    assert (await stage.progress())[0][0] is Progress.UNCERTAIN


async def test_what_may_have_arrived_can_be_held_instead(stage: Stage) -> None:
    stage.door.found = Unknown(BUSY)
    stage.door.outcomes.append(Unknown(BUSY))
    for minutes in range(4):
        await stage.at(MORNING + timedelta(minutes=minutes), hold=True)
    assert len(stage.door.sent) == 1
    assert (await stage.progress())[0][0] is Progress.UNCERTAIN


async def test_what_is_found_where_it_belongs_is_not_sent_again(stage: Stage) -> None:
    stage.door.found = Sent("99")
    stage.door.outcomes.append(Unknown(BUSY))
    await stage.at(MORNING)
    await stage.at(MORNING + timedelta(minutes=1))
    assert len(stage.door.sent) == 1
    assert (await stage.progress())[0][0] is Progress.SENT


async def test_what_is_certainly_not_there_is_sent_as_often_as_it_takes(stage: Stage) -> None:
    stage.door.outcomes.extend([Unknown(BUSY)] * 3)
    for minutes in range(5):
        await stage.at(MORNING + timedelta(minutes=minutes))
    assert len(stage.door.sent) == 4
    assert (await stage.progress())[0][0] is Progress.SENT


async def test_a_worker_that_was_stopped_for_longer_than_its_lease_sends_nothing(
    stage: Stage,
) -> None:
    stage.time = MORNING
    await stage.morning.look()
    slow = Courier(stage.desk, stage.door, worker="slow", clock=stage.clock)
    composing = HeldUp(stage.desk, ROOMY)
    slow.composing = composing
    await slow.round()
    await stage.at(MORNING + timedelta(minutes=2), worker="other")
    stage.time = MORNING  # and by its own clock no time has passed
    composing.goes_on.set()
    await slow.finish()
    assert len(stage.door.sent) == 1


def test_a_lease_is_longer_than_a_call_lasts_until_it_is_written_down() -> None:
    turn = max(MOST / (lane.rate * CATCHING_UP) for lane in LANES.values())
    written = timedelta(seconds=10)
    assert timedelta(seconds=turn + patience.LONGEST) + written <= LEASE


class Silent(Recorder):
    """A platform that takes a message and never says so."""

    async def send(
        self, where: Address, message: Reply, *, key: str, answers: str | None = None
    ) -> Outcome:
        await super().send(where, message, key=key, answers=answers)
        await asyncio.Event().wait()
        raise AssertionError


async def test_a_door_that_says_nothing_is_given_up_and_may_have_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.05)
    stage.door = Silent()
    await stage.at(MORNING)
    said = "Nobody said in time whether the message was taken."
    assert await stage.progress() == [(Progress.OPEN, said)]
    stage.door = Recorder()
    stage.door.found = Sent("99")
    await stage.at(MORNING + timedelta(minutes=1))
    assert (stage.door.sent, (await stage.progress())[0][0]) == ([], Progress.SENT)


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.ENDED])
@pytest.mark.parametrize("unsure", [0, 1])
async def test_what_was_planned_while_somebody_unsubscribed_is_not_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, state: Subscribed, unsure: int
) -> None:
    """Who plans reads the places before they rest, and who lets them rest sees no plan yet."""
    whole = SqlLedger.claim

    async def claim(ledger: SqlLedger, lane: str, pace: Lane, **asked: Any) -> Claimed:  # noqa: ANN401 - as the ledger's own
        claimed = await whole(ledger, lane, pace, **asked)
        rests = tuple(
            (replace(each, unsure=unsure, subscription=replace(each.subscription, state=state)), at)
            for each, at in claimed.deliveries
        )
        return replace(claimed, deliveries=rests)

    monkeypatch.setattr(SqlLedger, "claim", claim)
    await stage.at(MORNING)
    assert stage.door.sent == []
    assert await stage.progress() == [(Progress.UNCERTAIN if unsure else Progress.SKIPPED, "")]


async def test_a_send_that_misses_its_moment_takes_another_place_and_goes_out_once(
    stage: Stage,
) -> None:
    """Late ones that went out together with those that are in time would be too many."""
    stage.time = MORNING
    await stage.morning.look()
    slow = Courier(stage.desk, stage.door, worker="slow", clock=stage.clock)
    composing = HeldUp(stage.desk, ROOMY)
    slow.composing = composing
    await slow.round()
    stage.time += timedelta(seconds=0.2)
    composing.goes_on.set()
    await slow.finish()
    assert stage.door.sent == []
    assert await stage.progress() == [(Progress.OPEN, "")]
    await slow.round()
    await slow.finish()
    assert len(stage.door.sent) == 1
    assert await stage.progress() == [(Progress.SENT, "")]


async def test_a_machine_that_is_too_slow_for_its_moments_sends_all_the_same(
    stage: Stage,
) -> None:
    stage.door.pace = Lane(rate=10, share=1)
    stage.time = MORNING
    await stage.morning.look()
    slow = Courier(stage.desk, stage.door, worker="slow", clock=stage.clock)
    for _ in range(9):
        slow.composing = composing = HeldUp(stage.desk, ROOMY)
        await slow.round()
        stage.time += timedelta(seconds=0.2)
        composing.goes_on.set()
        await slow.finish()
    assert len(stage.door.sent) == 1


async def test_a_start_within_the_window_is_late_and_says_so(stage: Stage) -> None:
    await stage.at(MORNING + timedelta(hours=5))
    ((_, message, _),) = stage.door.sent
    assert "It comes late" in str(message)


async def test_a_start_after_the_window_skips_the_briefing(stage: Stage) -> None:
    await stage.at(MORNING + timedelta(hours=7))
    assert stage.door.sent == []
    assert (await stage.progress())[0][0] is Progress.SKIPPED


async def test_a_day_without_news_passes_as_the_place_wishes(stage: Stage) -> None:
    await stage.at(MORNING)
    await stage.at(MORNING + timedelta(days=1))
    assert "There is no news" in str(stage.door.sent[1][1])
    silent = Wish(slot=WISH.slot, silent=True)
    later = TOMORROW + timedelta(days=2)
    await stage.ledger.subscribe(PLACE, silent, by=EDITOR, first=later, at=stage.time)
    await stage.at(MORNING + timedelta(days=2))
    assert len(stage.door.sent) == 2
    assert (await stage.progress())[0][0] is Progress.QUIET
