"""Whatever time is chosen when, no day is served twice, and none is lost in silence."""

from __future__ import annotations

from tests.bot.managed import Clock, Place, at, days, read, ticks


async def test_an_earlier_time_serves_no_day_twice(place: Place, clock: Clock) -> None:
    assert await ticks(place, clock, at(25, 8)) == days(25)
    reply = await place.ask("/subscription time 7")
    assert "Because of the change" not in read(reply)
    assert await ticks(place, clock, at(27, 12)) == days(25, 26, 27)


async def test_a_later_time_serves_no_day_twice(place: Place, clock: Clock) -> None:
    await ticks(place, clock, at(25, 8))
    reply = await place.ask("/subscription time 10")
    assert "It comes next on\n- Thursday, November 26, 2026, 10:00 AM" in read(reply)
    assert await ticks(place, clock, at(26, 12)) == days(25, 26)


async def test_a_later_time_on_a_day_that_is_not_served_yet_is_that_day(
    place: Place, clock: Clock
) -> None:
    clock.now = at(25, 6)
    await place.ask("/subscription time 20")
    assert await ticks(place, clock, at(25, 21)) == days(25)


async def test_a_day_that_is_lost_by_the_change_is_told(place: Place, clock: Clock) -> None:
    await place.ask("/subscription time 20")
    reply = await place.ask("/subscription time 8")
    assert "Because of the change there is no briefing on Tuesday, November 24, 2026." in read(
        reply
    )
    assert await ticks(place, clock, at(25, 12)) == days(25)


async def test_a_day_on_which_nothing_was_awaited_is_not_told_as_lost(place: Place) -> None:
    """It was subscribed at noon, for 8 o'clock: that was to begin tomorrow anyway."""
    assert "Because of the change" not in read(await place.ask("/subscription time 9"))


async def test_what_is_due_at_this_moment_is_not_lost_by_another_change(
    place: Place, clock: Clock
) -> None:
    """No tick has come yet: the change comes three minutes after eight."""
    clock.now = at(25, 7, 3)
    await place.ask("/subscription most 3")
    assert await ticks(place, clock, at(25, 8)) == days(25)


async def test_a_zone_in_which_it_is_another_day_serves_no_day_twice(
    place: Place, clock: Clock
) -> None:
    await ticks(place, clock, at(25, 8))
    await place.ask("/subscription zone Auckland")
    await place.ask("/subscription zone Honolulu")
    await place.ask("/subscription zone Paris")
    planned = await ticks(place, clock, at(28, 12))
    assert len(planned) == len(set(planned))
    assert planned == days(25, 26, 27, 28)
