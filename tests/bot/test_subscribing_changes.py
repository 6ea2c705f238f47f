"""What comes to a place can be changed, one thing at a time."""

from __future__ import annotations

from datetime import time

import pytest

from bot.commands import COMMANDS
from bot.edition import Subscribed, Wish
from bot.schedule import Slot, Weekdays
from bot.views.subscribing import CHANGES
from bot.words import languages
from tests.bot.managed import Place, known, read
from tests.bot.replies import offered, publish, said
from tests.invented import a_story


async def test_what_comes_is_shown_with_buttons_for_what_is_changed_most(place: Place) -> None:
    assert read(await place.ask("/subscription")) == (
        "The briefing for this place\n"
        "The briefing comes to this place.\n"
        "- When: daily, 8:00 AM (Europe/Paris)\n"
        "- Topics: all\n"
        "- Language: any\n"
        "- At most 5 stories\n"
        "- A day without news: one line says so\n"
        "- Breaking news: in the briefing that follows\n"
        "It comes next on\n"
        "- Wednesday, November 25, 2026, 8:00 AM\n"
        "- Thursday, November 26, 2026, 8:00 AM\n"
        "- Friday, November 27, 2026, 8:00 AM\n"
        "Anything else is changed by its name: /subscription time 9\n"
        "[Weekdays only]\n"
        "[3 stories] [10 stories]\n"
        "[Silence on a day without news]\n"
        "[Breaking news at once]\n"
        "[English] [Arabic] [German] [Spanish]\n"
        "[Pause] [Status] [Unsubscribe]"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("time 9:30", Wish(spoken="en", slot=Slot(time(9, 30), "Europe/Paris"))),
        ("zone New York", Wish(spoken="en", slot=Slot(time(8), "America/New_York"))),
        ("days mon-fri", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris", Weekdays.WORKDAYS))),
        (
            "topics science, Trade",
            Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"), topics=("Science", "Trade")),
        ),
        ("topics all", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))),
        ("language German", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"), language="de")),
        ("language any", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))),
        ("most 3", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"), most=3)),
        ("silence on", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"), silent=True)),
        ("silence off", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))),
        ("breaking on", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"), breaking=True)),
        ("breaking off", Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))),
        (
            "most: 3 time: 8 pm silence: yes",
            Wish(spoken="en", slot=Slot(time(20), "Europe/Paris"), most=3, silent=True),
        ),
    ],
)
async def test_each_thing_is_changed_by_its_name_and_nothing_else_is(
    line: str, expected: Wish, place: Place
) -> None:
    assert not (await place.ask(f"/subscription {line}")).failed
    assert (await known(place)).wish == expected


async def test_one_thing_after_the_other_is_changed(place: Place) -> None:
    for line in ("most 3", "silence on", "topics Trade", "language es", "days weekends"):
        await place.ask(f"/subscription {line}")
    slot = Slot(time(8), "Europe/Paris", Weekdays.WEEKEND)
    assert (await known(place)).wish == Wish(
        spoken="en", slot=slot, topics=("Trade",), language="es", most=3, silent=True
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("most 0", "A briefing has from 1 to 10 stories."),
        ("most 11", "A briefing has from 1 to 10 stories."),
        ("most many", "“many” is no number. Give most in digits."),
        ("silence perhaps", "silence is on or off: on sends nothing on a day without news."),
        ("breaking perhaps", "breaking is on or off: on lets breaking news come at once."),
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
    assert (await known(place)).wish == Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))


async def test_a_zone_that_is_asked_back_is_changed_by_a_button(place: Place) -> None:
    reply = await place.ask("/subscription zone CET")
    await place.press(reply, "Europe/Berlin")
    assert (await known(place)).wish.slot == Slot(time(8), "Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("time 9 zone CET", Wish(spoken="en", slot=Slot(time(9), "Europe/Berlin"))),
        (
            "days mon-fri zone CET topics Trade, Night sky language de most 3",
            Wish(
                spoken="en",
                slot=Slot(time(8), "Europe/Berlin", Weekdays.WORKDAYS),
                topics=("Trade", "Night sky"),
                language="de",
                most=3,
            ),
        ),
        (
            "zone CET silence yes breaking on",
            Wish(spoken="en", slot=Slot(time(8), "Europe/Berlin"), silent=True, breaking=True),
        ),
    ],
)
async def test_what_else_was_asked_for_is_not_lost_where_the_zone_is_asked_back(
    line: str, expected: Wish, place: Place
) -> None:
    await place.press(await place.ask(f"/subscription {line}"), "Europe/Berlin")
    assert (await known(place)).wish == expected


async def test_all_topics_and_any_language_are_not_lost_where_the_zone_is_asked_back(
    place: Place,
) -> None:
    await place.ask("/subscription topics Trade language de")
    reply = await place.ask("/subscription zone CET topics all language any")
    await place.ask("/subscription most 3")
    await place.press(reply, "Europe/Berlin")
    slot = Slot(time(8), "Europe/Berlin")
    assert (await known(place)).wish == Wish(spoken="en", slot=slot, most=3)


async def test_what_no_button_can_carry_beside_a_zone_is_said(place: Place) -> None:
    topics = ", ".join(f"Topic {number}" for number in range(9))
    await publish(place.desk, a_story("many-topics", topics=topics.split(", ")))
    reply = await place.ask(f"/subscription zone CET topics {topics}")
    assert reply.failed
    assert said(reply).startswith("These are too many topics for one button.")
    assert (await known(place)).wish == Wish(spoken="en", slot=Slot(time(8), "Europe/Paris"))


@pytest.mark.parametrize("language", languages())
async def test_every_button_does_what_it_says(language: str, place: Place) -> None:
    place.language = language
    await place.ask("/subscription language de silence on most 3 days weekdays")
    for choice in offered(await place.ask("/subscription")):
        reply = await place.push(choice)
        assert not reply.failed, read(reply)
    assert (await known(place)).state is Subscribed.ENDED


def test_buttons_name_what_they_change_in_the_order_of_the_command() -> None:
    assert tuple(each.name for each in COMMANDS["subscription"].arguments) == CHANGES


async def test_what_cannot_be_said_with_subscribe_stays_when_it_is_said_anew(place: Place) -> None:
    await place.ask("/subscription most 3 silence on")
    await place.ask("/subscribe 9 London")
    assert (await known(place)).wish == Wish(
        spoken="en", slot=Slot(time(9), "Europe/London"), most=3, silent=True
    )
