"""Where others are too, nothing comes before somebody who may has confirmed that it is meant."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.choice import Choice
from bot.edition import Wish
from bot.schedule import Slot, Weekdays
from bot.words import phrase
from tests.bot.managed import Place, known, read
from tests.bot.replies import offered, publish, said
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.desk import Desk

GROUP = Address("console", "group", "topic")
PARIS = Slot(time(8), "Europe/Paris")


@pytest.fixture
def group(desk: Desk) -> Place:
    """A topic of a group, where others are too."""
    return Place(desk, GROUP, alone=False)


async def wish_of(place: Place) -> Wish:
    return (await known(place)).wish


async def nothing(place: Place) -> bool:
    return await place.desk.store.ledger.subscription(place.where) is None


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
        "- Breaking news: in the briefing that follows\n"
        "It comes next on\n"
        "- Monday, November 30, 2026, 8:00 AM\n"
        "- Monday, December 7, 2026, 8:00 AM\n"
        "- Monday, December 14, 2026, 8:00 AM\n"
        "[Subscribe]"
    )
    assert await nothing(group)
    done = await group.press(question, "Subscribe")
    assert read(done).startswith("The briefing comes to this place.")
    slot = Slot(time(8), "Europe/Paris", Weekdays.MONDAY)
    assert await wish_of(group) == Wish(
        spoken="en", slot=slot, topics=("Science", "Night sky"), language="de"
    )


async def test_which_zone_is_meant_is_asked_before_it_is_confirmed(group: Place) -> None:
    which = await group.ask("/subscribe 8 CET")
    question = await group.press(which, "Europe/Paris")
    assert await nothing(group)
    await group.press(question, "Subscribe")
    assert await wish_of(group) == Wish(spoken="en", slot=PARIS)


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
    assert await nothing(group)
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
    assert await nothing(group)


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
    assert await nothing(group)


async def test_nothing_but_our_own_word_confirms(group: Place) -> None:
    await group.push(Choice("", "subscribe", ("8", "Paris", "", "", "", "yes")))
    assert await nothing(group)


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
    reply = await group.press(question, "Subscribe")
    assert "The bot lacks “Send Messages” here." in read(reply)
    assert not offered(reply)  # the button that was pressed is still there to be pressed again
    assert await nothing(group)


async def test_who_manages_the_place_no_more_cannot_confirm(group: Place) -> None:
    question = await group.ask("/subscribe 8 Paris")
    group.managed = False
    reply = await group.press(question, "Subscribe")
    assert said(reply) == "Only those who manage this place may do this."
    assert await nothing(group)


@pytest.mark.parametrize(
    "line",
    ["/subscribe 8 Paris", "/subscription", "/pause", "/resume", "/unsubscribe", "/status"],
)
async def test_nobody_else_may_do_any_of_it(line: str, group: Place) -> None:
    group.managed = False
    assert said(await group.ask(line)) == "Only those who manage this place may do this."
