"""When a briefing is due: a time on the wall of a place, and the moments it stands for.

A slot says *08:00 in Paris, Monday to Friday*. What it stands for on a day is the first moment at
which the clocks there show that time or a later one. This one rule holds for every change of the
clocks: in a gap it is the first valid minute after it, in a fold the first of the two. A day on
which the weekday fits has one occurrence, and a day that a place left out has none.

The key of an occurrence is its local date: it is what the database holds against doubles.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntFlag
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LATE = timedelta(minutes=10)  # below it nobody would say that a briefing came late


class Weekdays(IntFlag):
    """A set of days of the week; its number is what a row keeps."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 4
    THURSDAY = 8
    FRIDAY = 16
    SATURDAY = 32
    SUNDAY = 64
    WORKDAYS = 31
    WEEKEND = 96
    DAILY = 127


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One briefing that is to come, or came.

    Args:
        day: the local date it belongs to; no other one of the same subscription has it.
        at: the moment, in UTC. It falls on *day*, but where the clocks jump over the end of it
            (Nuuk in spring): there it is the midnight behind.
    """

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day in a place, on some days of the week.

    Args:
        at: what the clock on the wall shows, to the minute.
        zone: the IANA name of the place.
        weekdays: on which days, by the calendar of the place.

    Raises:
        ValueError: there is no such zone, no day, or the time is none of a wall clock.
    """

    at: time
    zone: str
    weekdays: Weekdays = Weekdays.DAILY

    def __post_init__(self) -> None:
        if self.at.second or self.at.microsecond or self.at.tzinfo:
            raise ValueError(f"no time to the minute on a wall: {self.at!r}")
        if not 0 < self.weekdays <= Weekdays.DAILY:
            raise ValueError(f"no days of the week: {self.weekdays!r}")
        zone_called(self.zone)

    def on(self, day: date) -> Occurrence | None:
        """Give the occurrence of *day*; None where the weekday or the day itself is left out."""
        if not self.weekdays >> day.weekday() & 1:
            return None
        zone = zone_called(self.zone)
        wanted = datetime.combine(day, self.at.replace(fold=0), tzinfo=zone)
        at = wanted.astimezone(UTC)
        if _wall(at, zone) == wanted.replace(tzinfo=None):
            return Occurrence(day, at)
        at = _behind_the_gap(wanted, zone)
        exists = day in {_wall(at, zone).date(), _wall(at - SECOND, zone).date()}
        return Occurrence(day, at) if exists else None

    def after(self, moment: datetime, *, beyond: date | None = None) -> Occurrence:
        """Give the first occurrence later than *moment*, on a day later than *beyond*."""
        return next(self.coming(moment, beyond=beyond))

    def coming(self, moment: datetime, *, beyond: date | None = None) -> Iterator[Occurrence]:
        """Give one occurrence after the other: the next three are what people are shown.

        Args:
            moment: they are later than this; aware.
            beyond: and on later days than this.
        """
        # Once the clocks show a later date, the time of an earlier one has come already.
        day = self.local(moment).date()
        if beyond is not None:
            day = max(day, beyond + DAY)
        while True:
            occurrence = self.on(day)
            if occurrence is not None and occurrence.at > moment:
                yield occurrence
            day += DAY

    def local(self, moment: datetime) -> datetime:
        """Give *moment* as the clocks of the place show it, aware."""
        return moment.astimezone(zone_called(self.zone))


@dataclass(frozen=True, slots=True)
class Round:
    """What to do about a slot at one moment.

    Args:
        send: the briefing to send now; None where there is none.
        late: whether it must be marked late.
        skipped: briefings that nobody wants any more, the oldest first; they are recorded so.
        next: the one to wait for.
    """

    send: Occurrence | None
    late: bool
    skipped: tuple[Occurrence, ...]
    next: Occurrence


def round_at(now: datetime, slot: Slot, planned: Occurrence, *, window: timedelta) -> Round:
    """Decide what to do at *now* about a slot that waits for *planned*.

    However long the program stood still, one briefing is sent at the most: the newest that is due,
    if it is not older than *window*.
    """
    if planned.at > now:
        return Round(None, late=False, skipped=(), next=planned)
    following = slot.coming(planned.at, beyond=planned.day)
    *older, newest = planned, *takewhile(lambda each: each.at <= now, following)
    age = now - newest.at
    # Where a law moved the clocks meanwhile, the day decides: none is served again.
    next_one = slot.after(now, beyond=newest.day)
    if age > window:
        return Round(None, late=False, skipped=(*older, newest), next=next_one)
    return Round(newest, late=age > LATE, skipped=tuple(older), next=next_one)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a subscription that was given another slot.

    Args:
        next: the occurrence to wait for.
        missed: days from today on that get no briefing at all, though the new slot has one on
            them: its time is over, or their key is used up. Whoever changes it must be told.
    """

    next: Occurrence
    missed: tuple[date, ...]


def changed(slot: Slot, *, now: datetime, served: Occurrence | None) -> Change:
    """Move a subscription to *slot*, so that no local day has two and none is lost in silence.

    Args:
        slot: the new one.
        now: the moment of the change.
        served: the last one that was planned, sent or not, under whatever slot; *at* is when it
            was due. A day counts as served by its key and by the calendar of the new place.
    """
    today = slot.local(now).date()
    there = slot.local(served.at).date() if served else today - DAY
    next_one = slot.after(now, beyond=max(served.day, there) if served else None)
    unserved = max(today, there + DAY)
    days = (unserved + each * DAY for each in range((next_one.day - unserved).days))
    return Change(next_one, tuple(day for day in days if slot.on(day)))


@cache
def zone_called(name: str) -> ZoneInfo:
    """Give the zone of an IANA name; kept, for the library itself keeps eight of them.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone: {name!r}") from error


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _behind_the_gap(wanted: datetime, zone: ZoneInfo) -> datetime:
    """Find the first moment at which the clocks show more than a time that they leave out."""
    # PEP 495: by the offset behind the gap such a time lies before it, by that before it behind.
    before = wanted.replace(fold=1).astimezone(UTC)
    seconds = range(int((wanted.astimezone(UTC) - before).total_seconds()))
    missing = wanted.replace(tzinfo=None)
    return before + SECOND * bisect_left(
        seconds, 1, key=lambda second: _wall(before + SECOND * second, zone) >= missing
    )
