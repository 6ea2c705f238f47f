"""Whoever manages a place lets the briefing come there."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.edition import Subscribed, Wish
from bot.reply import Choice
from bot.schedule import Slot, Weekdays
from bot.words import phrase
from tests.bot.managed import Place, read
from tests.bot.replies import offered, publish, said
from tests.invented import TERMINAL, a_story

if TYPE_CHECKING:
    from bot.desk import Desk

GROUP = Address("console", "group", "topic")
PARIS = Slot(time(8), "Europe/Paris")


@pytest.fixture
def private(desk: Desk) -> Place:
    """Somebody's own conversation with the bot."""
    return Place(desk)


@pytest.fixture
def group(desk: Desk) -> Place:
    """A topic of a group, where others are too."""
    return Place(desk, GROUP, alone=False)


async def wish_of(place: Place) -> Wish:
    found = await place.known()
    assert found is not None
    return found.wish


async def test_in_private_it_is_done_at_once_and_the_next_three_are_told(private: Place) -> None:
    """At noon of a Tuesday, in the time of the place and not in that of the server."""
    assert read(await private.ask("/subscribe 8 Paris")) == (
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
        "[Change]"
    )
    found = await private.known()
    assert found is not None
    assert (found.where, found.wish, found.state) == (
        TERMINAL,
        Wish(slot=PARIS),
        Subscribed.ACTIVE,
    )


@pytest.mark.parametrize(
    ("line", "slot", "topics", "language"),
    [
        ("8 Paris", PARIS, (), None),
        ("8am paris", PARIS, (), None),
        ("08:00 Europe/Paris", PARIS, (), None),
        ("8.00 am Paris, France daily", PARIS, (), None),
        ("8 Paris mon", Slot(time(8), "Europe/Paris", Weekdays.MONDAY), (), None),
        ("8 Paris, mon", Slot(time(8), "Europe/Paris", Weekdays.MONDAY), (), None),
        (
            "8:30 pm New York mon to fri Science, trade de",
            Slot(time(20, 30), "America/New_York", Weekdays.WORKDAYS),
            ("Science", "Trade"),
            "de",
        ),
        (
            "20h15 Santo Domingo mo, we night sky",
            Slot(time(20, 15), "America/Santo_Domingo", Weekdays(5)),
            ("Night sky",),
            None,
        ),
        ("noon UTC spanish", Slot(time(12), "UTC"), (), "es"),
        ('8 "Europe/Paris" "weekends" all Deutsch', None, (), "de"),
    ],
)
async def test_times_places_and_days_are_understood_as_people_type_them(
    line: str, slot: Slot | None, topics: tuple[str, ...], language: str | None, private: Place
) -> None:
    await private.ask(f"/subscribe {line}")
    weekend = Slot(time(8), "Europe/Paris", Weekdays.WEEKEND)
    assert await wish_of(private) == Wish(slot=slot or weekend, topics=topics, language=language)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/subscribe", "Something is missing: time, zone."),
        ("/subscribe 8", "Something is missing: zone."),
        ("/subscribe soon Paris", "“soon” is no time of day."),
        ("/subscribe 8 Atlantis", "No time zone “Atlantis” is known."),
        ("/subscribe 8 Paris cookery", "No story has the topic “cookery”. There are: Trade"),
        (
            "/subscribe 8 Paris Scence, Trade",
            "No story has the topic “Scence”. There are: Science.",
        ),
    ],
)
async def test_what_is_not_understood_is_told_and_nothing_is_subscribed(
    line: str, sentence: str, private: Place
) -> None:
    reply = await private.ask(line)
    assert reply.failed
    assert said(reply).startswith(sentence)
    assert await private.known() is None


async def test_letters_that_are_no_place_are_asked_back_and_the_rest_is_kept(
    private: Place,
) -> None:
    reply = await private.ask("/subscribe 8:15 CET weekdays Science, Trade es")
    assert not reply.failed
    assert said(reply) == "“CET” may be several time zones. Which one is meant?"
    await private.press(reply, "Europe/Paris")
    slot = Slot(time(8, 15), "Europe/Paris", Weekdays.WORKDAYS)
    assert await wish_of(private) == Wish(slot=slot, topics=("Science", "Trade"), language="es")


async def test_where_others_are_it_is_asked_first_and_done_when_that_is_pressed(
    group: Place,
) -> None:
    question = await group.ask("/subscribe 8 Paris mon Science, Night sky de")
    assert read(question) == (
        "Shall the briefing come to this place?\n"
        "- When: Monday, 8:00 AM (Europe/Paris)\n"
        "- Topics: Science and Night sky\n"
        "- Language: German\n"
        "- At most 5 stories\n"
        "- A day without news: one line says so\n"
        "It comes next on\n"
        "- Monday, November 30, 2026, 8:00 AM\n"
        "- Monday, December 7, 2026, 8:00 AM\n"
        "- Monday, December 14, 2026, 8:00 AM\n"
        "[Subscribe]"
    )
    assert await group.known() is None
    done = await group.press(question, "Subscribe")
    assert read(done).startswith("The briefing comes to this place.")
    slot = Slot(time(8), "Europe/Paris", Weekdays.MONDAY)
    assert await wish_of(group) == Wish(slot=slot, topics=("Science", "Night sky"), language="de")


async def test_which_zone_is_meant_is_asked_before_it_is_confirmed(group: Place) -> None:
    which = await group.ask("/subscribe 8 CET")
    question = await group.press(which, "Europe/Paris")
    assert await group.known() is None
    await group.press(question, "Subscribe")
    assert await wish_of(group) == Wish(slot=PARIS)


async def test_a_place_that_is_subscribed_is_not_asked_again(group: Place) -> None:
    await group.press(await group.ask("/subscribe 8 Paris"), "Subscribe")
    await group.ask("/subscribe 9 Paris")
    assert (await wish_of(group)).slot.at == time(9)


async def test_what_a_button_cannot_carry_is_said_and_nothing_is_kept_half(
    desk: Desk, group: Place
) -> None:
    topics = [f"Topic {number}" for number in range(9)]
    await publish(desk, a_story("many-topics", topics=topics))
    reply = await group.ask(f"/subscribe 8 Paris mon {', '.join(topics)} de")
    assert reply.failed
    assert said(reply).startswith("These are too many topics for one button.")
    assert await group.known() is None
    five = await group.ask(f"/subscribe 8 Paris mon {', '.join(topics[:5])} de")
    assert len(offered(five)[0].action.encode()) <= 62
    await group.press(five, "Subscribe")
    assert (await wish_of(group)).topics == tuple(topics[:5])


async def test_a_topic_that_is_gone_when_it_is_confirmed_is_missed_not_mistaken(
    desk: Desk, group: Place
) -> None:
    question = await group.ask("/subscribe 8 Paris Science")
    await desk.store.retract("comet-seen", at=desk.now())
    desk.shelf.forget()
    reply = await group.press(question, "Subscribe")
    assert reply.failed
    assert said(reply) == "This button is out of date. Ask again with /subscribe."
    assert await group.known() is None


@pytest.mark.parametrize(
    "forged",
    [
        ("08:00", "~zzzzzz"),
        ("08:00", "~"),
        ("08:00", "~ghbkqh", "~0"),
        ("08:00", "~ghbkqh", "~128"),
        ("08:00", "~ghbkqh", "~x"),
        ("08:00", "~ghbkqh", "~" + "9" * 30),
        ("08:00", "~ghbkqh", "~127", "~abc"),
        ("08:00", "~ghbkqh", "~127", "", "xx", "1"),
        ("99", "~ghbkqh", "", "", "", "1"),
    ],
)
async def test_a_forged_button_is_answered_politely(forged: tuple[str, ...], group: Place) -> None:
    reply = await group.push(Choice("", "subscribe", forged))
    assert reply.failed
    assert "Something broke" not in read(reply)
    assert await group.known() is None


async def test_what_the_bot_lacks_is_named_and_it_can_be_tried_again(group: Place) -> None:
    group.lacking = (phrase("“Send Messages”"), phrase("“Embed Links”"))
    reply = await group.ask("/subscribe 8 Paris")
    assert reply.failed
    assert said(reply) == (
        "The bot lacks “Send Messages” and “Embed Links” here. Let it have that, and try again."
    )
    group.lacking = ()
    question = await group.press(reply, "Try again")
    assert read(question).startswith("Shall the briefing come to this place?")


async def test_a_right_that_was_lost_before_the_button_was_pressed_is_named(group: Place) -> None:
    question = await group.ask("/subscribe 8 Paris")
    group.lacking = (phrase("“Send Messages”"),)
    assert "The bot lacks “Send Messages” here." in read(await group.press(question, "Subscribe"))
    assert await group.known() is None


async def test_who_manages_the_place_no_more_cannot_confirm(group: Place) -> None:
    question = await group.ask("/subscribe 8 Paris")
    group.managed = False
    reply = await group.press(question, "Subscribe")
    assert said(reply) == "Only those who manage this place may do this."
    assert await group.known() is None


@pytest.mark.parametrize(
    "line",
    ["/subscribe 8 Paris", "/subscription", "/pause", "/resume", "/unsubscribe", "/status"],
)
async def test_nobody_else_may_do_any_of_it(line: str, group: Place) -> None:
    group.managed = False
    assert said(await group.ask(line)) == "Only those who manage this place may do this."


async def test_places_of_one_chat_are_subscribed_each_for_itself(desk: Desk) -> None:
    topics = [Place(desk, Address("console", "group", name)) for name in ("", "5", "6")]
    for hour, place in enumerate(topics, start=7):
        await place.ask(f"/subscribe {hour} Paris")
    assert [(await wish_of(place)).slot.at.hour for place in topics] == [7, 8, 9]


async def test_strangers_are_answered_in_the_language_of_the_place(private: Place) -> None:
    await private.ask("/subscribe 8 Paris de")
    assert "Tuesday, November 24" in read(await private.ask("/pause"))
    private.foreign = True
    assert "Dienstag, 24. November" in read(await private.ask("/pause"))
