"""How long a pause lasts is understood as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Misused
from bot.subscriptions.until import read_until
from bot.words import languages, words_for
from tests.bot.managed import at

MIDNIGHT = timedelta(hours=1)  # before that of UTC, in Paris in winter


def until(typed: str, *, now: datetime | None = None, language: str = "en") -> datetime:
    return read_until(typed, now=now or at(24), zone="Europe/Paris", language=language)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("friday", datetime(2026, 11, 27, tzinfo=UTC)),
        ("Fri", datetime(2026, 11, 27, tzinfo=UTC)),
        ("Freitag", datetime(2026, 11, 27, tzinfo=UTC)),
        ("viernes", datetime(2026, 11, 27, tzinfo=UTC)),
        ("tuesday", datetime(2026, 12, 1, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 11, 25, tzinfo=UTC)),
        ("2026-12-24", datetime(2026, 12, 24, tzinfo=UTC)),
        ("24 December", datetime(2026, 12, 24, tzinfo=UTC)),
        ("December 24, 2026", datetime(2026, 12, 24, tzinfo=UTC)),
        ("24. Dez.", datetime(2026, 12, 24, tzinfo=UTC)),
        ("24.12.", datetime(2026, 12, 24, tzinfo=UTC)),
        ("24. 12. 2026", datetime(2026, 12, 24, tzinfo=UTC)),
        ("24 de diciembre de 2026", datetime(2026, 12, 24, tzinfo=UTC)),
        ("until friday", datetime(2026, 11, 27, tzinfo=UTC)),
        ("Until 2026-12-24", datetime(2026, 12, 24, tzinfo=UTC)),
        ("bis Freitag", datetime(2026, 11, 27, tzinfo=UTC)),
        ("bis zum 24. Dezember", datetime(2026, 12, 24, tzinfo=UTC)),
        ("hasta el viernes", datetime(2026, 11, 27, tzinfo=UTC)),
        ("hasta el 24 de diciembre", datetime(2026, 12, 24, tzinfo=UTC)),
        ("حتى الجمعة", datetime(2026, 11, 27, tzinfo=UTC)),
        ("إلى الجمعة", datetime(2026, 11, 27, tzinfo=UTC)),
        ("3 March", datetime(2027, 3, 3, tzinfo=UTC)),
        ("24th december", datetime(2026, 12, 24, tzinfo=UTC)),
        ("until the 24th of December", datetime(2026, 12, 24, tzinfo=UTC)),
        ("december 1st", datetime(2026, 12, 1, tzinfo=UTC)),
        ("el viernes", datetime(2026, 11, 27, tzinfo=UTC)),
        ("next friday", datetime(2026, 11, 27, tzinfo=UTC)),
        ("until next tuesday", datetime(2026, 12, 1, tzinfo=UTC)),
        ("bis zum nächsten Freitag", datetime(2026, 11, 27, tzinfo=UTC)),
        ("hasta el próximo viernes", datetime(2026, 11, 27, tzinfo=UTC)),
        ("حتى يوم الجمعة القادم", datetime(2026, 11, 27, tzinfo=UTC)),
        ("٢٤ ديسمبر", datetime(2026, 12, 24, tzinfo=UTC)),
    ],
)
def test_a_day_means_its_beginning_where_the_briefing_is_read(typed: str, day: datetime) -> None:
    assert until(typed) == day - MIDNIGHT


def test_which_day_it_is_is_told_by_the_clocks_there() -> None:
    """In Paris it is Wednesday already."""
    assert until("tomorrow", now=at(24, 23, 30)) == at(26) - timedelta(hours=12) - MIDNIGHT


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        *(("1 day", 1), ("3 days", 3), ("1 week", 7), ("2 weeks", 14), ("  3  DAYS ", 3)),
        *(("for 3 days", 3), ("für 3 Tage", 3), ("por 3 días", 3), ("durante 2 semanas", 14)),
        *(("a week", 7), ("for one day", 1), ("eine Woche", 7), ("für einen Tag", 1)),
        *(("una semana", 7), ("٣ أيام", 3), ("لمدة ٣ أيام", 3), ("يوم واحد", 1), ("يوم", 1)),
        *(("يومين", 2), ("أسبوع", 7), ("لمدة أسبوع", 7), ("أسبوعين", 14), ("١٢ يوما", 12)),
    ],
)
def test_a_length_counts_from_this_moment(typed: str, length: int) -> None:
    assert until(typed) == at(24) + timedelta(days=length)


@pytest.mark.parametrize("tag", languages())
def test_what_the_bot_itself_says_is_understood(tag: str) -> None:
    words = words_for(tag)
    assert until(words("tomorrow"), language=tag) == until("tomorrow")
    for number in (1, 2, 3, 11):
        said = words.many("{number} day", "{number} days", number)
        assert until(said, language=tag) == at(24) + timedelta(days=number)


@pytest.mark.parametrize(
    "typed",
    ["2026-11-24", "24 November", "24.11.", "2026-11-01", "1999-01-01", "2027-11-26", "999 days"],
)
def test_what_is_over_or_too_far_away_is_told(typed: str) -> None:
    with pytest.raises(Misused, match=f"“{typed}” is not within the 366 days from now"):
        until(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "until",
        "for",
        "until until friday",
        "soon",
        "monday friday",
        "31 February",
        "2026-13-01",
        "0 days",
        "days",
        "weekdays",
        "a friday a week",
        "2 يومين",
        "weeks",
        "every friday",
        "from friday",
        "12 hours",
        "next week",
    ],
)
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(Misused):
        until(typed)
