"""Whatever happens to a ledger, in whatever order, it does what a simple model of it does."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.edition import Progress, Subscribed
from bot.schedule import Occurrence, Slot, Weekdays, changed
from bot.store.open import open_store
from tests import briefings
from tests.briefings import DAY, EIGHT, HOUR, LANE, LEASE, MINUTE, SECOND, past, place
from tests.engines import ENGINES, address_of
from tests.model import Model, Place

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.address import Address
    from bot.edition import Delivery

T = TypeVar("T")

# No two places of a chat ever want the same minute, so that it is clear which is the oldest.
PLACES = {place("one"): 0, place("one", "t"): 1, place("one", "u"): 2, place("two"): 3}
where = st.sampled_from([*PLACES])
worker = st.sampled_from(["one", "two"])
hour = st.sampled_from([6, 8, 20])
states = st.sampled_from([Subscribed.ACTIVE, *Subscribed])
weekdays = st.sampled_from([Weekdays.DAILY, Weekdays.WORKDAYS, Weekdays.SUNDAY])
span = st.sampled_from([SECOND, MINUTE, LEASE, HOUR, 5 * HOUR, 12 * HOUR, DAY, 3 * DAY])


class Mornings(RuleBasedStateMachine):
    """Plays with a ledger and with the model."""

    engine = "sqlite memory"

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.now: datetime = EIGHT - DAY
        self.held: dict[str, list[Delivery]] = {"one": [], "two": []}
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()

    def do(self, work: Coroutine[object, object, T]) -> T:
        return self._runner.run(work)

    @initialize()
    def open(self) -> None:
        self.store = self.do(open_store(address_of(self.engine, Path(self._folder.name))))
        self.ledger = self.store.ledger
        for where in PLACES:
            self.subscribe(where, 8, Weekdays.DAILY)

    def teardown(self) -> None:
        self.do(self.store.close())
        self._runner.close()
        self._folder.cleanup()

    def _with_some(self, worker: str) -> str:
        return worker if self.held[worker] else {"one": "two", "two": "one"}[worker]

    @rule(span=span)
    def wait(self, span: timedelta) -> None:
        self.now += span

    @rule(where=where, hour=hour, weekdays=weekdays)
    def subscribe(self, where: Address, hour: int, weekdays: Weekdays) -> None:
        slot = Slot(time(hour, PLACES[where]), "UTC", weekdays)
        subscription = self.do(self.ledger.subscription(where))
        served = subscription and self.do(self.ledger.served(subscription.id))
        last = Occurrence(*served) if served else None
        first = changed(slot, now=self.now, served=last).next
        self.do(briefings.subscribe(self.ledger, where, at=self.now, first=first.day, slot=slot))
        known = self.model.places.setdefault(where, Place(where, slot, first))
        known.slot, known.next = slot, first
        known.stand(Subscribed.ACTIVE, self.now)

    @rule(where=where, state=states, span=st.none() | span)
    def stand(self, where: Address, state: Subscribed, span: timedelta | None) -> None:
        until = self.now + span if span and state is Subscribed.PAUSED else None
        stands = self.do(self.ledger.stand(where, state, at=self.now, until=until))
        assert (stands is not None) == (where in self.model.places)
        if stands:
            self.model.places[where].stand(state, self.now, until)

    @rule(span=span)
    def plan(self, span: timedelta) -> None:
        self.now += span
        self.do(briefings.plan(self.ledger, self.now))
        for known in self.model.places.values():
            known.plan(self.now)

    @precondition(lambda self: any(self.model.opens()))
    @rule(worker=worker, limit=st.integers(1, 5))
    def claim(self, worker: str, limit: int) -> None:
        claimed = self.do(briefings.claim(self.ledger, self.now, worker=worker, limit=limit))
        self.model.expire(self.now)
        free = sorted(each.due for each in self.model.claimable(self.now))
        assert sorted(each.due for each in claimed) <= free
        assert len(claimed) == min(limit, len(free))
        for each in claimed:
            assert self.model.message(each) in self.model.claimable(self.now)
            message = self.model.claim(each, worker, self.now)
            assert (each.attempt, each.unsure) == (message.attempt, message.unsure)
        self.held[worker] += claimed
        self.held[worker] = self.held[worker][-6:]

    @precondition(lambda self: any(self.held.values()))
    @rule(worker=worker)
    def begin(self, worker: str) -> None:
        worker = self._with_some(worker)
        begun = self.do(briefings.begin(self.ledger, self.held[worker], self.now, worker=worker))
        expected = {
            each.id for each in self.held[worker] if self.model.begin(each, worker, self.now)
        }
        assert begun == expected

    @precondition(lambda self: any(self.held.values()))
    @rule(worker=worker, progress=st.sampled_from([*Progress]), span=span)
    def record(self, worker: str, progress: Progress, span: timedelta) -> None:
        worker = self._with_some(worker)
        due = self.now + span if progress is Progress.OPEN else None
        written = self.do(
            self.ledger.record(
                worker,
                [
                    briefings.result(each, progress, due=due, unsure=each.unsure)
                    for each in self.held[worker]
                ],
                now=self.now,
            )
        )
        held = [self.model.record(each, worker, progress, due) for each in self.held[worker]]
        assert written == sum(held)

    @precondition(lambda self: any(self.model.opens()))
    @rule(worker=worker, progress=st.sampled_from([*Progress]), span=span)
    def serve(self, worker: str, progress: Progress, span: timedelta) -> None:
        """As a worker does that nothing happens to."""
        self.claim(worker, 3)
        self.begin(worker)
        self.record(worker, progress, span)

    @precondition(lambda self: any(self.held.values()))
    @rule(worker=worker)
    def crash(self, worker: str) -> None:
        self.held[worker] = []

    @rule(chat=st.sampled_from(["one", "two"]), span=span)
    def hold(self, chat: str, span: timedelta) -> None:
        self.do(self.ledger.hold(LANE, self.now + span, chat=chat))
        self.model.hold(chat, self.now + span)

    @invariant()
    def nobody_is_missed_and_nobody_is_told_twice(self) -> None:
        for known in self.model.places.values():
            told = [(each.day, each.progress) for each in self.do(past(self.ledger, known.where))]
            assert told == sorted(
                ((day, each.progress) for day, each in known.days.items()), reverse=True
            )


@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_happens_the_ledger_does_what_the_model_does(engine: str) -> None:
    machine = type("Machine", (Mornings,), {"engine": engine})
    examples = 40 if engine == "sqlite memory" else 10
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=60,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
