"""What a ledger should do, in plain Python: no database, one hand, and nothing that can be lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.edition import Progress, Subscribed
from bot.schedule import Occurrence, round_at
from tests.briefings import DAY, LEASE, WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from bot.address import Address
    from bot.edition import Delivery
    from bot.schedule import Slot

OPEN = 3 * DAY
ARRIVED = {Progress.SENT, Progress.UNCERTAIN}


@dataclass
class Message:
    """One briefing of one place."""

    due: datetime
    due_at: datetime
    progress: Progress
    owner: str = ""
    attempt: int = 0
    begun: bool = False
    unsure: int = 0
    held_until: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.progress is Progress.OPEN

    def is_due(self, now: datetime) -> bool:
        return self.due_at <= now and (self.held_until is None or self.held_until <= now)

    def is_held_by(self, worker: str, attempt: int) -> bool:
        return (self.owner, self.attempt) == (worker, attempt)


@dataclass
class Place:
    """One place, and what it was told."""

    where: Address
    slot: Slot
    next: Occurrence
    state: Subscribed = Subscribed.ACTIVE
    until: datetime | None = None
    tries: int = 0
    retry: datetime | None = None
    days: dict[date, Message] = field(default_factory=dict)

    def opens(self) -> Iterator[Message]:
        return (each for each in self.days.values() if each.is_open)

    def hopeful(self, now: datetime) -> Iterator[Message]:
        """Give those that are open, but not what is so old that it only waits to be expired."""
        since = (now - OPEN).date()
        return (each for day, each in self.days.items() if each.is_open and day >= since)

    def stand(self, state: Subscribed, now: datetime, until: datetime | None = None) -> None:
        if (self.state, state) == (Subscribed.SUSPENDED, Subscribed.ACTIVE):
            self._reopen(now)
        again = self.state is state is Subscribed.SUSPENDED
        if not again:
            suspended = state is Subscribed.SUSPENDED
            self.tries = int(suspended)
            self.retry = now + DAY / 2 if suspended else None
        self.state, self.until = state, until
        if state is not Subscribed.ACTIVE:
            lost = state is Subscribed.SUSPENDED
            for each in self.hopeful(now):
                each.progress = Progress.LOST if lost else Progress.SKIPPED

    def reached(self) -> None:
        self.state, self.until, self.tries, self.retry = Subscribed.ACTIVE, None, 0, None

    def _reopen(self, now: datetime) -> None:
        """Let the last briefing come after all, if it is not too old."""
        last = self.days[max(self.days)] if self.days else None
        if last and last.progress is Progress.LOST and now < last.due + WINDOW:
            last.progress, last.due_at = Progress.OPEN, now

    def plan(self, now: datetime) -> None:
        round_ = round_at(now, self.slot, self.next, window=WINDOW)
        for occurrence in round_.skipped:
            if self._wants(occurrence):
                self._add(occurrence, Progress.SKIPPED)
        if round_.send:
            is_try = self._is_try(round_.send)
            if self._wants(round_.send) or is_try:
                self._add(round_.send, Progress.OPEN)
            if is_try:
                self.retry = round_.send.at + min(2**self.tries, 30) * DAY - DAY / 2
                self.tries += 1
        last = round_.send or (round_.skipped[-1] if round_.skipped else None)
        if last and self._pause_is_over(last):
            self.state, self.until = Subscribed.ACTIVE, None
        self.next = round_.next

    def _wants(self, occurrence: Occurrence) -> bool:
        return self.state is Subscribed.ACTIVE or self._pause_is_over(occurrence)

    def _pause_is_over(self, occurrence: Occurrence) -> bool:
        paused = self.state is Subscribed.PAUSED
        return paused and self.until is not None and self.until <= occurrence.at

    def _is_try(self, occurrence: Occurrence) -> bool:
        return self.retry is not None and self.retry <= occurrence.at

    def _add(self, occurrence: Occurrence, progress: Progress) -> None:
        new = Message(occurrence.at, occurrence.at, progress)
        self.days.setdefault(occurrence.day, new)


class Model:
    """All places, and the workers that serve them."""

    def __init__(self) -> None:
        self.places: dict[Address, Place] = {}

    def opens(self) -> Iterator[Message]:
        return (each for place in self.places.values() for each in place.opens())

    def expire(self, now: datetime) -> None:
        for each in self.opens():
            if each.is_due(now) and each.due + WINDOW <= now:
                perhaps = each.begun or each.unsure
                each.progress = Progress.UNCERTAIN if perhaps else Progress.EXPIRED
                each.owner, each.begun = "", False

    def claimable(self, now: datetime) -> list[Message]:
        """Give what may be claimed: of each chat the oldest, if it is due; no two are as old."""
        chats: dict[str, list[Message]] = {}
        for place in self.places.values():
            chats.setdefault(place.where.chat, []).extend(place.opens())
        oldest = [min(each, key=lambda one: one.due) for each in chats.values() if each]
        return [each for each in oldest if each.is_due(now) and now < each.due + WINDOW]

    def claim(self, delivery: Delivery, worker: str, now: datetime) -> Message:
        message = self.message(delivery)
        message.unsure += message.begun
        message.owner, message.begun = worker, False
        message.attempt += 1
        message.held_until = now + LEASE
        return message

    def begin(self, delivery: Delivery, worker: str, now: datetime) -> bool:
        message = self.message(delivery)
        held = message.is_held_by(worker, delivery.attempt)
        begun = held and message.is_open and (message.held_until or now) > now
        if begun:
            message.begun, message.held_until = True, now + LEASE
        return begun

    def record(
        self, delivery: Delivery, worker: str, progress: Progress, due: datetime | None
    ) -> bool:
        message = self.message(delivery)
        if not message.is_held_by(worker, delivery.attempt):
            return False
        if not message.is_open and progress not in {*ARRIVED, message.progress}:
            return False
        message.progress, message.due_at = progress, due or message.due_at
        message.owner, message.begun, message.unsure = "", False, delivery.unsure
        message.held_until = None
        place = self.places[delivery.subscription.where]
        tried = delivery.subscription.state is Subscribed.SUSPENDED
        if tried and progress is Progress.SENT and place.state is Subscribed.SUSPENDED:
            place.reached()
        return True

    def hold(self, chat: str, until: datetime) -> None:
        for place in self.places.values():
            if place.where.chat == chat:
                for each in place.hopeful(until):
                    each.due_at = max(each.due_at, until)

    def message(self, delivery: Delivery) -> Message:
        return self.places[delivery.subscription.where].days[delivery.day]
