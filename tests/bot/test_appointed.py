"""When a story shall be published, as people write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.choice import Choice
from bot.editing.appointed import Appointed, carried_moment, is_moment, read_moment
from bot.errors import Misused, NotFound, Unclear
from tests.invented import NOON

# It is noon of a Tuesday, 13:00 in Paris.


def read(typed: str, zone: str | None = None) -> str:
    moment = read_whole(typed, zone)
    assert moment.at.tzinfo is UTC
    return f"{moment.at:%m-%d %H:%M}"


def read_whole(typed: str, zone: str | None = None) -> Appointed:
    def choice(place: str, when: str) -> Choice:
        return Choice(place, "publish", (when,))

    return read_moment(typed, now=NOON, zone=zone, language="en", choice=choice)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("at 18:00 Paris", "11-24 17:00"),
        ("18:00 Europe/Paris", "11-24 17:00"),
        ("8:30 pm New York", "11-25 01:30"),
        ("8 Paris", "11-25 07:00"),
        ("today 14:00 Paris", "11-24 13:00"),
        ("14:00 Paris today", "11-24 13:00"),
        ("tomorrow 8:00 Paris", "11-25 07:00"),
        ("Tomorrow at 8:00, Paris", "11-25 07:00"),
        ("8:00 tomorrow Paris", "11-25 07:00"),
        ("tuesday 14:00 Paris", "11-24 13:00"),
        ("tuesday 8:00 Paris", "12-01 07:00"),
        ("next tuesday 14:00 Paris", "12-01 13:00"),
        ("next friday at 9am Paris", "11-27 08:00"),
        ("December 24th 18:00 Paris", "12-24 17:00"),
        ("خلال يومين", "11-26 12:00"),
        ("friday 8am New York", "11-27 13:00"),
        ("24 December 18:00 Paris", "12-24 17:00"),
        ("2026-12-24 18:00 UTC", "12-24 18:00"),
        ("2026-11-24 18:00 UTC", "11-24 18:00"),
        ("in 2 hours", "11-24 14:00"),
        ("in 45 minutes", "11-24 12:45"),
        ("1 hour", "11-24 13:00"),
        ("in 3 days", "11-27 12:00"),
        ("noon Paris", "11-25 11:00"),
        ("on Friday at 9am Paris", "11-27 08:00"),
        ("at 9am on Friday in Paris", "11-27 08:00"),
        ("on 3 December at 8:00 in Paris", "12-03 07:00"),
        ("3 December 8 Paris", "12-03 07:00"),
        ("24 November 2026 18:00 Paris", "11-24 17:00"),
        ("am Freitag um 9 Uhr Berlin", "11-27 08:00"),
        ("el 3 de diciembre a las 8:00 en Madrid", "12-03 07:00"),
        ("يوم الجمعة الساعة 9 دبي", "11-27 05:00"),
        ("in an hour", "11-24 13:00"),
        ("in half an hour", "11-24 12:30"),
        ("in a week", "12-01 12:00"),
        ("in einer Stunde", "11-24 13:00"),
        ("in einem Tag", "11-25 12:00"),
        ("en una hora", "11-24 13:00"),
        ("بعد ساعة", "11-24 13:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert read(typed) == meant


def test_where_no_clocks_are_named_those_of_the_place_are_meant() -> None:
    assert read("18:00", zone="Europe/Paris") == "11-24 17:00"
    assert read("18:00 New York", zone="Europe/Paris") == "11-24 23:00"


def test_without_any_clocks_they_are_asked_for() -> None:
    with pytest.raises(NotFound, match="Whose clocks"):
        read("18:00")


def test_several_zones_are_asked_back() -> None:
    with pytest.raises(Unclear) as error:
        read("18:00 CET")
    first, *others = error.value.choices
    assert others
    assert first.fits
    assert read(first.arguments[0]) == read(f"18:00 {first.label}")


@pytest.mark.parametrize("typed", ["soon", "Paris", "3", "tomorrow", "25:00 Paris", "8:00 Nowhere"])
def test_what_is_no_moment_is_told(typed: str) -> None:
    with pytest.raises((Misused, NotFound)):
        read(typed)


@pytest.mark.parametrize(
    "typed",
    ["18:00 Paris", "18:00", "18:00 Nowhere", "in an hour", "tomorrow 8 CET", "@1798070400"],
)
def test_what_has_the_form_of_a_moment_is_one_wherever_its_clocks_may_be(typed: str) -> None:
    assert is_moment(typed, now=NOON, language="en")


@pytest.mark.parametrize("typed", ["", "soon", "November 2026 18:00 Paris", "hours", "pm Paris"])
def test_what_lacks_its_number_is_none(typed: str) -> None:
    assert not is_moment(typed, now=NOON, language="en")


@pytest.mark.parametrize("typed", ["today 8:00 Paris", "2025-01-01 8:00 Paris", "in 9999 weeks"])
def test_what_is_over_or_far_away_is_refused(typed: str) -> None:
    with pytest.raises(Misused):
        read(typed)


def test_a_button_carries_a_moment_to_the_second() -> None:
    moment = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
    for zone in (None, "UTC", "America/Argentina/Buenos_Aires"):
        appointed = Appointed(moment, zone)
        carried = carried_moment(appointed)
        assert read_whole(carried) == appointed
        assert len(carried) < 20
    for wrong in (carried_moment(Appointed(NOON, None)), "@", "@soon", "@99999999999999"):
        with pytest.raises(Misused):
            read(wrong)
