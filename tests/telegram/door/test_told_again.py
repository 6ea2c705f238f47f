"""What Telegram tells again, for the bot was stopped before it could answer: it is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.telegram import adapter
from bot.address import Account
from tests.invented import NOON, a_story
from tests.platforms.telegram.refusals import limited

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.sketch import Sketch
    from bot.story import Story
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor

LINES = (
    "/editstory tides source add Harbour Times https://times.example/1",
    "/editstory tides fact 1 remove",
    "/editstory tides fact 1",
    "A dozen ships were waiting. [1]",
    "/addstory",
    "Bridge closes",
    "It was closed at noon.",
    "The police have shut it.",
    "Post https://post.example/1",
)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the door wait for nothing when it is closed."""
    monkeypatch.setattr(adapter, "FINISHING", 0.0)


async def test_what_is_said_line_by_line_stands_there_once_though_every_answer_was_lost(
    telegram: Telegram, open_door: OpenDoor, desk: Desk, olga: Person
) -> None:
    await desk.store.save(a_story("tides"), by="file", at=NOON)
    for number, line in enumerate(LINES, start=1):
        async with open_door():
            await lost(telegram, olga, line)
        async with open_door():
            await telegram.answers(olga, number)
    story, sketch = await written(desk, olga)
    assert [fact.text for fact in story.facts] == ["A dozen ships were waiting."]
    assert [source.name for source in story.sources][3:] == ["Harbour Times"]
    assert (sketch.headline, sketch.summary) == ("Bridge closes", "It was closed at noon.")
    assert [fact.text for fact in sketch.facts] == ["The police have shut it."]
    assert [source.name for source in sketch.sources] == ["Post"]


async def test_what_was_not_done_is_done_when_it_is_told_again(
    telegram: Telegram, open_door: OpenDoor, olga: Person
) -> None:
    async with open_door():
        await lost(telegram, olga, "/facts comet")
    async with open_door():
        (answer,) = await telegram.answers(olga)
    assert answer.text.startswith("Comet seen over Marrow")


async def lost(telegram: Telegram, who: Person, line: str) -> None:
    """Let somebody write what is answered too late."""
    before = len(telegram.refusals)
    telegram.faults.on("sendMessage", limited(30))
    who.writes(line)
    await telegram.until(lambda: len(telegram.refusals) > before)


async def written(desk: Desk, who: Person) -> tuple[Story, Sketch]:
    """Give the story as it was saved last, and what is written step by step."""
    found = await desk.store.workshop.manuscript("tides")
    sketch = await desk.store.asking.sketch(Account("telegram", str(who.user.id)))
    assert found is not None
    assert sketch is not None
    return found.newest.story, sketch
