"""People type times, days and places as they like, and are understood or asked."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.choice import Choice
from bot.errors import Misused, NotFound, Unclear
from bot.schedule import Slot, Weekdays
from bot.subscriptions import gazetteer
from bot.subscriptions.clock_time import folded, read_time, read_weekdays, weekdays_said
from bot.subscriptions.gazetteer import IN, PEOPLED, SHORT, cities, places
from bot.subscriptions.zones import ASKED, MOST, complete_zone, meant, read_zone
from bot.words import languages, words_for

WINTER = datetime(2026, 11, 26, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, tzinfo=UTC)
ZONES = {place.zone for place in places()}
NAMES = sorted(name for place in places() for name in (*place.names, *place.countries))
# What countries are called in two or three letters: some are words as well, such as `in` and `at`.
CODES = sorted(
    {code.lower() for code in map(str, Locale("en").territories) if code.isalpha()}
    | {short for names in SHORT.values() for short in names}
)

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (
    Weekdays(1 << day) for day in range(7)
)


def button(zone: str) -> Choice:
    return Choice(zone, "subscribe", ("8", zone))


def zone_read(typed: str, now: datetime = WINTER) -> str:
    return read_zone(typed, now=now, choice=button)


def offered(typed: str, now: datetime = WINTER) -> list[str]:
    """Give the zones that somebody is asked to choose from."""
    with pytest.raises(Unclear) as asked:
        zone_read(typed, now)
    return [choice.label for choice in asked.value.choices]


# Times


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("08", time(8)),
        ("8am", time(8)),
        ("8 AM", time(8)),
        ("8:30pm", time(20, 30)),
        ("8.30 p.m.", time(20, 30)),
        ("8:30 p. m.", time(20, 30)),
        ("08:00", time(8)),
        ("08:00:00", time(8)),
        ("0800", time(8)),
        ("830", time(8, 30)),
        ("20h15", time(20, 15)),
        ("20 h", time(20)),
        ("8.30", time(8, 30)),
        ("8,30", time(8, 30)),
        ("8 Uhr", time(8)),
        ("8 Uhr 30", time(8, 30)),
        ("8 o’clock", time(8)),
        ("8 o'clock pm", time(20)),
        ("noon", time(12)),
        ("Midday", time(12)),
        ("midnight", time(0)),
        ("at 8:30", time(8, 30)),
        ("um 8 Uhr", time(8)),
        ("a las 8 de la tarde", time(20)),
        ("الساعة ٨", time(8)),
        ("mittags", time(12)),
        ("al mediodía", time(12)),
        ("ظهرًا", time(12)),
        ("um Mitternacht", time(0)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30am", time(0, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("20:15 pm", time(20, 15)),
        ("٨:٣٠", time(8, 30)),
        ("８：３０", time(8, 30)),
        ("８：３０ＰＭ", time(20, 30)),
        ("8時30分", time(8, 30)),
        ("8 abends", time(20)),
        ("8 morgens", time(8)),
        ("8 de la tarde", time(20)),
        ("8 p. m.", time(20)),
        ("٨ مساءً", time(20)),
        ("٨ ص", time(8)),
        ("  8 : 30  ", time(8, 30)),
        ("8 at night", time(20)),
        ("3 at night", time(3)),
        ("12 at night", time(0)),
        ("12 noon", time(12)),
        ("12 midnight", time(0)),
        ("8 Uhr früh", time(8)),
        ("8 Uhr in der Früh", time(8)),
        ("2 Uhr nachts", time(2)),
        ("22 Uhr nachts", time(22)),
        ("8 de la noche", time(20)),
        ("12 de la noche", time(0)),
        ("8 por la mañana", time(8)),
        ("8 ليلا", time(20)),
        ("٥ في المساء", time(17)),
        ("8 PM,", time(20)),
        ("٨ مساءً،", time(20)),
    ],
)
def test_a_time_is_understood_as_it_is_typed(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "24:00", "25", "8:60", "8:5", "13am", "-3", "+8", "8-9", "8/30", "8%", "8 🙂"),
        *(
            "soon",
            "8 mi",
            ",",
            "8:30:30",
            "12345",
            "1e3",
            "8 8",
            "٨٨",
            "8 bananas",
            "x" * 4000,
            "1" * 4000,
        ),
    ],
)
def test_what_is_no_time_is_refused_with_a_short_sentence(typed: str) -> None:
    with pytest.raises(Misused) as refused:
        read_time(typed)
    assert "is no time of day" in str(refused.value)
    assert len(str(refused.value)) < 200


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(DIGITS), st.sampled_from(":.h,："))
def test_every_minute_of_a_day_is_understood_in_every_script(
    hour: int, minute: int, digits: str, mark: str
) -> None:
    typed = f"{hour}{mark}{minute:02}".translate(str.maketrans(DIGITS[0], digits))
    assert read_time(typed) == time(hour, minute)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_time_or_refused(typed: str) -> None:
    try:
        at = read_time(typed)
    except Misused:
        assert not typed.isascii() or not typed.isdecimal() or int(typed) > 23
    else:
        assert Slot(at, "UTC").at == at


# Days of the week


@pytest.mark.parametrize(
    ("typed", "language", "days"),
    [
        ("daily", "en", Weekdays.DAILY),
        ("Every day", "en", Weekdays.DAILY),
        ("weekdays", "en", Weekdays.WORKDAYS),
        ("weekends", "en", Weekdays.WEEKEND),
        ("mon-fri", "en", Weekdays.WORKDAYS),
        ("Mon – Fri", "en", Weekdays.WORKDAYS),
        ("Monday to Friday", "en", Weekdays.WORKDAYS),
        ("sat-mon", "en", SATURDAY | SUNDAY | MONDAY),
        ("mon-mon", "en", MONDAY),
        ("mo,we", "en", MONDAY | WEDNESDAY),
        ("Monday Friday", "en", MONDAY | FRIDAY),
        ("Mondays, thurs & sun", "en", MONDAY | THURSDAY | SUNDAY),
        ("tue and thu", "en", TUESDAY | THURSDAY),
        ("weekdays, sat", "en", Weekdays.WORKDAYS | SATURDAY),
        ("mon-wed, sat", "en", MONDAY | TUESDAY | WEDNESDAY | SATURDAY),
        ("Montag bis Freitag", "de", Weekdays.WORKDAYS),
        ("Mo.-Fr.", "de", Weekdays.WORKDAYS),
        ("dienstags und sonntags", "de", TUESDAY | SUNDAY),
        ("Montag", "en", MONDAY),
        ("monday", "ar", MONDAY),
        ("Do", "de", THURSDAY),
        ("do", "es", SUNDAY),
        ("lunes a viernes", "es", Weekdays.WORKDAYS),
        ("miércoles y sábados", "es", WEDNESDAY | SATURDAY),
        ("miercoles", "es", WEDNESDAY),
        ("الاثنين إلى الجمعة", "ar", Weekdays.WORKDAYS),
        ("الإثنين", "ar", MONDAY),
        ("am Wochenende", "de", Weekdays.WEEKEND),
        ("wochenends", "en", Weekdays.WEEKEND),
        ("fin de semana", "es", Weekdays.WEEKEND),
        ("entre semana", "es", Weekdays.WORKDAYS),
        ("cada día", "es", Weekdays.DAILY),
        ("a diario", "ar", Weekdays.DAILY),
        ("كل يوم", "ar", Weekdays.DAILY),
        ("from monday to friday", "en", Weekdays.WORKDAYS),
        ("on mondays and on fridays", "en", MONDAY | FRIDAY),
        ("every monday", "en", MONDAY),
        ("every weekday", "en", Weekdays.WORKDAYS),
        ("on the weekend", "en", Weekdays.WEEKEND),
        ("von Montag bis Freitag", "de", Weekdays.WORKDAYS),
        ("jeden Montag und Donnerstag", "en", MONDAY | THURSDAY),
        ("an Wochenenden", "de", Weekdays.WEEKEND),
        ("de lunes a viernes", "es", Weekdays.WORKDAYS),
        ("desde el lunes hasta el viernes", "es", Weekdays.WORKDAYS),
        ("los lunes y los jueves", "es", MONDAY | THURSDAY),
        ("los fines de semana", "es", Weekdays.WEEKEND),
        ("من الأحد إلى الخميس", "ar", SUNDAY | MONDAY | TUESDAY | WEDNESDAY | THURSDAY),
        ("كل أحد", "ar", SUNDAY),
    ],
)
def test_days_are_understood_in_the_languages_of_the_bot(
    typed: str, language: str, days: Weekdays
) -> None:
    assert read_weekdays(typed, language) == days


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ",",
        "t",
        "m-f",
        "mon-",
        "-",
        "mon-weekends",
        "1-5",
        "someday",
        "mon fri x" * 99,
        *("on", "every", "from friday", "every other monday"),
    ],
)
def test_what_is_no_day_is_refused_with_a_short_sentence(typed: str) -> None:
    with pytest.raises(Misused) as refused:
        read_weekdays(typed, "en")
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("typed", ["all fr", "daily, fri", "mon-fri fr", "fri mon-fri", "mon mon"])
def test_a_day_that_says_nothing_new_was_meant_to_say_something_else(typed: str) -> None:
    with pytest.raises(Misused, match="and the other days are partly the same"):
        read_weekdays(typed, "en")


def test_what_two_languages_shorten_to_the_same_is_refused_to_a_third() -> None:
    with pytest.raises(Misused, match="do"):
        read_weekdays("do", "en")


@pytest.mark.parametrize("language", languages())
def test_what_the_bot_says_of_days_it_understands(language: str) -> None:
    for days in map(Weekdays, range(1, 128)):
        assert read_weekdays(weekdays_said(days, words_for(language)), language) == days


@given(st.text(max_size=30), st.sampled_from([*languages(), "nonsense", "de-AT"]))
def test_whatever_is_typed_is_days_or_refused(typed: str, language: str) -> None:
    with suppress(Misused):
        assert read_weekdays(typed, language)


# Zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("Paris", "Europe/Paris"),
        ("Paris, France", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("port au prince", "America/Port-au-Prince"),
        ("St. John’s", "America/St_Johns"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Zürich", "Europe/Zurich"),
        ("Moskau", "Europe/Moscow"),
        ("القاهرة", "Africa/Cairo"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("فرنسا", "Europe/Paris"),
        ("UK", "Europe/London"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("Singapore", "Asia/Singapore"),
        ("amster", "Europe/Amsterdam"),
        ("JST", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Zulu", "UTC"),
        ("-3:30", "America/St_Johns"),
        ("Lyon", "Europe/Paris"),
        ("München", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Manchester", "Europe/London"),
        ("Mumbai", "Asia/Kolkata"),
        ("Barcelona, Spain", "Europe/Madrid"),
        ("in Hamburg", "Europe/Berlin"),
        ("Edinburgh", "Europe/London"),
        ("Genf", "Europe/Zurich"),
        ("Delhi", "Asia/Kolkata"),
        ("Alexandria", "Africa/Cairo"),
        ("حلب", "Asia/Damascus"),
        ("Rabat", "Africa/Casablanca"),
        ("Ottawa", "America/Toronto"),
        ("Ankara", "Europe/Istanbul"),
        ("Bern", "Europe/Zurich"),
        ("Peking", "Asia/Shanghai"),
        ("Washington", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("Abu Dhabi", "Asia/Dubai"),
        ("Hanoi", "Asia/Ho_Chi_Minh"),
        ("Naypyidaw", "Asia/Yangon"),
        ("London, UK", "Europe/London"),
        ("London,", "Europe/London"),
        ("New York, New York", "America/New_York"),
        ("Louisville, Kentucky", "America/Kentucky/Louisville"),
        ("Portland, Oregon, USA", "America/Los_Angeles"),
        ("باريس، فرنسا", "Europe/Paris"),
        ("السعودية", "Asia/Riyadh"),
        ("بريطانيا", "Europe/London"),
        ("فلسطين", "Asia/Gaza"),
        ("Palestine", "Asia/Gaza"),
        ("Großbritannien", "Europe/London"),
        ("Inglaterra", "Europe/London"),
        ("Czech Republic", "Europe/Prague"),
        ("Frankfurt", "Europe/Berlin"),
        ("St. Petersburg", "Europe/Moscow"),
        ("LA", "America/Los_Angeles"),
        ("NYC", "America/New_York"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(typed: str, zone: str) -> None:
    assert zone_read(typed) == zone


def test_every_zone_is_found_by_its_name_and_its_city_in_every_language() -> None:
    for place in places():
        assert meant(place.zone, now=WINTER) == (place.zone,)
        assert meant(place.zone.lower(), now=WINTER) == (place.zone,)
        assert meant(place.zone.rpartition("/")[2], now=WINTER) == (place.zone,)
        for tag in languages():
            said = Locale.parse(tag).time_zones.get(place.zone, {})
            assert meant(said.get("city", place.zone), now=WINTER) == (place.zone,)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("in Paris", "Europe/Paris"),
        ("in India", "Asia/Kolkata"),
        ("in the UK", "Europe/London"),
        ("in der Schweiz", "Europe/Zurich"),
        ("en Alemania", "Europe/Berlin"),
        ("en el Reino Unido", "Europe/London"),
        ("في باريس", "Europe/Paris"),
        ("بتوقيت القاهرة", "Africa/Cairo"),
        ("In New York, USA", "America/New_York"),
    ],
)
def test_what_stands_in_front_of_a_place_is_no_part_of_it(typed: str, zone: str) -> None:
    assert zone_read(typed) == zone
    assert complete_zone(typed, now=WINTER)[0] == zone


@given(st.sampled_from(NAMES), st.sampled_from(IN))
def test_a_word_in_front_changes_no_place(name: str, front: str) -> None:
    assert meant(f"{front} {name}", now=WINTER) == meant(name, now=WINTER)


def test_no_place_and_no_code_is_taken_for_a_word_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {name: meant(name, now=WINTER) for name in (*NAMES, *CODES)}
    monkeypatch.setattr(gazetteer, "IN", ())
    assert found == {name: meant(name, now=WINTER) for name in found}
    assert all(found[name] for name in NAMES)


def test_every_name_of_the_machine_leads_to_places_that_keep_its_clock() -> None:
    nobody = {"Factory", "localtime", "Etc/GMT+12"}
    for name in available_timezones() - nobody:
        found = meant(name, now=WINTER)
        assert ZONES.issuperset(found)
        offset = WINTER.astimezone(ZoneInfo(name)).utcoffset()
        assert offset in {WINTER.astimezone(ZoneInfo(zone)).utcoffset() for zone in found}, name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("CET", ["Europe/Berlin", "Europe/Paris", "Europe/Rome"]),
        ("cest", ["Europe/Berlin", "Europe/Paris", "Europe/Rome"]),
        ("MEZ", ["Europe/Berlin", "Europe/Paris", "Europe/Rome"]),
        ("EST", ["America/New_York", "America/Toronto"]),
        ("EST5EDT", ["America/New_York", "America/Toronto"]),
        ("ET", ["America/New_York", "America/Toronto"]),
        ("IST", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
        ("GMT", ["Europe/London", "Africa/Accra"]),
        ("UTC+2", ["Africa/Cairo", "Africa/Johannesburg"]),
        ("gmt +02:00", ["Africa/Cairo", "Africa/Johannesburg"]),
        ("+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("UTC−3", ["America/Sao_Paulo", "America/Argentina/Buenos_Aires"]),
        ("Etc/GMT+5", ["America/New_York", "America/Bogota"]),
        ("USA", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("أمريكا", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("Amerika", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("Rio", ["America/Sao_Paulo"]),
        ("Spain", ["Europe/Madrid", "Atlantic/Canary"]),
        ("Barcelona", ["Europe/Madrid", "America/Caracas"]),
        ("Springfield", ["America/Chicago", "America/New_York"]),
    ],
)
def test_what_could_be_several_is_asked_back_the_most_peopled_first(
    typed: str, first: list[str]
) -> None:
    zones = offered(typed)
    assert zones[: len(first)] == first
    assert len(zones) <= ASKED


@pytest.mark.parametrize(
    ("typed", "perhaps"),
    [
        ("London, Canada", {"America/Toronto", "Europe/London"}),
        ("لندن، كندا", {"America/Toronto", "Europe/London"}),
        ("Paris, Germany", {"Europe/Berlin", "Europe/Paris"}),
        ("Birmingham, Alabama, USA", {"America/Chicago", "Europe/London"}),
    ],
)
def test_a_city_that_is_not_in_the_country_behind_the_comma_is_asked_back(
    typed: str, perhaps: set[str]
) -> None:
    assert perhaps <= set(offered(typed))


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Birmingham, Alabama", "Europe/London"),
        ("Paris, Texas", "Europe/Paris"),
        ("Vancouver, Washington", "America/Vancouver"),
    ],
)
def test_a_city_is_not_taken_for_another_one_of_its_name(typed: str, city: str) -> None:
    with pytest.raises(NotFound, match=f"No time zone “{typed}” is known") as missed:
        zone_read(typed)
    assert [choice.label for choice in missed.value.choices] == [city]
    assert complete_zone(typed, now=WINTER) == (city,)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_nothing_that_is_no_place_says_which_city_is_meant(region: str) -> None:
    if meant(f"Paris, {region}", now=WINTER) == ("Europe/Paris",):
        assert "Europe/Paris" in meant(region, now=WINTER)


def test_an_offset_is_that_of_the_moment() -> None:
    assert "Europe/Berlin" in offered("UTC+1", WINTER)
    assert "Europe/Berlin" in offered("UTC+2", SUMMER)
    assert "Europe/Berlin" not in offered("UTC+1", SUMMER)


def test_gmt_may_also_be_the_clock_that_never_changes() -> None:
    assert "UTC" in meant("GMT", now=WINTER)


@given(st.integers(-14 * 4, 14 * 4))
def test_an_offset_leads_to_zones_that_have_it(quarters: int) -> None:
    offset = timedelta(minutes=15 * quarters)
    hours, minutes = divmod(abs(15 * quarters), 60)
    for zone in meant(f"UTC{'-' if quarters < 0 else '+'}{hours}:{minutes:02}", now=WINTER):
        assert WINTER.astimezone(ZoneInfo(zone)).utcoffset() == offset


@pytest.mark.parametrize(
    ("typed", "near"), [("Pariss", "Europe/Paris"), ("Londno", "Europe/London"), ("", None)]
)
def test_a_slip_is_answered_with_what_lies_near(typed: str, near: str | None) -> None:
    with pytest.raises(NotFound) as missed:
        zone_read(typed)
    assert near in {None, *(choice.label for choice in missed.value.choices)}
    assert all(choice.fits for choice in missed.value.choices)


@pytest.mark.parametrize("typed", ["UTC+20", "Atlantis", "x" * 4000, "+" * 4000, "../etc/passwd"])
def test_what_is_no_place_is_refused_with_a_short_sentence(typed: str) -> None:
    with pytest.raises(NotFound) as missed:
        zone_read(typed)
    assert len(str(missed.value)) < 200


@given(st.text(max_size=30))
def test_whatever_is_typed_leads_to_zones_that_a_slot_can_have(typed: str) -> None:
    for zone in (*meant(typed, now=WINTER), *complete_zone(typed, now=WINTER)):
        assert zone in ZONES
        assert Slot(time(8), zone).zone == zone


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ["Asia/Kolkata", "Asia/Shanghai"]),
        ("new", ["America/New_York"]),
        ("york", ["Europe/London", "America/New_York"]),
        ("par", ["Europe/Paris", "America/Asuncion"]),
        ("berl", ["Europe/Berlin"]),
        ("America/", ["America/Sao_Paulo", "America/New_York"]),
        ("deutsch", ["Europe/Berlin"]),
        ("مو", ["Europe/Moscow"]),
        ("cet", ["Europe/Berlin", "Europe/Paris"]),
        ("utc", ["UTC"]),
        ("utc+1", ["Africa/Lagos", "Europe/Berlin"]),
        ("erlin", ["Europe/Berlin"]),
        ("lyo", ["Europe/Paris"]),
    ],
)
def test_what_is_typed_is_completed_the_most_likely_first(typed: str, first: list[str]) -> None:
    assert list(complete_zone(typed, now=WINTER))[: len(first)] == first
    assert len(complete_zone(typed, now=WINTER)) <= MOST


@given(st.sampled_from(sorted(ZONES)), st.data())
def test_a_name_that_begins_so_comes_before_one_that_only_holds_it(
    zone: str, data: st.DataObject
) -> None:
    last = zone.rpartition("/")[2]
    typed = last[: data.draw(st.integers(3, 8))]
    found, surely = complete_zone(typed, now=WINTER), meant(typed, now=WINTER)
    held = [
        number
        for number, each in enumerate(found)
        if each not in surely  # `cat` are letters, and no name begins so where they are used
        and not any(
            name.startswith(folded(typed).replace("_", " ").strip())
            for place in places()
            if place.zone == each
            for name in (*place.names, *place.countries)
        )
    ]
    if zone in found and len(surely) > 1:
        assert all(found.index(zone) < number for number in held)


@pytest.mark.parametrize("typed", ["qqq", "hz", "mst7", "posix"])
def test_nothing_is_completed_to_letters_and_what_no_place_is_called(typed: str) -> None:
    assert complete_zone(typed, now=WINTER) == ()


def test_legacy_names_are_never_completed_to() -> None:
    for typed in ("", "e", "us", "etc", "gmt", "posix", "right", "systemv", "asia/calc"):
        for zone in complete_zone(typed, now=WINTER):
            assert zone in ZONES
    assert not [zone for zone in ZONES if zone.startswith(("Etc/", "posix/", "right/", "US/"))]


def test_every_city_has_a_zone_that_a_place_can_have() -> None:
    assert {zone for zones in cities().values() for zone in zones} <= ZONES


def test_the_most_peopled_zones_are_zones() -> None:
    assert set(PEOPLED.split()) <= ZONES
    assert len(PEOPLED.split()) == len(set(PEOPLED.split()))
