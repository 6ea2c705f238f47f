"""Stories for somebody who writes the bot's name and some words, in any chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.invented import a_story

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

pytestmark = pytest.mark.usefixtures("door")


async def test_a_story_is_offered_posted_and_goes_on_answering(
    telegram: Telegram, ada: Person
) -> None:
    query = ada.types("bridge")
    await telegram.until(lambda: query.answers)
    (result,) = query.results
    assert result["title"] == "Old bridge of Lorrin falls"
    friends = telegram.group("Friends", forum=True)
    posted = ada.picks(query, 0, friends)
    press = telegram.person("Ben").presses(posted, "Sources")
    await telegram.until(lambda: press.answers and "Sources\n" in posted.text)
    assert telegram.said(friends) == []
    assert telegram.said(ada) == []


async def test_what_cannot_be_answered_there_is_said_over_the_chat(
    telegram: Telegram, ada: Person
) -> None:
    query = ada.types("bridge")
    await telegram.until(lambda: query.answers)
    posted = ada.picks(query, 0, ada.chat)
    press = ada.forges(posted, "1/facts/no such story at all")
    await telegram.until(lambda: press.answers)
    assert press.alert.startswith("No story is called")


@pytest.mark.parametrize("words", ["", "  ", "nowhere at all", "\u202e", "x" * 256, "'\"(*", "ÄÖ"])
async def test_whatever_is_typed_is_answered(telegram: Telegram, ada: Person, words: str) -> None:
    query = ada.types(words)
    await telegram.until(lambda: query.answers)
    assert len(query.results) == (0 if words.strip() else 3)


async def test_what_nobody_waits_for_any_more_is_no_fault(telegram: Telegram, ada: Person) -> None:
    ada.types("b").old = True
    query = ada.types("br")
    await telegram.until(lambda: query.answers)


async def test_the_newest_are_offered_and_no_more_than_twenty(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    many = [a_story(f"story-{number}", headline=f"Story {number}") for number in range(30)]
    async for _ in desk.load(many, lambda _: None):
        pass
    query = ada.types("")
    await telegram.until(lambda: query.answers)
    assert len(query.results) == 20
    assert query.results[0]["title"] == "Story 29"


async def test_a_long_story_is_cut_to_one_message_with_all_its_buttons(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    facts = [{"text": f"{number} " + "The wall broke again. " * 90} for number in range(3)]
    async for _ in desk.load([a_story("long", headline="A long one", facts=facts)], lambda _: None):
        pass
    query = ada.types("long one")
    await telegram.until(lambda: query.answers)
    posted = ada.picks(query, 0, ada.chat)
    assert posted.text.endswith("…")
    assert 3_000 < len(posted.text) <= 4096
    assert [*posted.buttons][:2] == ["Facts", "Sources"]
