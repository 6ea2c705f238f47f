"""Buttons: they change the view where they stand, and none of them ever dies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.discord.door.opening import opened
from tests.invented import a_story
from tests.platforms.discord.interactions import Answered
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import buttons, is_private, labels, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


@pytest.mark.usefixtures("door")
async def test_a_view_changes_in_place(here: Discord, channel: Channel, reader: Person) -> None:
    (message,) = (await reader.gives("facts", channel)).messages
    for label, word in (
        ("Sources", "Lorrin Post"),
        ("Narratives", "Merchants"),
        ("Facts", "Monday"),
    ):
        asked = await reader.presses(message, label)
        assert asked.answer is Answered.UPDATE
        assert word in shown(message)
    assert len(channel.messages) == 1
    assert here.count("create_interaction_response") == 4


@pytest.mark.usefixtures("door")
async def test_every_button_of_every_view_does_something(
    here: Discord, channel: Channel, reader: Person
) -> None:
    (message,) = (await reader.gives("stories", channel)).messages
    seen: set[str] = set()
    waiting = [each["custom_id"] for each in buttons(message)]
    while waiting:
        action = waiting.pop()
        if action in seen:
            continue
        seen.add(action)
        asked = await here.answered(await reader.pushes(message, action))
        assert asked.messages or asked.answer is Answered.MODAL
        for each in asked.messages:
            assert "error" not in shown(each).lower()
            waiting += [button["custom_id"] for button in buttons(each)]
    assert len(seen) > 10


async def test_a_button_works_after_a_restart(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    async with opened(here, desk):
        (message,) = (await reader.gives("facts", channel)).messages
    async with opened(here, desk):
        asked = await reader.presses(message, "Sources")
    assert asked.answer is Answered.UPDATE
    assert "Lorrin Post" in shown(message)


@pytest.mark.usefixtures("door")
async def test_anybody_may_press_what_stands_in_a_channel(
    here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    (message,) = (await reader.gives("facts", channel)).messages
    await here.person("Bob", guild).presses(message, "Sources")
    assert "Lorrin Post" in shown(message)


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    "action",
    ["x", "0/facts", "1/frobnicate", "2/facts/~1", "+", "1/addstory", "1/facts/" + "x" * 90, "1//"],
)
async def test_a_button_of_another_hand_is_answered_politely(
    here: Discord, channel: Channel, reader: Person, action: str
) -> None:
    (message,) = (await reader.gives("facts", channel)).messages
    before = shown(message)
    asked = await here.answered(await reader.pushes(message, action))
    (said,) = asked.messages
    assert said is not message
    assert is_private(said)
    assert shown(said)
    assert shown(message) == before


@pytest.mark.usefixtures("door")
async def test_a_private_view_stays_private(channel: Channel, reader: Person) -> None:
    (message,) = (await reader.gives("facts", channel, story="commet")).messages
    assert is_private(message)
    asked = await reader.presses(message, labels(message)[0])
    assert asked.messages
    assert all(map(is_private, asked.messages))
    assert channel.messages == {}


@pytest.mark.usefixtures("door")
async def test_a_part_of_a_long_answer_stays_where_it_is(
    here: Discord, desk: Desk, channel: Channel, reader: Person
) -> None:
    facts = [{"text": f"Fact {number}. " + "It matters. " * 25} for number in range(50)]
    async for _ in desk.load([a_story("long-one", facts=facts)], lambda _: None):
        pass
    asked = await reader.gives("facts", channel, story="long-one")
    await here.until(lambda: labels(asked.messages[-1]))
    before = [shown(each) for each in asked.messages]
    pressed = await reader.presses(asked.messages[-1], "Sources")
    assert pressed.answer is Answered.MESSAGE
    assert [shown(each) for each in asked.messages] == before


@pytest.mark.usefixtures("door")
async def test_where_a_message_cannot_be_changed_the_answer_stands_below(
    here: Discord, channel: Channel, reader: Person
) -> None:
    (message,) = (await reader.gives("facts", channel)).messages
    before = shown(message)
    here.faults.on("create_interaction_response", Refusal(50035))
    asked = await reader.presses(message, "Sources")
    assert asked.answer is Answered.MESSAGE
    assert "Lorrin Post" in shown(asked.messages[0])
    assert shown(message) == before
