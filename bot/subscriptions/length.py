"""Read how long something lasts: `3 days`, `a week`, `eine Stunde`, `يومين`."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.subscriptions.clock_time import folded, without_front
from bot.subscriptions.synonyms import AFTER, ONE, SINGLE
from bot.words import languages, words_for
from bot.words.written import locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.words import Words

Unit: TypeAlias = Literal["minute", "hour", "day", "week"]

UNITS: Mapping[Unit, timedelta] = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
COUNTED = re.compile(r"(\d{1,5}) ?(.+)")
NUMBER = re.compile(r"\d+")
# One number for each form that any language gives to what is counted.
FORMS = (1, 2, 3, 11, 100)


def read_length(text: str, *, least: timedelta) -> timedelta | None:
    """Read a number of minutes, hours, days or weeks in any language the bot speaks.

    Args:
        text: what somebody wrote, folded.
        least: the smallest of these that may be counted.

    Returns:
        None where it is no length, or one of nothing.
    """
    counted, single = COUNTED.fullmatch(text), text in {folded(each) for each in SINGLE}
    name = counted[2] if counted else without_front(text, ONE)
    said = int(counted[1]) if counted else 1 if single or name != text else None
    for unit, number in _named(name):
        # One of both says how many there are: `3` or the word itself.
        if unit >= least and (said is None) != (number is None):
            return unit * (said or number or 0) or None
    return None


def _named(name: str) -> Iterator[tuple[timedelta, int | None]]:
    return (_names(tag)[name] for tag in languages() if name in _names(tag))


@cache
def _names(language: str) -> Mapping[str, tuple[timedelta, int | None]]:
    """Give what is counted by its name; with a number where the name alone says it."""
    found: dict[str, tuple[timedelta, int | None]] = {}
    for form in FORMS:
        for unit, said in _said(form, language):
            text = without_front(folded(said), AFTER)
            name = NUMBER.sub("", text).strip()
            found.setdefault(name, (UNITS[unit], None if NUMBER.search(text) else form))
    return found


def _said(number: int, language: str) -> Iterator[tuple[Unit, str]]:
    """Say so many of each unit, as the bot does and as Babel does of the time to come."""
    from babel.dates import format_timedelta

    for unit, said in _by_the_bot(words_for(language), number):
        yield unit, said
        coming = UNITS[unit] * number
        # No length reaches the threshold, so that it stays in the unit that is asked for.
        yield (
            unit,
            format_timedelta(coming, unit, inf, add_direction=True, locale=locale(language)),
        )


def _by_the_bot(words: Words, number: int) -> Iterator[tuple[Unit, str]]:
    yield "minute", words.many("{number} minute", "{number} minutes", number)
    yield "hour", words.many("{number} hour", "{number} hours", number)
    yield "day", words.many("{number} day", "{number} days", number)
    yield "week", words.many("{number} week", "{number} weeks", number)
