"""A briefing comes once on every day that has one, whatever becomes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whenever import PlainDateTime, RepeatedTime, SkippedTime

from bot.schedule import DAY, LATE, Occurrence, Slot, Weekdays, changed, round_at

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR = timedelta(hours=1)

WINDOW = timedelta(hours=6)
ZONES = sorted(available_timezones() - {"Factory", "localtime"})
SPAN = (datetime(2021, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))  # ten years
LEFT_OUT = (  # days that a place crossing the date line never had
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Fakaofo", date(2011, 12, 30)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Pacific/Kiritimati", date(1994, 12, 31)),
    ("Asia/Manila", date(1844, 12, 31)),
)
# Places with a half hour, a gap at midnight, one over it, a fold over it, two changes in a year
# because of Ramadan, none, and one on the other side of the date line.
PLACES = (
    "Europe/Paris",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Nuuk",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "UTC",
)

slots = st.builds(
    Slot,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(PLACES),
    weekdays=st.integers(1, 127).map(Weekdays),
)
moments = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis wants them so, and gives the zone itself
    datetime(2028, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


@cache
def transitions(name: str) -> tuple[datetime, ...]:
    """Every moment of ten years at which the clocks of a zone change, to the minute."""
    zone = ZoneInfo(name)

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    found = []
    week = SPAN[0]
    while week < SPAN[1]:
        if offset(week) != offset(week + 7 * DAY):
            low, high = 0, 7 * 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                same = offset(week + timedelta(minutes=middle)) == offset(week)
                low, high = (middle, high) if same else (low, middle)
            found.append(week + timedelta(minutes=high))
        week += 7 * DAY
    return tuple(found)


def independent(at: time, zone: str, day: date) -> datetime:
    """Find the moment with another library, minute by minute through a gap."""
    minute = PlainDateTime(day.year, day.month, day.day, at.hour, at.minute)
    while True:
        try:
            sure = minute.assume_tz(zone, disambiguation="raise")
        except RepeatedTime:
            sure = minute.assume_tz(zone, disambiguation="earlier")
        except SkippedTime:
            minute = minute.add(minutes=1, naive_arithmetic_ok=True)
            continue
        return sure.to_instant().to_stdlib()


def around(name: str) -> Iterator[tuple[time, date]]:
    """Times that are likely to go wrong in a zone: about each change, the day before and after."""
    zone = ZoneInfo(name)
    for moment in transitions(name):
        edges = {
            (moment + minutes * timedelta(minutes=1)).astimezone(zone).time()
            for minutes in (-61, -60, -31, -1, 0, 29, 59, 60)
        }
        between = (moment - timedelta(minutes=1)).astimezone(zone) + timedelta(minutes=31)
        for day in (-1, 0, 1):
            for at in (*edges, between.time(), time(0), time(23, 59)):
                yield at, moment.astimezone(zone).date() + day * DAY


@pytest.mark.parametrize("letter", sorted({name[:2] for name in ZONES}))
def test_every_change_of_every_clock_in_ten_years_is_as_another_library_has_it(
    letter: str,
) -> None:
    for zone in (name for name in ZONES if name.startswith(letter)):
        for at, day in around(zone):
            occurrence = Slot(at, zone).on(day)
            assert occurrence == Occurrence(day, independent(at, zone, day)), (zone, at)


@settings(max_examples=500)
@given(
    st.sampled_from(ZONES),
    st.times(),
    st.dates(SPAN[0].date(), SPAN[1].date()),
)
def test_any_day_of_ten_years_is_as_another_library_has_it(zone: str, at: time, day: date) -> None:
    at = at.replace(second=0, microsecond=0)
    assert Slot(at, zone).on(day) == Occurrence(day, independent(at, zone, day))


@pytest.mark.parametrize(("zone", "day"), LEFT_OUT)
@pytest.mark.parametrize("at", [time(0), time(8), time(23, 59)])
def test_a_day_that_a_place_left_out_has_no_briefing(zone: str, day: date, at: time) -> None:
    slot = Slot(at, zone)
    assert slot.on(day) is None
    before = slot.on(day - DAY)
    assert before is not None
    assert slot.local(before.at).time() == at
    after = slot.after(before.at)
    assert (after.day, slot.local(after.at).time()) == (day + DAY, at)


@pytest.mark.parametrize(
    ("slot", "day", "shown"),
    [
        (Slot(time(2, 30), "Europe/Paris"), date(2026, 3, 29), "2026-03-29T03:00:00+02:00"),
        (Slot(time(2, 30), "Europe/Paris"), date(2026, 10, 25), "2026-10-25T02:30:00+02:00"),
        (Slot(time(0), "Africa/Cairo"), date(2026, 4, 24), "2026-04-24T01:00:00+03:00"),
        (Slot(time(2), "Australia/Lord_Howe"), date(2026, 10, 4), "2026-10-04T02:30:00+11:00"),
        (Slot(time(23, 30), "America/Nuuk"), date(2026, 3, 28), "2026-03-29T00:00:00-01:00"),
        (Slot(time(23, 30), "America/Nuuk"), date(2026, 10, 24), "2026-10-24T23:30:00-01:00"),
    ],
)
def test_a_gap_means_the_first_valid_minute_after_it_and_a_fold_happens_once(
    slot: Slot, day: date, shown: str
) -> None:
    occurrence = slot.on(day)
    assert occurrence is not None
    assert slot.local(occurrence.at).isoformat() == shown
    assert occurrence.at.tzinfo is UTC
    assert slot.after(occurrence.at).day == day + DAY


@given(slots, moments)
def test_of_a_row_each_comes_later_and_no_day_is_left_out(slot: Slot, moment: datetime) -> None:
    row = list(islice(slot.coming(moment), 12))
    for one, other in pairwise(row):
        assert one.at < other.at
        between = range(1, (other.day - one.day).days)
        assert not any(slot.on(one.day + days * DAY) for days in between)
    assert all(slot.on(each.day) == each for each in row)
    assert not [
        day
        for days in range(-2, 10)
        if (day := slot.local(moment).date() + days * DAY) < row[0].day
        and (each := slot.on(day)) is not None
        and each.at > moment
    ]


@given(slots, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_only_the_days_of_the_week_that_were_chosen_have_one(slot: Slot, day: date) -> None:
    chosen = Weekdays(1 << day.weekday()) in slot.weekdays
    assert (slot.on(day) is not None) == chosen


def test_weekdays_are_those_of_the_place_and_not_of_greenwich() -> None:
    slot = Slot(time(8), "Pacific/Kiritimati", Weekdays.MONDAY)
    occurrence = slot.after(datetime(2026, 11, 26, tzinfo=UTC))
    assert occurrence.day == date(2026, 11, 30)
    assert occurrence.at == datetime(2026, 11, 29, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "weekdays"),
    [
        (time(8, 0, 1), "UTC", Weekdays.DAILY),
        (time(8, tzinfo=UTC), "UTC", Weekdays.DAILY),
        (time(8), "Europe/Atlantis", Weekdays.DAILY),
        (time(8), "../etc/passwd", Weekdays.DAILY),
        (time(8), "Europe", Weekdays.DAILY),
        (time(8), "", Weekdays.DAILY),
        (time(8), "UTC", Weekdays(0)),
        (time(8), "UTC", Weekdays(128)),
    ],
)
def test_a_slot_that_says_nothing_is_none(at: time, zone: str, weekdays: Weekdays) -> None:
    with pytest.raises(ValueError, match="no "):
        Slot(at, zone, weekdays)


@settings(max_examples=300)
@given(slots, moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_after_a_stop_one_is_sent_at_the_most_and_every_other_is_accounted_for(
    slot: Slot, began: datetime, stop: timedelta
) -> None:
    planned = slot.after(began)
    now = began + stop
    turn = round_at(now, slot, planned, window=WINDOW)
    handled = [*turn.skipped, *([turn.send] if turn.send else [])]
    until_then = [each for each in islice(slot.coming(began), 50) if each.at <= now]
    assert handled == until_then
    assert turn.next == slot.after(now)
    assert all(now - each.at > WINDOW or each.day < turn.next.day for each in turn.skipped)
    if turn.send:
        assert timedelta(0) <= now - turn.send.at <= WINDOW
        assert turn.late == (now - turn.send.at > LATE)
    elif until_then:
        assert now - until_then[-1].at > WINDOW


@pytest.mark.parametrize(
    ("lateness", "sent", "late"),
    [
        (timedelta(seconds=-1), False, False),
        (timedelta(0), True, False),
        (timedelta(seconds=5), True, False),
        (LATE, True, False),
        (HOUR, True, True),
        (WINDOW, True, True),
        (WINDOW + timedelta(seconds=1), False, False),
    ],
)
def test_a_late_start_sends_one_marked_late_and_a_very_late_one_none(
    lateness: timedelta, *, sent: bool, late: bool
) -> None:
    slot = Slot(time(8), "Europe/Paris")
    planned = slot.after(datetime(2026, 11, 26, 12, tzinfo=UTC))
    turn = round_at(planned.at + lateness, slot, planned, window=WINDOW)
    assert (turn.send is not None, turn.late) == (sent, late)


def test_a_law_that_moves_the_clocks_gives_no_second_one_on_the_same_day() -> None:
    """What was planned by yesterday's rules lies an hour before the same day by today's."""
    slot = Slot(time(8), "Europe/Paris")
    right = slot.after(datetime(2026, 11, 26, 12, tzinfo=UTC))
    early = Occurrence(right.day, right.at - HOUR)
    turn = round_at(early.at, slot, early, window=WINDOW)
    assert turn.send == early
    assert turn.next.day == right.day + DAY
    late = round_at(early.at + 2 * HOUR, slot, early, window=WINDOW)
    assert (late.send, late.skipped) == (early, ())


def test_at_the_very_moment_of_the_next_one_it_is_the_one_to_send() -> None:
    slot = Slot(time(8), "Europe/Paris")
    planned = slot.after(datetime(2026, 11, 26, 12, tzinfo=UTC))
    following = slot.after(planned.at)
    turn = round_at(following.at, slot, planned, window=WINDOW)
    assert (turn.send, turn.late, turn.skipped) == (following, False, (planned,))


@settings(max_examples=300)
@given(slots, moments, st.lists(st.tuples(slots, st.timedeltas(HOUR / 60, 5 * DAY)), max_size=6))
@example(  # over the date line and back
    Slot(time(8), "Pacific/Kiritimati"),
    datetime(2026, 11, 26, tzinfo=UTC),
    [
        (Slot(time(9), "Pacific/Honolulu"), 20 * HOUR),
        (Slot(time(20), "Pacific/Kiritimati"), 30 * HOUR),
    ],
)
def test_however_often_it_is_changed_no_day_has_two_and_none_is_lost_in_silence(
    slot: Slot, now: datetime, changes: list[tuple[Slot, timedelta]]
) -> None:
    planned = slot.after(now)
    served: list[Occurrence] = []
    for new, wait in changes:
        now += wait
        while planned.at <= now:
            served.append(planned)
            planned = slot.after(planned.at, beyond=planned.day)
        change = changed(new, now=now, served=served[-1] if served else None)
        first = new.local(now).date()
        between = {first + days * DAY for days in range((change.next.day - first).days)}
        had = {new.local(served[-1].at).date()} if served else set()
        wanted = {day for day in between if new.on(day) and day > max(had, default=date.min)}
        assert set(change.missed) == wanted
        assert change.next.at > now
        assert change.next.day not in had
        slot, planned = new, change.next
    days = [each.day for each in [*served, planned]]
    assert all(one < other for one, other in pairwise(days))


@pytest.mark.parametrize(
    ("old", "new", "served_today", "first", "missed"),
    [
        (time(8), time(18), True, 27, []),
        (time(8), time(18), False, 26, []),
        (time(18), time(8), False, 27, [26]),
        (time(8), time(9), True, 27, []),
    ],
)
def test_a_change_at_noon(
    old: time, new: time, *, served_today: bool, first: int, missed: list[int]
) -> None:
    served = Slot(old, "Europe/Paris").on(date(2026, 11, 26 if served_today else 25))
    change = changed(
        Slot(new, "Europe/Paris"), now=datetime(2026, 11, 26, 11, tzinfo=UTC), served=served
    )
    assert change.next.day == date(2026, 11, first)
    assert [day.day for day in change.missed] == missed
