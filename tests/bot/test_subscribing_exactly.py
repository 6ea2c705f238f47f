"""Whatever stands behind a place is said of it, or is a topic, and is never left out in silence."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.edition import Wish
from bot.schedule import Slot, Weekdays
from tests.bot.managed import Place, known, read
from tests.bot.replies import offered, said

if TYPE_CHECKING:
    from bot.desk import Desk

LONDON = Slot(time(8), "Europe/London")


@pytest.fixture
def private(desk: Desk) -> Place:
    """Somebody's own conversation with the bot."""
    return Place(desk)


async def wish_of(place: Place) -> Wish:
    return (await known(place)).wish


@pytest.mark.parametrize(
    "line", ["8 Birmingham, Alabama", "Birmingham, Alabama 8", "8 Birmingham, Alabama mon Trade"]
)
async def test_a_city_of_the_same_name_is_not_subscribed_in_silence(
    line: str, private: Place
) -> None:
    reply = await private.ask(f"/subscribe {line}")
    assert reply.failed
    assert said(reply).startswith("No time zone “Birmingham, Alabama” is known.")
    assert await private.desk.store.ledger.subscription(private.where) is None


async def test_the_other_country_is_chosen_by_a_button_and_the_rest_is_kept(
    private: Place,
) -> None:
    reply = await private.ask("/subscribe 8 London, Canada mon-fri Trade de")
    assert said(reply) == "“London, Canada” may be several time zones. Which one is meant?"
    await private.press(reply, "America/Toronto")
    slot = Slot(time(8), "America/Toronto", Weekdays.WORKDAYS)
    assert await wish_of(private) == Wish(spoken="en", slot=slot, topics=("Trade",), language="de")


async def test_a_change_to_such_a_city_is_asked_back_too(private: Place) -> None:
    await private.ask("/subscribe 8 Paris")
    reply = await private.ask("/subscription zone London, Canada time 9")
    await private.press(reply, "America/Toronto")
    assert (await wish_of(private)).slot == Slot(time(9), "America/Toronto")


@pytest.mark.parametrize(
    ("line", "topics", "language"),
    [
        ("London, Trade", ("Trade",), None),
        ("London، Trade", ("Trade",), None),
        ("London, Trade, Night sky", ("Trade", "Night sky"), None),
        ("London, Night sky de", ("Night sky",), "de"),
        ("London, UK Trade", ("Trade",), None),
        ("London, de", (), "de"),
        ("London, all", (), None),
    ],
)
async def test_a_topic_behind_a_comma_is_a_topic(
    line: str, topics: tuple[str, ...], language: str | None, private: Place
) -> None:
    await private.ask(f"/subscribe 8 {line}")
    assert await wish_of(private) == Wish(
        spoken="en", slot=LONDON, topics=topics, language=language
    )


async def test_the_first_word_that_is_not_understood_is_the_one_that_is_named(
    private: Place,
) -> None:
    reply = await private.ask("/subscribe 8 sharp Berlin mon-fri")
    assert said(reply).startswith("No time zone “sharp” is known.")
    reply = await private.ask("/subscribe 8 Pariss Trad")
    assert said(reply).startswith("No time zone “Pariss” is known.")
    mended = await private.press(reply, "Europe/Paris")
    assert said(mended) == "No story has the topic “Trad”. Perhaps you mean Trade."
    await private.press(mended, "Trade")
    assert await wish_of(private) == Wish(
        spoken="en", slot=Slot(time(8), "Europe/Paris"), topics=("Trade",)
    )


async def test_a_zone_beside_topics_that_no_button_carries_is_named_without_one(
    private: Place,
) -> None:
    reply = await private.ask(f"/subscribe 8 Pariss {'x' * 60}")
    assert "No time zone “Pariss” is known." in read(reply)
    assert not offered(reply)


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("8 PM, London", Slot(time(20), "Europe/London")),
        ("8 at night London", Slot(time(20), "Europe/London")),
        ("8 de la noche Madrid", Slot(time(20), "Europe/Madrid")),
        ("8 ليلا القاهرة", Slot(time(20), "Africa/Cairo")),
        ("8 Uhr früh Berlin", Slot(time(8), "Europe/Berlin")),
        (
            "8 Berlin von Montag bis Freitag",
            Slot(time(8), "Europe/Berlin", Weekdays.WORKDAYS),
        ),
        ("8 Madrid de lunes a viernes", Slot(time(8), "Europe/Madrid", Weekdays.WORKDAYS)),
        ("8 London every monday", Slot(time(8), "Europe/London", Weekdays.MONDAY)),
        ("8 St. Petersburg", Slot(time(8), "Europe/Moscow")),
    ],
)
async def test_everyday_forms_are_understood_in_a_whole_line(
    line: str, slot: Slot, private: Place
) -> None:
    await private.ask(f"/subscribe {line}")
    assert await wish_of(private) == Wish(spoken="en", slot=slot)
