"""Dates, numbers and lists as each language writes them, by what Babel knows of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from babel import Locale

DEFAULT_LANGUAGE = "en"


# Babel takes some 30 µs for each of these, and a page of a story asks for the same ones again.
@lru_cache(maxsize=4096)
def date(day: dt.date, language: str, length: Literal["long", "full"]) -> str:
    """Write a date, in full with its weekday."""
    from babel.dates import format_date

    return format_date(day, format=length, locale=locale(language))


@lru_cache(maxsize=4096)
def moment(moment: dt.datetime, language: str) -> str:
    """Write a date with its weekday, and a time of day."""
    from babel.dates import get_datetime_format

    # No format of Babel's own has the weekday and leaves out the seconds.
    both = str(get_datetime_format("long", locale=locale(language))).replace("'", "")
    return both.format(clock(moment.time(), language), date(moment.date(), language, "full"))


@lru_cache(maxsize=4096)
def listed(items: tuple[str, ...], language: str) -> str:
    """Join items as a list."""
    from babel.lists import format_list

    return format_list(items, locale=locale(language))


@lru_cache(maxsize=4096)
def percent(share: float, language: str) -> str:
    """Write a share between 0 and 1."""
    from babel.numbers import format_percent

    # What is neither impossible nor certain must not be rounded to it.
    shown = round(min(max(share, 0.001), 0.999) if 0 < share < 1 else share, 3)
    return format_percent(shown, locale=locale(language), decimal_quantization=False)


@lru_cache(maxsize=4096)
def clock(at: dt.time, language: str) -> str:
    """Write what a clock on a wall shows."""
    from babel.dates import format_time

    return format_time(at, format="short", locale=locale(language))


def span(length: dt.timedelta, language: str) -> str:
    """Write roughly how long something takes."""
    from babel.dates import format_timedelta

    return format_timedelta(length, locale=locale(language))


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Find what Babel knows of a language, or else of English."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(DEFAULT_LANGUAGE)
