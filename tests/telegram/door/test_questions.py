"""What people are asked, and the story that an editor writes step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from tests.platforms.telegram.world import Kind

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Message
    from tests.telegram.door.conftest import OpenDoor

WHICH, WHAT = "Which fact is it?", "What is wrong?"


async def reports(desk: Desk) -> int:
    return (await desk.store.counts()).reports


async def last(telegram: Telegram, person: Person, count: int) -> Message:
    return (await telegram.answers(person, count))[-1]


@pytest.mark.usefixtures("door")
async def test_a_button_under_the_facts_asks_what_is_wrong(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.writes("/facts")
    (facts,) = await telegram.answers(ada)
    ada.presses(facts, "Report a mistake")
    which = await last(telegram, ada, 2)
    assert which.text.startswith(WHICH)
    assert not facts.edited
    ada.writes("1")
    assert (await last(telegram, ada, 3)).text == WHAT
    ada.writes("It was not a comet.")
    assert (await last(telegram, ada, 4)).text.startswith("Thank you.")
    assert await reports(desk) == 1
    ada.writes("comet")
    assert (await last(telegram, ada, 5)).text.startswith("Comet seen over Marrow")


@pytest.mark.usefixtures("polling")
async def test_what_is_optional_is_left_out_by_a_button(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.writes("/report comet")
    (which,) = await telegram.answers(ada)
    ada.presses(which, "Leave it out")
    assert (await last(telegram, ada, 2)).text == WHAT
    ada.writes("/cancel")
    assert (await last(telegram, ada, 3)).text == "Stopped."
    assert await reports(desk) == 0


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.SUPERGROUP])
async def test_in_a_group_only_a_reply_of_the_same_person_is_the_answer(
    telegram: Telegram, ada: Person, desk: Desk, kind: Kind
) -> None:
    telegram.privacy = False
    group, bob = telegram.group("Readers", kind), telegram.person("Bob")
    ada.writes("/report@OurBot comet 1", group)
    (asked,) = await telegram.answers(group)
    assert asked.text.startswith(WHAT)
    assert asked.content["reply_markup"] == {"force_reply": True, "selective": True}
    assert asked.reply_to is not None
    assert asked.reply_to.sender is ada.user
    bob.writes("Nothing at all.", group, reply_to=asked)
    ada.writes("By the way.", group)
    assert await reports(desk) == 0
    ada.writes("It was not a comet.", group, reply_to=asked)
    _, thanks = await telegram.answers(group, 2)
    assert thanks.text.startswith("Thank you.")
    assert await reports(desk) == 1


@pytest.mark.usefixtures("polling")
async def test_in_a_group_a_button_asks_below_and_leaves_the_facts_as_they_are(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Readers", forum=True)
    topic = telegram.topic(group, "News")
    ada.writes("/facts@OurBot", group, topic=topic)
    (facts,) = await telegram.answers(group)
    ada.presses(facts, "Report a mistake")
    _, which = await telegram.answers(group, 2)
    assert which.topic is topic
    ada.writes("1", group, topic=topic, reply_to=which)
    what = (await telegram.answers(group, 3))[-1]
    ada.writes("It was not a comet.", group, topic=topic, reply_to=what)
    assert (await telegram.answers(group, 4))[-1].text.startswith("Thank you.")
    assert not facts.edited
    assert await reports(desk) == 1


@pytest.mark.usefixtures("polling")
async def test_under_a_message_of_inline_mode_nobody_could_answer(
    telegram: Telegram, ada: Person
) -> None:
    ada.writes("/facts")
    (facts,) = await telegram.answers(ada)
    data = facts.buttons["Report a mistake"]
    typed = ada.types("comet")
    await telegram.until(lambda: typed.answers)
    message = ada.picks(typed, 0, telegram.group("Readers"))
    query = ada.forges(message, data)
    await telegram.until(lambda: query.answers)
    assert "Write to me in a chat of our own" in str(query.answers)


async def test_what_was_asked_is_known_after_a_restart(
    telegram: Telegram, ada: Person, desk: Desk, open_door: OpenDoor
) -> None:
    async with open_door():
        ada.writes("/report comet 1")
        await telegram.answers(ada)
    async with open_door():
        ada.writes("It was not a comet.")
        assert (await last(telegram, ada, 2)).text.startswith("Thank you.")
    assert await reports(desk) == 1


@pytest.mark.usefixtures("door")
async def test_an_editor_writes_a_story_step_by_step(
    telegram: Telegram, olga: Person, desk: Desk
) -> None:
    said = 0
    for line in (
        "/addstory",
        "Ferry sinks off Lorrin",
        "-",
        "A ferry sank at noon.",
        "RTM https://rtm.example/1\nThe Post",
        "Nobody was hurt.",
        "2",
    ):
        olga.writes(line)
        said += 1
        asked = await last(telegram, olga, said)
    assert "Fact 3: what is known?" in asked.text
    for label in ("No more facts", "No more narratives", "No more predictions"):
        olga.presses(asked, label)
        said += 1
        asked = await last(telegram, olga, said) if label != "No more predictions" else asked
    await telegram.until(lambda: "Nothing is wrong with it." in asked.text)
    olga.presses(asked, "Keep it as a draft")
    await telegram.until(lambda: "Kept 1 story as a draft." in asked.text)
    kept = await desk.store.find("ferry-sinks-off-lorrin")
    assert kept is not None
    assert [fact.sources for fact in kept.story.facts] == [(1, 2), (2,)]


@pytest.mark.usefixtures("polling")
async def test_a_long_answer_that_a_client_sends_in_parts_is_one_answer(
    telegram: Telegram, olga: Person, desk: Desk
) -> None:
    for line in ("/addstory", "Ferry sinks off Lorrin", "-"):
        olga.writes(line)
    await telegram.answers(olga, 3)
    fact = "A ferry sank at noon, and this is a long story of it.\n" * 150
    assert len(olga.pastes(fact)) > 1
    assert (await last(telegram, olga, 4)).text.startswith("Who says so?")
    olga.writes("RTM")
    assert "Fact 2: what is known?" in (await last(telegram, olga, 5)).text
    sketch = await desk.store.asking.sketch(Account("telegram", str(olga.user.id)))
    assert sketch is not None
    assert sketch.facts[0].text.split() == fact.split()
