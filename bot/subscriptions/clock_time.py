"""Read a time of day and days of the week as people type them, in every language the bot speaks."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import Misused
from bot.schedule import Weekdays
from bot.subscriptions.synonyms import AT, DAYS, EVERY, FROM, HALVES, MIDNIGHT, NOON, ON, TIMES
from bot.words import languages, phrase, words_for
from bot.words.written import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from babel import Locale

    from bot.words import Words

SHOWN = 40  # characters of what was typed that an error repeats
# 8 · 08:00 · 8.30 pm · 20h15 · 8 Uhr 30 · 8 o'clock; `\d` also takes the digits of other scripts.
HALF = r"((?:[. ]|[^\W\d])*)"
TIME = re.compile(
    r"(\d{1,2}) ?(?:(?:[:.,٫']|h|uhr|時|点) ?(\d{2})?(?::00)?)? ?(?:o'?clock|uhr|h|分)?" + HALF
)
COMPACT = re.compile(r"(\d{1,2})(\d{2}) ?(?:h|uhr)?" + HALF)  # 0800 · 830pm
RANGE = re.compile(r"\s*(?:[-‐‑‒–—−~…]|\b(?:to|through|until|bis|a|al|hasta|الى|حتى)\b)\s*")
# An Arabic "and" is written as one with the article of the day that follows.
BETWEEN = re.compile(r"(?:[\s,،、;/&+|]|\bو(?=ال))+")
BEFORE_DAYS = (*ON, *EVERY)
AND = {"", "and", "und", "y", "e", "و"}
# Which half of the day each of its parts belongs to, as Babel calls them.
PARTS = {
    **dict.fromkeys(("am", "morning"), "am"),
    **dict.fromkeys(("pm", "noon", "afternoon", "evening"), "pm"),
    **dict.fromkeys(("night", "midnight"), "night"),
}
DUSK = 6  # o'clock; what is earlier in the night is after midnight


def read_time(typed: str) -> time:
    """Read a time of day: `8`, `8am`, `8:30pm`, `08:00`, `20h15`, `8.30`, `noon`, `٨:٣٠`.

    Raises:
        Misused: it is none.
    """
    text = without_front(" ".join(folded(typed).split()), AT).rstrip(" ,،")
    if text in _names_of_times():
        return _names_of_times()[text]
    matched = TIME.fullmatch(text) or COMPACT.fullmatch(text)
    hour = _hour(int(matched[1]), _letters(matched[3])) if matched else None
    minute = int(matched[2] or 0) if matched else 0
    if hour is None or minute > 59:  # noqa: PLR2004 - what a clock shows
        raise Misused(
            phrase(
                "“{typed}” is no time of day. Write it like 8:30, 8:30pm or 20:30.",
                typed=typed[:SHOWN],
            )
        )
    return time(hour, minute)


def read_weekdays(typed: str, language: str) -> Weekdays:
    """Read days of the week: `mon-fri`, `weekdays`, `daily`, `mo,we`, `Montag bis Freitag`.

    Args:
        typed: what somebody wrote.
        language: theirs; it decides where two languages shorten different days to the same.

    Raises:
        Misused: something in it is no day of the week, or there is none.
    """
    text = " ".join(folded(typed).replace(".", " ").split())
    whole = text if text in _names_of_sets() else without_front(text, BEFORE_DAYS)
    days_only = _front(BEFORE_DAYS, r"\S").sub(
        "", _front(FROM, r"\S+-").sub("", RANGE.sub("-", text))
    )
    parts = [whole] if whole in _names_of_sets() else BETWEEN.split(days_only)
    found = Weekdays(0)
    for part in parts:
        if part not in AND:
            days = _days(part, language)
            if days is None:
                raise Misused(
                    phrase(
                        "“{part}” is no day of the week. Write mon-fri, weekends or mon,thu.",
                        part=part[:SHOWN],
                    )
                )
            # A word that says nothing new was meant to say something else: `daily fr` is French.
            if found and (found | days in {found, days}):
                raise Misused(
                    phrase("“{part}” and the other days are partly the same.", part=part[:SHOWN])
                )
            found |= days
    if not found:
        raise Misused(phrase("No day of the week is named. Write mon-fri, weekends or mon,thu."))
    return found


def weekdays_said(weekdays: Weekdays, words: Words) -> str:
    """Say days of the week: "daily", "weekdays", "Monday and Thursday"."""
    for days, name in _sets(words).items():
        if days == weekdays:
            return name
    wide = _locale(words.language).days["stand-alone"]["wide"]
    return words.listed(wide[day] for day in range(7) if weekdays >> day & 1)


def folded(text: str) -> str:
    """Write *text* without what hands leave out: case, accents, the width of characters."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in bare if not unicodedata.combining(each)).replace("’", "'")


def without_front(text: str, fronts: Iterable[str]) -> str:
    """Take away the first of *fronts* that a folded text begins with."""
    begun = (f"{folded(front)} " for front in fronts)
    return text.removeprefix(next((each for each in begun if text.startswith(each)), ""))


@cache
def _front(words: tuple[str, ...], before: str) -> re.Pattern[str]:
    """Find *words* that stand in front of a day, as a pattern of what comes behind them."""
    either = "|".join(folded(each) for each in words)
    return re.compile(rf"(?<![^\W\d])(?:{either}) (?={before})")


def _hour(hour: int, half: str) -> int | None:
    """Give the hour of the day; *half* is what was written behind it."""
    if half not in _halves() or hour > 23:  # noqa: PLR2004 - what a clock shows
        return None
    match _halves()[half]:
        case "am":
            return hour % 12 if hour <= 12 else None  # noqa: PLR2004 - the same
        case "pm":
            return hour % 12 + 12
        case "night" if hour <= 12:  # noqa: PLR2004 - the same
            return hour % 12 + (12 if hour % 12 >= DUSK else 0)
        case _:
            return hour


def _days(part: str, language: str) -> Weekdays | None:
    """Read a day, a set of days or a range of days; None where it is nothing of it."""
    if part in _names_of_sets():
        return _names_of_sets()[part]
    first, dash, last = part.partition("-")
    begin = _day(first, language)
    end = _day(last, language) if dash else begin
    if begin is None or end is None:
        return None
    days = Weekdays(0)
    for each in range((end - begin) % 7 + 1):
        days |= Weekdays(1 << (begin + each) % 7)
    return days


def _day(name: str, language: str) -> int | None:
    """Read one day in *language*, else in English, else in any where it means but one day."""
    for tag in (language, DEFAULT_LANGUAGE):
        day = _day_in(name, tag)
        if day is not None:
            return day
    meant = {_day_in(name, tag) for tag in languages()} - {None}
    return meant.pop() if len(meant) == 1 else None


def _day_in(name: str, language: str) -> int | None:
    """Read a day by its name, its short name, its plural, or the beginning of one alone."""
    names = _names_of_days(language)
    if name in names or len(name) < 2:  # noqa: PLR2004 - one letter may be any day
        return names.get(name)
    begun = {day for each, day in names.items() if each.startswith(name)}
    plural = {day for each, day in names.items() if len(each) > 3 and name.startswith(each)}  # noqa: PLR2004 - a whole name
    days = begun or plural
    return days.pop() if len(days) == 1 else None


@cache
def _names_of_days(language: str) -> Mapping[str, int]:
    return {
        folded(name).strip("."): day
        for widths in _locale(language).days.values()
        for width in ("wide", "abbreviated", "short")
        for day, name in widths.get(width, {}).items()
    }


def _sets(words: Words) -> Mapping[Weekdays, str]:
    return {
        Weekdays.DAILY: words("daily"),
        Weekdays.WORKDAYS: words("weekdays"),
        Weekdays.WEEKEND: words("weekends"),
    }


@cache
def _names_of_sets() -> Mapping[str, Weekdays]:
    named = ((name, days) for tag in languages() for days, name in _sets(words_for(tag)).items())
    others = {folded(name): days for days, names in DAYS.items() for name in names}
    return {folded(name): days for name, days in named} | others


@cache
def _names_of_times() -> Mapping[str, time]:
    named = {folded(name): at for at, names in TIMES.items() for name in names}
    for tag in languages():
        words = words_for(tag)
        named |= {folded(words("noon")): NOON, folded(words("midnight")): MIDNIGHT}
    return named


@cache
def _halves() -> Mapping[str, str]:
    """Tell what may stand behind an hour, and which half of the day it means."""
    halves = {"": "", "a": "am", "am": "am", "p": "pm", "pm": "pm"}
    halves |= {_letters(folded(name)): half for half, names in HALVES.items() for name in names}
    for tag in languages():
        for period, name in _periods(_locale(tag)):
            halves.setdefault(_letters(folded(name)), PARTS[period])
    return halves


def _periods(locale: Locale) -> Iterator[tuple[str, str]]:
    """Name the parts of the day, those that are surely one half of it first."""
    widths = locale.day_periods["format"]
    named = [(period, name) for width in widths.values() for period, name in width.items()]
    for period, name in sorted(named, key=lambda each: each[0] not in {"am", "pm"}):
        # A letter or two mean nothing else: `mi` is no midnight.
        if period in {"am", "pm"} or len(name) > 2:  # noqa: PLR2004 - as it says
            yield period.rstrip("12"), name


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalpha())


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT_LANGUAGE)
