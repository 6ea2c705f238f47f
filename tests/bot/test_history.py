"""Readers see the whole history of a story: what was told, corrected, taken back and restored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.console.plain import plain
from bot.answer import answer, of_choice
from bot.conversation import respond_line
from bot.desk import Desk
from bot.reply import Heading, Items, Struck
from bot.staff import Act, Deed
from bot.store.open import open_store
from bot.story import Correction
from tests.bot.replies import offered, said
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply
    from bot.revision import Revision
    from bot.story import Story

DAY = timedelta(days=1)


class Newsroom:
    """A newsroom that does one thing a day to its one story."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.day = NOON

    async def publish(self, story: Story) -> Revision:
        self.day += DAY
        saved = await self.desk.store.save(story, by="hand", at=self.day)
        return await self.show(saved.number, days=0)

    async def show(self, number: int, days: int = 1) -> Revision:
        self.day += days * DAY
        self.desk.shelf.forget()
        return await self.desk.store.publish("harbour-reopens", number, at=self.day)

    async def retract(self, reason: str) -> None:
        self.day += DAY
        act = Act(READER, TERMINAL, self.day, Deed.RETRACTED, detail=reason)
        await self.desk.store.retract("harbour-reopens", at=self.day, act=act)
        self.desk.shelf.forget()

    async def ask(self, line: str) -> Reply:
        _, reply = await respond_line(self.desk, line, who=READER, where=TERMINAL, language="en")
        return reply

    async def changes(self) -> list[str]:
        """Give the lines of the history, without the ways onward."""
        reply = await self.ask("/changes harbour")
        assert not reply.failed
        return [line for line in plain(reply).splitlines() if line and not line.startswith("[1]")]


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    store = await open_store("sqlite://")
    await store.load([a_story()], at=NOON)
    yield Newsroom(Desk(store, now=lambda: NOON, clock=lambda: 0.0))
    await store.close()


def corrected(text: str, headline: str) -> Story:
    return a_story(headline=headline, corrections=[Correction(number=1, at=NOON, text=text)])


async def test_what_a_story_said_first_is_the_first_step(room: Newsroom) -> None:
    await room.publish(a_story(headline="Harbour open"))
    assert await room.changes() == [
        "Harbour open",
        "Changes",
        "Revision 2, November 25, 2026",
        "This is how it stands now.",
        "• The headline was “Harbour of Lorrin reopens” and is “Harbour open”.",
        "Revision 1, November 24, 2026",
        "This is how it first appeared.",
    ]


async def test_a_step_bears_the_day_on_which_readers_saw_it(room: Newsroom) -> None:
    await room.desk.store.save(a_story(headline="Harbour open"), by="hand", at=NOON)
    await room.show(2, days=3)
    assert "Revision 2, November 27, 2026" in await room.changes()


async def test_a_retracted_story_tells_everybody_its_history(room: Newsroom) -> None:
    await room.publish(a_story(headline="Harbour open"))
    await room.retract("It was a bird.")
    assert await room.changes() == [
        "~~Harbour open~~",
        "Retracted on November 26, 2026: It was a bird.",
        "Changes",
        "Retracted, November 26, 2026",
        "This is how it stands now.",
        "It was a bird.",
        "Revision 2, November 25, 2026",
        "• ~~The headline was “Harbour of Lorrin reopens” and is “Harbour open”.~~",
        "Revision 1, November 24, 2026",
        "This is how it first appeared.",
    ]


@pytest.mark.parametrize("name", ["harbour-reopens", "harbour", "~1", "1", "ships waiting"])
async def test_the_history_of_a_retracted_story_is_found_by_any_name(
    name: str, room: Newsroom
) -> None:
    await room.ask("/stories")
    await room.retract("It was a bird.")
    reply = await room.ask(f"/changes {name}")
    if name == "ships waiting":  # which neither its headline nor its slug says
        assert reply.failed
    else:
        assert reply.blocks[0] == Heading((Struck("Harbour of Lorrin reopens"),))


async def test_who_asks_for_a_retracted_story_is_led_to_its_history(room: Newsroom) -> None:
    await room.retract("It was a bird.")
    reply = await room.ask("/facts harbour")
    assert said(reply) == "“Harbour of Lorrin reopens” was retracted: It was a bird."
    (way,) = offered(reply)
    pressed = of_choice(way.action, who=READER, where=TERMINAL, language="en")
    assert "This is how it stands now." in plain(await answer(room.desk, pressed))


async def test_a_retraction_that_was_taken_back_stays_in_the_history(room: Newsroom) -> None:
    await room.retract("It was a bird.")
    await room.show(1)
    assert await room.changes() == [
        "Harbour of Lorrin reopens",
        "Changes",
        "Revision 1 again, November 26, 2026",
        "This is how it stands now.",
        "The retraction was taken back.",
        "Retracted, November 25, 2026",
        "It was a bird.",
        "Revision 1, November 24, 2026",
        "This is how it first appeared.",
    ]


async def test_what_is_published_again_in_other_words_is_one_step(room: Newsroom) -> None:
    await room.retract("It was a bird.")
    await room.publish(a_story(headline="Harbour open"))
    assert (await room.changes())[2:6] == [
        "Revision 2, November 26, 2026",
        "This is how it stands now.",
        "The retraction was taken back.",
        "• The headline was “Harbour of Lorrin reopens” and is “Harbour open”.",
    ]


async def test_a_correction_that_was_taken_back_does_not_stand_any_more(room: Newsroom) -> None:
    await room.publish(corrected("It was March.", "Harbour open"))
    await room.show(1)
    assert await room.changes() == [
        "Harbour of Lorrin reopens",
        "Changes",
        "Revision 1 again, November 26, 2026",
        "This is how it stands now.",
        "• Correction 1 was taken out.",
        "• The headline was “Harbour open” and is “Harbour of Lorrin reopens”.",
        "Revision 2, November 25, 2026",
        "• Correction 1: It was March.",
        "• The headline was “Harbour of Lorrin reopens” and is “Harbour open”.",
        "Revision 1, November 24, 2026",
        "This is how it first appeared.",
    ]


async def test_a_step_is_compared_with_what_readers_saw_before_it(room: Newsroom) -> None:
    await room.publish(a_story(headline="Harbour open"))
    await room.show(1)
    await room.publish(a_story(summary="It is open."))
    newest = (await room.changes())[2:5]
    assert newest == [
        "Revision 3, November 27, 2026",
        "This is how it stands now.",
        "• The summary was rewritten.",
    ]


async def test_earlier_steps_of_a_long_history_are_a_button_away(room: Newsroom) -> None:
    for number in range(2, 15):
        await room.publish(a_story(headline=f"Harbour {number}"))
        if number == 3:
            await room.retract("It was a bird.")
            await room.show(3)
    reply = await room.ask("/changes harbour")
    assert "Revision 5," in plain(reply)
    assert "Revision 4," not in plain(reply)
    (way,) = (each for each in offered(reply) if each.label == "Earlier changes")
    pressed = of_choice(way.action, who=READER, where=TERMINAL, language="en")
    earlier = await answer(room.desk, pressed)
    told = plain(earlier).split("Changes\n")[1].split("\n")
    assert [line.partition(",")[0] for line in told if line.startswith("Re")] == [
        "Revision 4",
        "Revision 3 again",
        "Retracted",
        "Revision 3",
        "Revision 2",
        "Revision 1",
    ]
    assert "stands now" not in plain(earlier)
    assert "Earlier changes" not in plain(earlier)


async def test_a_long_reason_says_how_it_begins_whatever_it_is_written_in(room: Newsroom) -> None:
    await room.retract("船" * 1_200)
    assert (await room.changes())[1] == f"Retracted on November 25, 2026: {'船' * 998} …"


async def steps(room: Newsroom) -> list[str]:
    """Give the title of each step, page after page."""
    asked = await room.ask("/changes harbour")
    told = plain(asked).splitlines()
    while ways := [each for each in offered(asked) if each.label == "Earlier changes"]:
        pressed = of_choice(ways[0].action, who=READER, where=TERMINAL, language="en")
        asked = await answer(room.desk, pressed)
        told += plain(asked).splitlines()
    return [line.partition(",")[0] for line in told if line.startswith(("Revision ", "Retracted,"))]


@pytest.mark.parametrize("late", [2, 5])
async def test_what_was_passed_over_and_shown_after_all_is_told_at_its_time(
    late: int, room: Newsroom
) -> None:
    order = [number for number in range(2, 16) if number != late]
    for number in range(2, 16):
        await room.desk.store.save(a_story(headline=f"Harbour {number}"), by="hand", at=NOON)
    order.insert(10, late)
    for number in order:
        await room.show(number)
    assert await steps(room) == [f"Revision {number}" for number in (*order[::-1], 1)]


async def test_what_is_shown_last_for_the_first_time_is_not_shown_again(room: Newsroom) -> None:
    for number in range(2, 16):
        await room.desk.store.save(a_story(headline=f"Harbour {number}"), by="hand", at=NOON)
    for number in (2, *range(4, 16), 3, 2):
        await room.show(number)
    assert (await steps(room))[:3] == ["Revision 2 again", "Revision 3", "Revision 15"]
    assert "• The headline was “Harbour 15” and is “Harbour 3”." in await room.changes()


async def test_what_a_retracted_story_said_once_can_be_compared(room: Newsroom) -> None:
    await room.publish(a_story(headline="Harbour open"))
    await room.retract("It was a bird.")
    reply = await room.ask("/changes harbour 1")
    (items,) = (block for block in reply.blocks if isinstance(block, Items))
    line = "The headline was “Harbour of Lorrin reopens” and is “Harbour open”."
    assert items.items[0].text == (Struck(line),)
