"""Whoever manages a place lets the briefing come there."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.edition import Subscribed, Wish
from bot.schedule import Slot, Weekdays
from tests.bot.managed import Place, known, read
from tests.bot.replies import publish, said
from tests.invented import TERMINAL, a_story

if TYPE_CHECKING:
    from bot.desk import Desk

PARIS = Slot(time(8), "Europe/Paris")


@pytest.fixture
def private(desk: Desk) -> Place:
    """Somebody's own conversation with the bot."""
    return Place(desk)


async def wish_of(place: Place) -> Wish:
    return (await known(place)).wish


async def nothing(place: Place) -> bool:
    return await place.desk.store.ledger.subscription(place.where) is None


async def test_in_private_it_is_done_at_once_and_the_next_three_are_told(private: Place) -> None:
    """At noon of a Tuesday, in the time of the place and not in that of the server."""
    assert read(await private.ask("/subscribe 8 Paris")) == (
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
        "[Change]"
    )
    found = await known(private)
    assert (found.where, found.wish, found.state) == (
        TERMINAL,
        Wish(spoken="en", slot=PARIS),
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
        ("Paris 8", PARIS, (), None),
        ("at 8 Paris", PARIS, (), None),
        ("8 in Paris", PARIS, (), None),
        ("um 8 in Paris daily", PARIS, (), None),
        ("a las 8 en Francia todos los días", PARIS, (), None),
        ("in Paris at 8", PARIS, (), None),
        ("Paris at 8", PARIS, (), None),
        (
            "New York 8:30 pm mon-fri Trade español",
            Slot(time(20, 30), "America/New_York", Weekdays.WORKDAYS),
            ("Trade",),
            "es",
        ),
        ("Paris 8 am Wochenende", None, (), None),
        ("Europe/Paris mittags", Slot(time(12), "Europe/Paris"), (), None),
    ],
)
async def test_times_places_and_days_are_understood_as_people_type_them(
    line: str, slot: Slot | None, topics: tuple[str, ...], language: str | None, private: Place
) -> None:
    await private.ask(f"/subscribe {line}")
    weekend = Slot(time(8), "Europe/Paris", Weekdays.WEEKEND)
    assert await wish_of(private) == Wish(
        spoken="en", slot=slot or weekend, topics=topics, language=language
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/subscribe", "Something is missing: time, zone."),
        ("/subscribe 8", "Something is missing: zone."),
        ("/subscribe soon Paris", "“soon” is no time of day."),
        ("/subscribe 8 Atlantis", "No time zone “Atlantis” is known."),
        ("/subscribe at 8", "Something is missing: zone."),
        ("/subscribe Paris", "Something is missing: zone."),
        (
            "/subscribe 8 Paris all fr",
            "No story has the topic “fr”, or is in such a language. There are: Trade",
        ),
        ("/subscribe 8 Paris mon-fri fr", "No story has the topic “fr”, or is in such a language."),
        ("/subscribe 8 Paris cookery", "No story has the topic “cookery”. There are: Trade"),
        (
            "/subscribe 8 Paris Scence, Trade",
            "No story has the topic “Scence”. Perhaps you mean Science.",
        ),
    ],
)
async def test_what_is_not_understood_is_told_and_nothing_is_subscribed(
    line: str, sentence: str, private: Place
) -> None:
    reply = await private.ask(line)
    assert reply.failed
    assert said(reply).startswith(sentence)
    assert await nothing(private)


@pytest.mark.parametrize(
    ("line", "topics", "slot"),
    [
        ("all fr", (), PARIS),
        ("all français", (), PARIS),
        ("daily Trade French", ("Trade",), PARIS),
        ("mon-fri fr", (), Slot(time(8), "Europe/Paris", Weekdays.WORKDAYS)),
        ("science, trade fr", ("Science", "Trade"), PARIS),
    ],
)
async def test_a_language_that_only_stories_are_in_is_understood(
    line: str, topics: tuple[str, ...], slot: Slot, private: Place
) -> None:
    await publish(private.desk, a_story("pont", language="fr"))
    private.language = "ar"
    await private.ask(f"/subscribe 8 Paris {line}")
    assert await wish_of(private) == Wish(spoken="ar", slot=slot, topics=topics, language="fr")
    assert (await wish_of(private)).told_in("en") == "ar"


async def test_a_day_alone_stays_a_day_also_where_a_language_is_written_so(private: Place) -> None:
    await publish(private.desk, a_story("pont", language="fr"))
    await private.ask("/subscribe 8 Paris fr")
    friday = Slot(time(8), "Europe/Paris", Weekdays.FRIDAY)
    assert await wish_of(private) == Wish(spoken="en", slot=friday)


async def test_a_slip_of_the_pen_in_a_topic_is_mended_by_a_button(private: Place) -> None:
    reply = await private.ask("/subscribe 8:15 Paris mon-fri Trad, Science es")
    assert said(reply) == "No story has the topic “Trad”. Perhaps you mean Trade."
    await private.press(reply, "Trade")
    slot = Slot(time(8, 15), "Europe/Paris", Weekdays.WORKDAYS)
    assert await wish_of(private) == Wish(
        spoken="en", slot=slot, topics=("Trade", "Science"), language="es"
    )


async def test_a_slip_of_the_pen_in_a_change_is_mended_by_a_button(private: Place) -> None:
    await private.ask("/subscribe 8 Paris")
    await private.press(await private.ask("/subscription topics Trad most 3"), "Trade")
    assert await wish_of(private) == Wish(spoken="en", slot=PARIS, topics=("Trade",), most=3)


async def test_letters_that_are_no_place_are_asked_back_and_the_rest_is_kept(
    private: Place,
) -> None:
    reply = await private.ask("/subscribe 8:15 CET weekdays Science, Trade es")
    assert not reply.failed
    assert said(reply) == "“CET” may be several time zones. Which one is meant?"
    await private.press(reply, "Europe/Paris")
    slot = Slot(time(8, 15), "Europe/Paris", Weekdays.WORKDAYS)
    assert await wish_of(private) == Wish(
        spoken="en", slot=slot, topics=("Science", "Trade"), language="es"
    )


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


async def test_help_names_what_managers_may_ask(private: Place) -> None:
    assert read(await private.ask("/help")).endswith(
        "Who manages a place can let the briefing come there: "
        "/subscribe, /subscription, /pause, /resume, /unsubscribe, /status."
    )
