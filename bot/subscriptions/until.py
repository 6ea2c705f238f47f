"""Read until when somebody wants a pause: `friday`, `until 24 December`, `for 3 days`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import Misused
from bot.schedule import zone_called
from bot.subscriptions.clock_time import SHOWN, folded, read_weekdays, without_front
from bot.subscriptions.length import read_length
from bot.subscriptions.synonyms import EVERY, NEXT, NEXT_BEHIND, ON, OPEN, UNTIL
from bot.words import languages, phrase, words_for
from bot.words.written import locale

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = timedelta(days=1)
LONGEST = 366  # days; who wants a longer pause unsubscribes
YEARS = 8  # as long as it takes for a 29th of February to come
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERED = r"(\d{1,2})(?:\.|st|nd|rd|th)?"
DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?")


def is_open(typed: str) -> bool:
    """Whether somebody says that a pause shall last until it is taken back: `until resumed`."""
    return _bare(typed).removeprefix("/") in {folded(each) for each in OPEN}


def read_until(typed: str, *, now: datetime, zone: str, language: str) -> datetime:
    """Read the moment at which a pause ends: the first one of a day there, or so many days on.

    Args:
        typed: what somebody wrote.
        now: the moment they wrote it.
        zone: the IANA name of the place whose days are meant.
        language: theirs.

    Raises:
        Misused: it is no day, or one that is over or too far away.
    """
    text = _bare(typed)
    if length := read_length(text, least=DAY):
        return _held(typed, now + length, now)
    today = now.astimezone(zone_called(zone)).date()
    day = _day(text, today, language)
    if day is None:
        raise Misused(
            phrase(
                "“{typed}” is no day. Write friday, 2026-12-24, 24 December or 3 days.",
                typed=typed[:SHOWN],
            )
        )
    return _held(typed, datetime(day.year, day.month, day.day, tzinfo=zone_called(zone)), now)


def _bare(typed: str) -> str:
    """Write what was typed without what stands in front of a day or a length."""
    text = " ".join(folded(typed).replace(",", " ").replace("،", " ").split())
    return without_front(text, UNTIL)


def _held(typed: str, until: datetime, now: datetime) -> datetime:
    if not now < until <= now + LONGEST * DAY:
        raise Misused(
            phrase(
                "“{typed}” is not within the {days} days from now. Without a day, the pause lasts "
                "until /resume.",
                typed=typed[:SHOWN],
                days=LONGEST,
            )
        )
    return until


def is_next(typed: str) -> bool:
    """Whether a text says of a day that it is a coming one, and so not today."""
    text = without_front(folded(typed), ON)
    return _without_next(text) != text


def _without_next(text: str) -> str:
    behind = (f" {folded(each)}" for each in NEXT_BEHIND)
    text = without_front(text, NEXT)
    return text.removesuffix(next((each for each in behind if text.endswith(each)), ""))


def _day(text: str, today: date, language: str) -> date | None:
    text = _without_next(without_front(text, ON))
    if text in {folded(words_for(tag)("tomorrow")) for tag in languages()}:
        return today + DAY
    if matched := ISO.fullmatch(text):
        year, month, day = map(int, matched.groups())
        return _date(year, month, day)
    if matched := DOTTED.fullmatch(text):
        return _coming(int(matched[2]), int(matched[1]), matched[3], today)
    for month, name in _months():
        if matched := re.fullmatch(rf"{NUMBERED} (?:of |de )?{name}(?: (?:de )?(\d{{4}}))?", text):
            return _coming(month, int(matched[1]), matched[2], today)
        if matched := re.fullmatch(rf"{name} {NUMBERED}(?: (\d{{4}}))?", text):
            return _coming(month, int(matched[1]), matched[2], today)
    return _weekday(text, today, language)


def _weekday(text: str, today: date, language: str) -> date | None:
    """Give the next day of that name; today is none, and no pause begins anew each week."""
    if without_front(text, EVERY) != text:
        return None
    try:
        days = read_weekdays(text, language)
    except Misused:
        return None
    if days.bit_count() != 1:
        return None
    coming = (today + each * DAY for each in range(1, 8))
    return next(day for day in coming if days >> day.weekday() & 1)


def _months() -> Iterator[tuple[int, str]]:
    """Name the months, whole and shortened, in every language the bot speaks."""
    for language in languages():
        for width in ("wide", "abbreviated"):
            for month, name in locale(language).months["format"][width].items():
                yield month, re.escape(folded(name).strip(".")) + r"\.?"


def _coming(month: int, day: int, year: str | None, today: date) -> date | None:
    """Give the day of that year; the next one of that name where none is said, or today."""
    if year is not None:
        return _date(int(year), month, day)
    dates = (_date(today.year + each, month, day) for each in range(YEARS + 1))
    return next((each for each in dates if each is not None and each >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
