"""What comes to a place can be changed, rest, go on, end, and come back."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.commands import COMMANDS
from bot.desk import Desk
from bot.edition import Subscribed, Wish
from bot.schedule import Slot, Weekdays
from bot.store.open import open_store
from bot.views.subscribing import CHANGES
from bot.words import languages, phrase
from tests.bot.conftest import STORIES
from tests.bot.managed import Place, at, read
from tests.bot.replies import offered, publish, said
from tests.invented import TERMINAL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DAY = timedelta(days=1)
WINDOW = timedelta(hours=6)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = at(24)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """It is noon of a Tuesday, 13:00 in Paris."""
    return Clock()


@pytest.fixture
async def place(clock: Clock) -> AsyncIterator[Place]:
    """A place that is subscribed, daily at 8 in Paris."""
    store = await open_store("sqlite://")
    place = Place(Desk(store, now=clock, clock=lambda: 0.0))
    await publish(place.desk, *STORIES)
    await place.ask("/subscribe 8 Paris")
    yield place
    await store.close()


async def state(place: Place) -> Subscribed:
    found = await place.known()
    assert found is not None
    return found.state


async def wish(place: Place) -> Wish:
    found = await place.known()
    assert found is not None
    return found.wish


async def ticks(place: Place, clock: Clock, until: datetime) -> list[datetime]:
    """Let time go on until then; give the days for which something was planned."""
    while clock.now < until:
        clock.now += timedelta(minutes=30)
        await place.desk.store.ledger.plan(clock.now, window=WINDOW, limit=100)
    found = await place.known()
    assert found is not None
    past = await place.desk.store.ledger.past(found.id, limit=100)
    return sorted(each.day for each in past)


def days(*numbers: int) -> list[object]:
    return [at(number).date() for number in numbers]


async def test_what_comes_is_shown_with_buttons_for_what_is_changed_most(place: Place) -> None:
    assert read(await place.ask("/subscription")) == (
        "The briefing for this place\n"
        "The briefing comes to this place.\n"
        "- When: daily, 8:00 AM (Europe/Paris)\n"
        "- Topics: all\n"
        "- Language: any\n"
        "- At most 5 stories\n"
        "- A day without news: one line says so\n"
        "It comes next on\n"
        "- Wednesday, November 25, 2026, 8:00 AM\n"
        "- Thursday, November 26, 2026, 8:00 AM\n"
        "- Friday, November 27, 2026, 8:00 AM\n"
        "Anything else is changed by its name: /subscription time 9\n"
        "[Weekdays only]\n"
        "[3 stories] [10 stories]\n"
        "[Silence on a day without news]\n"
        "[English] [Arabic] [German] [Spanish]\n"
        "[Pause] [Status] [Unsubscribe]"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("time 9:30", Wish(slot=Slot(time(9, 30), "Europe/Paris"))),
        ("zone New York", Wish(slot=Slot(time(8), "America/New_York"))),
        ("days mon-fri", Wish(slot=Slot(time(8), "Europe/Paris", Weekdays.WORKDAYS))),
        (
            "topics science, Trade",
            Wish(slot=Slot(time(8), "Europe/Paris"), topics=("Science", "Trade")),
        ),
        ("topics all", Wish(slot=Slot(time(8), "Europe/Paris"))),
        ("language German", Wish(slot=Slot(time(8), "Europe/Paris"), language="de")),
        ("language any", Wish(slot=Slot(time(8), "Europe/Paris"))),
        ("most 3", Wish(slot=Slot(time(8), "Europe/Paris"), most=3)),
        ("silence on", Wish(slot=Slot(time(8), "Europe/Paris"), silent=True)),
        ("silence off", Wish(slot=Slot(time(8), "Europe/Paris"))),
        (
            "most: 3 time: 8 pm silence: yes",
            Wish(slot=Slot(time(20), "Europe/Paris"), most=3, silent=True),
        ),
    ],
)
async def test_each_thing_is_changed_by_its_name_and_nothing_else_is(
    line: str, expected: Wish, place: Place
) -> None:
    assert not (await place.ask(f"/subscription {line}")).failed
    assert await wish(place) == expected


async def test_one_thing_after_the_other_is_changed(place: Place) -> None:
    for line in ("most 3", "silence on", "topics Trade", "language es", "days weekends"):
        await place.ask(f"/subscription {line}")
    slot = Slot(time(8), "Europe/Paris", Weekdays.WEEKEND)
    assert await wish(place) == Wish(
        slot=slot, topics=("Trade",), language="es", most=3, silent=True
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("most 0", "A briefing has from 1 to 10 stories."),
        ("most 11", "A briefing has from 1 to 10 stories."),
        ("most many", "“many” is no number. Give most in digits."),
        ("silence perhaps", "silence is on or off: on sends nothing on a day without news."),
        ("language tlhingan", "I do not speak “tlhingan” yet."),
        ("time", "What shall time be? For example: /subscription time 9 days mon-fri"),
        ("9", "“9” is nothing to change. There are time, zone, days, topics, language, most"),
        ("zone Atlantis", "No time zone “Atlantis” is known."),
        ("topics cookery", "No story has the topic “cookery”."),
    ],
)
async def test_what_is_not_understood_changes_nothing(
    line: str, sentence: str, place: Place
) -> None:
    reply = await place.ask(f"/subscription {line}")
    assert reply.failed
    assert said(reply).startswith(sentence)
    assert await wish(place) == Wish(slot=Slot(time(8), "Europe/Paris"))


async def test_a_zone_that_is_asked_back_is_changed_by_a_button(place: Place) -> None:
    reply = await place.ask("/subscription zone CET")
    await place.press(reply, "Europe/Berlin")
    assert (await wish(place)).slot == Slot(time(8), "Europe/Berlin")


@pytest.mark.parametrize("language", languages())
async def test_every_button_does_what_it_says(language: str, place: Place) -> None:
    place.language = language
    await place.ask("/subscription language de silence on most 3 days weekdays")
    for choice in offered(await place.ask("/subscription")):
        reply = await place.push(choice)
        assert not reply.failed, read(reply)
    assert await state(place) is Subscribed.ENDED


def test_buttons_name_what_they_change_in_the_order_of_the_command() -> None:
    assert tuple(each.name for each in COMMANDS["subscription"].arguments) == CHANGES


async def test_what_cannot_be_said_with_subscribe_stays_when_it_is_said_anew(place: Place) -> None:
    await place.ask("/subscription most 3 silence on")
    await place.ask("/subscribe 9 London")
    assert await wish(place) == Wish(slot=Slot(time(9), "Europe/London"), most=3, silent=True)


# The time


async def test_an_earlier_time_serves_no_day_twice(place: Place, clock: Clock) -> None:
    assert await ticks(place, clock, at(25, 8)) == days(25)
    reply = await place.ask("/subscription time 7")
    assert "Because of the change" not in read(reply)
    assert await ticks(place, clock, at(27, 12)) == days(25, 26, 27)


async def test_a_later_time_serves_no_day_twice(place: Place, clock: Clock) -> None:
    await ticks(place, clock, at(25, 8))
    assert "- Thursday, November 26, 2026, 10:00 AM" in read(
        await place.ask("/subscription time 10")
    )
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


# A rest


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
        "It comes next on\n"
        "- Friday, November 27, 2026, 8:00 AM\n"
        "- Saturday, November 28, 2026, 8:00 AM\n"
        "- Sunday, November 29, 2026, 8:00 AM\n"
        "[Resume]"
    )
    assert await ticks(place, clock, at(28, 12)) == days(27, 28)
    assert await state(place) is Subscribed.ACTIVE


async def test_a_pause_of_days_leaves_out_so_many_briefings(place: Place, clock: Clock) -> None:
    await place.ask("/pause 3 days")
    assert await ticks(place, clock, at(29, 12)) == days(28, 29)


async def test_a_pause_goes_on_when_something_is_changed(place: Place) -> None:
    await place.ask("/pause friday")
    reply = await place.ask("/subscription time 9")
    assert "The briefing is paused until Friday, November 27, 2026." in read(reply)
    found = await place.known()
    assert found is not None
    assert (found.state, found.until) == (Subscribed.PAUSED, at(26, 23))


async def test_subscribing_ends_a_pause(place: Place) -> None:
    await place.ask("/pause")
    await place.ask("/subscribe 9 Paris")
    assert await state(place) is Subscribed.ACTIVE


async def test_to_resume_what_comes_anyway_is_harmless(place: Place) -> None:
    assert read(await place.ask("/resume")).startswith("The briefing comes to this place.")


async def test_a_pause_until_nobody_knows_when_changes_nothing(place: Place) -> None:
    assert said(await place.ask("/pause doomsday")).startswith("“doomsday” is no day.")
    assert await state(place) is Subscribed.ACTIVE


async def test_what_the_bot_lacks_is_named_before_it_is_resumed(place: Place) -> None:
    await place.ask("/pause")
    place.lacking = (phrase("“Send Messages”"),)
    reply = await place.ask("/resume")
    assert said(reply).startswith("The bot lacks “Send Messages” here.")
    assert await state(place) is Subscribed.PAUSED
    place.lacking = ()
    await place.press(reply, "Try again")
    assert await state(place) is Subscribed.ACTIVE


async def test_what_is_suspended_is_tried_at_once_when_it_is_resumed(place: Place) -> None:
    ledger = place.desk.store.ledger
    await ledger.stand(
        TERMINAL, Subscribed.SUSPENDED, at=at(24), reason="The bot may not write in this chat."
    )
    assert "suspended since Tuesday, November 24, 2026, 1:00 PM: The bot may not write" in read(
        await place.ask("/subscription")
    )
    await place.ask("/resume")
    assert await state(place) is Subscribed.ACTIVE


# An end


async def test_what_is_ended_comes_no_more(place: Place, clock: Clock) -> None:
    reply = await place.ask("/unsubscribe")
    assert read(reply) == "The briefing does not come to this place any more.\n[Undo]"
    assert await ticks(place, clock, at(26, 12)) == []
    for line in ("/subscription", "/pause", "/resume", "/unsubscribe", "/status"):
        assert said(await place.ask(line)).startswith("Nothing is subscribed here yet.")


async def test_an_end_is_taken_back_with_all_that_was_wished(place: Place, clock: Clock) -> None:
    await place.ask("/subscription most 3 topics Trade language de")
    before = await wish(place)
    reply = await place.press(await place.ask("/unsubscribe"), "Undo")
    assert read(reply).startswith("The briefing comes to this place.\nIt comes next on\n")
    assert await wish(place) == before
    assert await ticks(place, clock, at(25, 12)) == days(25)


@pytest.mark.parametrize(("line", "until"), [("/pause", None), ("/pause friday", at(26, 23))])
async def test_what_was_paused_is_paused_again_when_its_end_is_taken_back(
    line: str, until: datetime | None, place: Place
) -> None:
    await place.ask(line)
    await place.press(await place.ask("/unsubscribe"), "Undo")
    found = await place.known()
    assert found is not None
    assert (found.state, found.until) == (Subscribed.PAUSED, until)


async def test_to_take_back_what_was_begun_anew_changes_nothing(place: Place) -> None:
    reply = await place.ask("/unsubscribe")
    await place.ask("/subscribe 9 Paris")
    await place.press(reply, "Undo")
    assert (await wish(place)).slot.at == time(9)


async def test_who_manages_the_place_no_more_cannot_take_back(place: Place) -> None:
    reply = await place.ask("/unsubscribe")
    place.managed = False
    assert (await place.press(reply, "Undo")).failed
    assert await state(place) is Subscribed.ENDED


async def test_who_changed_it_last_is_known(place: Place) -> None:
    found = await place.known()
    assert found is not None
    assert found.by == Account("console", "reader")
    assert found.since == datetime(2026, 11, 24, 12, tzinfo=UTC)
