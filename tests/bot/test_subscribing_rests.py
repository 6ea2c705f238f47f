"""What comes to a place can rest, go on, end, and come back."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.address import Account
from bot.edition import Progress, Subscribed
from bot.words import phrase
from tests.bot.managed import Clock, Place, at, days, known, read, ticks
from tests.bot.replies import said
from tests.invented import TERMINAL

CLOSED = "The bot may not write in this chat."


async def suspended(place: Place) -> None:
    """Let the place be lost."""
    ledger = place.desk.store.ledger
    now = place.desk.now()
    await ledger.stand(TERMINAL, Subscribed.SUSPENDED, at=now, reason=CLOSED)


async def test_a_pause_lasts_until_it_is_resumed(place: Place, clock: Clock) -> None:
    assert read(await place.ask("/pause")) == (
        "The briefing is paused since Tuesday, November 24, 2026, 1:00 PM, until /resume.\n[Resume]"
    )
    assert await ticks(place, clock, at(27, 12)) == []
    assert read(await place.ask("/resume")) == (
        "The briefing comes to this place.\n"
        "It comes next on\n"
        "- Saturday, November 28, 2026, 8:00 AM\n"
        "- Sunday, November 29, 2026, 8:00 AM\n"
        "- Monday, November 30, 2026, 8:00 AM\n"
        "[Pause]"
    )
    assert await ticks(place, clock, at(28, 12)) == days(28)


async def test_a_pause_ends_by_itself_with_the_day_that_was_named(
    place: Place, clock: Clock
) -> None:
    assert read(await place.ask("/pause friday")) == (
        "The briefing is paused until Friday, November 27, 2026.\n"
        "It comes again on\n"
        "- Friday, November 27, 2026, 8:00 AM\n"
        "- Saturday, November 28, 2026, 8:00 AM\n"
        "- Sunday, November 29, 2026, 8:00 AM\n"
        "[Resume]"
    )
    assert await ticks(place, clock, at(28, 12)) == days(27, 28)
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_the_first_minute_of_the_day_that_was_named_is_no_pause_any_more(
    place: Place, clock: Clock
) -> None:
    await place.ask("/subscription time midnight")
    reply = await place.ask("/pause friday")
    assert "It comes again on\n- Friday, November 27, 2026, 12:00 AM" in read(reply)
    assert await ticks(place, clock, at(27, 12)) == days(27)


async def test_a_pause_of_days_leaves_out_so_many_briefings(place: Place, clock: Clock) -> None:
    await place.ask("/pause 3 days")
    assert await ticks(place, clock, at(29, 12)) == days(28, 29)


@pytest.mark.parametrize(
    "line", ["until resumed", "until /resume", "for ever", "bis auf Weiteres", "حتى إشعار آخر"]
)
async def test_a_pause_without_an_end_can_be_said_in_words(line: str, place: Place) -> None:
    assert "until /resume." in read(await place.ask(f"/pause {line}"))
    found = await known(place)
    assert (found.state, found.until) == (Subscribed.PAUSED, None)


async def test_status_says_on_which_day_it_comes_again(place: Place) -> None:
    await place.ask("/pause until friday")
    assert "It comes again on Friday, November 27, 2026, 8:00 AM." in read(
        await place.ask("/status")
    )


@pytest.mark.parametrize("line", ["/status", "/subscription", "/subscription most 3"])
async def test_a_pause_that_is_over_is_told_as_none_before_the_next_time(
    line: str, place: Place, clock: Clock
) -> None:
    await place.ask("/subscription days mon")
    await place.ask("/pause friday")
    clock.now = at(28)
    told = read(await place.ask(line))
    assert "The briefing comes to this place.\n" in told
    assert "Monday, November 30, 2026, 8:00 AM" in told


async def test_a_pause_goes_on_when_something_is_changed(place: Place) -> None:
    await place.ask("/pause friday")
    reply = await place.ask("/subscription time 9")
    assert "The briefing is paused until Friday, November 27, 2026." in read(reply)
    found = await known(place)
    assert (found.state, found.until) == (Subscribed.PAUSED, at(26, 23))


async def test_subscribing_ends_a_pause(place: Place) -> None:
    await place.ask("/pause")
    await place.ask("/subscribe 9 Paris")
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_to_resume_what_comes_anyway_is_harmless(place: Place) -> None:
    assert read(await place.ask("/resume")).startswith("The briefing comes to this place.")


async def test_a_pause_until_nobody_knows_when_changes_nothing(place: Place) -> None:
    assert said(await place.ask("/pause doomsday")).startswith("“doomsday” is no day.")
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_what_the_bot_lacks_is_named_before_it_is_resumed(place: Place) -> None:
    await place.ask("/pause")
    place.lacking = (phrase("“Send Messages”"),)
    reply = await place.ask("/resume")
    assert said(reply).startswith("The bot lacks “Send Messages” here.")
    assert (await known(place)).state is Subscribed.PAUSED
    place.lacking = ()
    await place.ask("/resume")
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_what_is_suspended_stays_so_when_something_is_changed(place: Place) -> None:
    await suspended(place)
    reply = await place.ask("/subscription most 3 time 9")
    assert f"The briefing is suspended since Tuesday, November 24, 2026, 1:00 PM: {CLOSED}" in read(
        reply
    )
    found = await known(place)
    assert (found.state, found.reason, found.wish.most) == (Subscribed.SUSPENDED, CLOSED, 3)


async def test_to_take_back_the_end_of_what_is_suspended_asks_for_the_right_to_write(
    place: Place,
) -> None:
    await suspended(place)
    ended = await place.ask("/unsubscribe")
    place.lacking = (phrase("“Send Messages”"),)
    refusal = await place.press(ended, "Undo")
    assert said(refusal).startswith("The bot lacks “Send Messages” here.")
    assert (await known(place)).state is Subscribed.ENDED
    place.lacking = ()
    await place.press(refusal, "Try again")
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_what_is_paused_again_asks_for_no_right(place: Place) -> None:
    await place.ask("/pause friday")
    ended = await place.ask("/unsubscribe")
    place.lacking = (phrase("“Send Messages”"),)
    await place.press(ended, "Undo")
    assert (await known(place)).state is Subscribed.PAUSED


async def test_what_is_suspended_comes_again_when_it_is_resumed(place: Place) -> None:
    await suspended(place)
    assert (
        "The briefing is suspended since Tuesday, November 24, 2026, 1:00 PM: The bot may not "
        "write in this chat. It is tried again by itself; /resume lets it come again."
    ) in read(await place.ask("/subscription"))
    assert read(await place.ask("/resume")).startswith(
        "The briefing comes to this place.\nIt comes next on\n- Wednesday, November 25"
    )
    assert (await known(place)).state is Subscribed.ACTIVE


@pytest.mark.parametrize(("hours", "comes"), [(5, True), (7, False)])
async def test_a_briefing_that_was_lost_comes_when_it_is_resumed_in_time(
    place: Place, clock: Clock, hours: int, *, comes: bool
) -> None:
    await ticks(place, clock, at(25, 7))
    await suspended(place)
    clock.now += timedelta(hours=hours)
    told = read(await place.ask("/resume"))
    assert ("\nThe briefing of Wednesday, November 25, 2026 comes now.\n" in told) == comes
    assert "It comes next on\n- Thursday, November 26" in told
    (lost,) = await place.desk.store.ledger.past((await known(place)).id, limit=9)
    assert lost.progress is (Progress.OPEN if comes else Progress.LOST)


async def test_what_is_ended_comes_no_more(place: Place, clock: Clock) -> None:
    reply = await place.ask("/unsubscribe")
    assert read(reply) == "The briefing does not come to this place any more.\n[Undo]"
    assert await ticks(place, clock, at(26, 12)) == []
    for line in ("/subscription", "/pause", "/resume", "/unsubscribe"):
        assert said(await place.ask(line)).startswith("Nothing is subscribed here yet.")


async def test_an_end_is_taken_back_with_all_that_was_wished(place: Place, clock: Clock) -> None:
    await place.ask("/subscription most 3 topics Trade language de")
    before = (await known(place)).wish
    reply = await place.press(await place.ask("/unsubscribe"), "Undo")
    assert read(reply).startswith("The briefing comes to this place.\nIt comes next on\n")
    assert (await known(place)).wish == before
    assert await ticks(place, clock, at(25, 12)) == days(25)


@pytest.mark.parametrize(("line", "until"), [("/pause", None), ("/pause friday", at(26, 23))])
async def test_what_was_paused_is_paused_again_when_its_end_is_taken_back(
    line: str, until: datetime | None, place: Place
) -> None:
    await place.ask(line)
    await place.press(await place.ask("/unsubscribe"), "Undo")
    found = await known(place)
    assert (found.state, found.until) == (Subscribed.PAUSED, until)


async def test_to_take_back_what_was_begun_anew_changes_nothing(place: Place) -> None:
    reply = await place.ask("/unsubscribe")
    await place.ask("/subscribe 9 Paris")
    await place.ask("/pause")
    await place.press(reply, "Undo")
    found = await known(place)
    assert (found.wish.slot.at, found.state) == (time(9), Subscribed.PAUSED)


async def test_a_pause_that_is_over_when_its_end_is_taken_back_is_none(
    place: Place, clock: Clock
) -> None:
    await place.ask("/pause friday")
    reply = await place.ask("/unsubscribe")
    clock.now = at(28)
    await place.press(reply, "Undo")
    assert (await known(place)).state is Subscribed.ACTIVE


async def test_who_manages_the_place_no_more_cannot_take_back(place: Place) -> None:
    reply = await place.ask("/unsubscribe")
    place.managed = False
    assert (await place.press(reply, "Undo")).failed
    assert (await known(place)).state is Subscribed.ENDED


async def test_who_changed_it_last_is_known(place: Place) -> None:
    found = await known(place)
    assert found.by == Account("console", "reader")
    assert found.since == datetime(2026, 11, 24, 12, tzinfo=UTC)
