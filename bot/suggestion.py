"""What may stand where somebody is typing, as far as it needs no story: times, places, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from bot.errors import Misused
from bot.request import Kind
from bot.schedule import Weekdays, zone_called
from bot.subscriptions.clock_time import read_time, read_weekdays, weekdays_said
from bot.subscriptions.until import read_until
from bot.subscriptions.zones import complete_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.words import Words

    Timely: TypeAlias = Literal[Kind.TIME, Kind.ZONE, Kind.DAYS, Kind.UNTIL, Kind.SWITCH]

MOST = 25  # what Discord shows; nobody reads more
DAY = timedelta(days=1)
MORNING, NOON = 6, 12  # o'clock; few wish for a briefing in the night
SETS = (Weekdays.DAILY, Weekdays.WORKDAYS, Weekdays.WEEKEND)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may stand where somebody is typing.

    Args:
        value: what replaces the word or words being typed.
        label: what it means.
    """

    value: str
    label: str


def suggested(kind: Timely, typed: str, words: Words, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest values that begin, or go on, as *typed*."""
    match kind:
        case Kind.TIME:
            return tuple(_times(typed, words))
        case Kind.ZONE:
            return tuple(
                Suggestion(zone, words.time(now.astimezone(zone_called(zone))))
                for zone in complete_zone(typed, now=now)
            )
        case Kind.DAYS:
            days = (*SETS, *(Weekdays(1 << day) for day in range(7)))
            offered = (Suggestion(weekdays_said(each, words), "") for each in days)
            return fitting(offered, typed) or _understood_days(typed, words)
        case Kind.UNTIL:
            return fitting(_days(words, now), typed) or _understood_until(typed, words, now)
        case Kind.SWITCH:
            switch = (Suggestion("on", words("yes")), Suggestion("off", words("no")))
            return fitting(switch, typed)
        case _:
            assert_never(kind)


def fitting(suggestions: Iterable[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    """Give those that begin as *typed*, by what they are or by what they mean."""
    start = typed.casefold()
    found = (
        each
        for each in suggestions
        if each.value.casefold().startswith(start) or each.label.casefold().startswith(start)
    )
    return tuple(found)[:MOST]


def _times(typed: str, words: Words) -> Iterator[Suggestion]:
    """Suggest what was typed, also in the evening where it does not say; else full hours."""
    try:
        at = read_time(typed)
    except Misused:
        hours = (time((MORNING + hour) % 24) for hour in range(24))
        yield from fitting((_time(each, words) for each in hours), typed)
        return
    yield _time(at, words)
    if at.hour < NOON and typed.strip().isdecimal():
        yield _time(at.replace(hour=at.hour + NOON), words)


def _time(at: time, words: Words) -> Suggestion:
    return Suggestion(
        f"{at:%H:%M}", words.time(datetime.combine(datetime(1970, 1, 1, tzinfo=UTC), at))
    )


def _understood_days(typed: str, words: Words) -> tuple[Suggestion, ...]:
    """Say what days of the week are understood: `mon-fri`."""
    try:
        days = read_weekdays(typed, words.language)
    except Misused:
        return ()
    return (Suggestion(typed, weekdays_said(days, words)),)


def _understood_until(typed: str, words: Words, now: datetime) -> tuple[Suggestion, ...]:
    """Say which day is understood: `24 December`."""
    try:
        until = read_until(typed, now=now, zone="UTC", language=words.language)
    except Misused:
        return ()
    return (Suggestion(typed, words.day(until.date())),)


def _days(words: Words, now: datetime) -> Iterator[Suggestion]:
    yield Suggestion(words("tomorrow"), words.day((now + DAY).date()))
    for number in (1, 2):
        week = words.many("{number} week", "{number} weeks", number)
        yield Suggestion(week, words.day((now + 7 * number * DAY).date()))
    for number in range(2, 8):
        day = now + number * DAY
        yield Suggestion(weekdays_said(Weekdays(1 << day.weekday()), words), words.day(day.date()))
