"""Read when a story shall be published: `at 18:00 Paris`, `in 2 hours`, `tomorrow 8:00 Paris`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import Misused, NotFound, Unclear
from bot.schedule import Slot, zone_called
from bot.subscriptions.carried import carried_zone, is_carried, zone_carried
from bot.subscriptions.clock_time import SHOWN, folded, read_time, without_front
from bot.subscriptions.length import read_length
from bot.subscriptions.synonyms import AFTER, AT
from bot.subscriptions.until import is_next, read_until
from bot.subscriptions.zones import read_zone
from bot.words import N_, languages, phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, time

    from bot.choice import Choice
    from bot.workshop import Release

DAY = timedelta(days=1)
LONGEST = 366 * DAY
MOST_WORDS = 12
MARK = "@"  # a moment that a button carries, and nobody typed
SECONDS = 11  # digits of those since 1970
HALF_HOURS = ("half an hour", "einer halben Stunde", "media hora", "نصف ساعة")
TODAY = N_("today")
NO_MOMENT = phrase(
    "Say when: at 18:00 Paris, tomorrow 8:00 Paris, in 2 hours; or nothing, for at once."
)


@dataclass(frozen=True, slots=True)
class Appointed:
    """A moment that somebody has named.

    Args:
        at: the moment, in UTC.
        zone: the IANA name of the place whose clocks they have meant; None where they named none.
    """

    at: datetime
    zone: str | None


def carried_moment(appointed: Appointed) -> str:
    """Write a moment, and whose clocks were meant, as a button carries them."""
    zone = f" {carried_zone(appointed.zone)}" if appointed.zone else ""
    return f"{MARK}{int(appointed.at.timestamp())}{zone}"


def carried_plan(release: Release) -> str:
    """Write for when something is planned, as a button of that plan carries it."""
    return carried_moment(Appointed(release.at, release.zone))


def _read_carried(typed: str, now: datetime, zone: str | None) -> Appointed:
    seconds, _, place = typed.removeprefix(MARK).partition(" ")
    if not seconds.isdecimal() or len(seconds) > SECONDS:
        raise Misused(NO_MOMENT)
    where = zone_carried(place) if is_carried(place) else zone
    return _held(typed, datetime.fromtimestamp(int(seconds), UTC), now, where)


def is_moment(typed: str, *, now: datetime, language: str) -> bool:
    """Whether a text has the form of a moment, wherever its clocks may be.

    Args:
        typed: what somebody wrote, or what a button carried.
        now: the moment they wrote it.
        language: theirs.
    """
    text = _bare(typed)
    is_length = typed.startswith(MARK) or _length(without_front(text, AFTER)) is not None
    return is_length or any(_partings(text, now, language))


def read_moment(
    typed: str,
    *,
    now: datetime,
    zone: str | None,
    language: str,
    choice: Callable[[str, str], Choice],
) -> Appointed:
    """Read a moment to come.

    Args:
        typed: what somebody wrote, or what a button carried.
        now: the moment they wrote it.
        zone: whose clocks are meant where they name none; None where that cannot be known.
        language: theirs.
        choice: makes a button of a zone that may be meant, and of the moment in it.

    Raises:
        Misused: it is no moment, or one that is over or too far away.
        Unclear: the zone may be several.
    """
    if typed.startswith(MARK):
        return _read_carried(typed, now, zone)
    text = _bare(typed)
    if length := _length(without_front(text, AFTER)):
        return _held(typed, now + length, now, zone)
    unknown: Unclear | NotFound | None = None
    for day, at, place in _partings(text, now, language):
        in_zone = partial(_offered, choice, partial(_moment, day, at, now=now, language=language))
        try:
            where = _zone(place, zone, now, in_zone)
        except (NotFound, Unclear) as error:
            unknown = unknown or error
            continue
        return _held(typed, _moment(day, at, where, now=now, language=language), now, where)
    raise unknown or Misused(NO_MOMENT)


def _bare(typed: str) -> str:
    return " ".join(folded(typed).replace(",", " ").split())


def _zone(place: str, zone: str | None, now: datetime, choice: Callable[[str], Choice]) -> str:
    if not place and zone is None:
        raise NotFound(phrase("Whose clocks are meant? Write it with a city: at 18:00 Paris."))
    return read_zone(place, now=now, choice=choice) if place else str(zone)


def _offered(
    choice: Callable[[str, str], Choice], moment_in: Callable[[str], datetime], zone: str
) -> Choice:
    return choice(zone, carried_moment(Appointed(moment_in(zone), zone)))


def _partings(text: str, now: datetime, language: str) -> Iterator[tuple[str, time, str]]:
    """Part a text into a day, a time and a place, whichever of the first two stands first.

    Longer times go before shorter ones: `8 pm` is one. A day that stands in front goes before
    one behind: `3 December 8` is no 3 o'clock.
    """
    words = without_front(text, AT).split()[:MOST_WORDS]
    spans = [
        (start, end)
        for start in range(len(words))
        for end in range(len(words), start, -1)
        if end - start <= MOST_WORDS // 3
    ]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], not span[0], span[0])):
        at = _time(" ".join(words[start:end]))
        if at is None:
            continue
        before, behind = words[:start], words[end:]
        if _is_day(" ".join(before), now, language):
            yield " ".join(before), at, " ".join(behind)
        elif not before:
            for length in range(len(behind), 0, -1):
                if _is_day(" ".join(behind[:length]), now, language):
                    yield " ".join(behind[:length]), at, " ".join(behind[length:])
                if _is_day(" ".join(behind[-length:]), now, language):
                    yield " ".join(behind[-length:]), at, " ".join(behind[:-length])
            yield "", at, " ".join(behind)


def _time(text: str) -> time | None:
    try:
        return read_time(text)
    except Misused:
        return None


def _is_day(text: str, now: datetime, language: str) -> bool:
    """Whether a text names a day; a length of days names none."""
    if not text or _length(text):
        return False
    return _is_today(text) or any(_days(text, now, "UTC", language))


def _is_today(text: str) -> bool:
    return text in {folded(words_for(tag)(TODAY)) for tag in languages()}


def _days(text: str, now: datetime, zone: str, language: str) -> tuple[date | None, date | None]:
    """Give the day that a text means if today may be meant, and if it may not."""
    perhaps = None if is_next(text) else _day(text, now - DAY, zone, language)
    return perhaps, _day(text, now, zone, language)


def _day(text: str, now: datetime, zone: str, language: str) -> date | None:
    try:
        return read_until(text, now=now, zone=zone, language=language).date()
    except Misused:
        return None


def _moment(day: str, at: time, zone: str, *, now: datetime, language: str) -> datetime:
    """Give the first moment of that name that is to come; on the day that is named, if one is."""
    slot = Slot(at, zone)
    if not day:
        return slot.after(now).at
    today = now.astimezone(zone_called(zone)).date()
    perhaps, later = _days(day, now, zone, language)
    wanted = later
    if _is_today(day) or (perhaps == today and later != today + DAY):
        is_over = (first := slot.on(today)) is None or first.at <= now
        wanted = later if is_over and later is not None else today
    occurrence = slot.on(wanted) if wanted is not None else None
    if occurrence is None:
        raise Misused(NO_MOMENT)
    return occurrence.at


def _length(text: str) -> timedelta | None:
    """Read a number of minutes, hours, days or weeks, or half an hour."""
    if text in {folded(each) for each in HALF_HOURS}:
        return timedelta(minutes=30)
    return read_length(text, least=timedelta(minutes=1))


def _held(typed: str, moment: datetime, now: datetime, zone: str | None) -> Appointed:
    if not now < moment <= now + LONGEST:
        raise Misused(
            phrase(
                "“{typed}” is not within the {days} days from now.",
                typed=typed[:SHOWN],
                days=LONGEST.days,
            )
        )
    return Appointed(moment, zone)
