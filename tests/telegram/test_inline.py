"""Stories for somebody who writes the bot's name in any chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import BadRequest

from adapters.telegram.inline import Inline
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.telegram.recording import Recording


async def offered(desk: Desk, line: Recording, query: str, language: str = "en") -> list[Any]:
    person: Any = {"id": 7, "language_code": language}
    await Inline(desk, line).typed({"id": "5", "from": person, "query": query})
    (answer,) = line.called("answerInlineQuery")
    assert answer["is_personal"]
    results: list[Any] = answer["results"]
    return results


async def test_words_find_stories_to_post(desk: Desk, line: Recording) -> None:
    (result,) = await offered(desk, line, "bridge")
    assert result["title"] == "Old bridge of Lorrin falls"
    assert result["description"] == "The harbour of Lorrin opened again."
    said = result["input_message_content"]
    assert said["message_text"].startswith("Old bridge of Lorrin falls")
    assert said["entities"][0]["type"] == "bold"
    assert result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "1/facts/~1"


@pytest.mark.parametrize("query", ["", "  "])
async def test_without_words_the_newest_are_offered(
    desk: Desk, line: Recording, query: str
) -> None:
    results = await offered(desk, line, query)
    assert [each["title"][:5] for each in results] == ["Comet", "Harbo", "Old b"]


async def test_nothing_is_offered_where_nothing_says_so(desk: Desk, line: Recording) -> None:
    assert await offered(desk, line, "nowhere") == []


async def test_no_more_than_twenty_are_offered(desk: Desk, line: Recording) -> None:
    many = [a_story(f"story-{number}") for number in range(30)]
    async for _ in desk.load(many, lambda _: None):
        pass
    assert len(await offered(desk, line, "")) == 20


async def test_a_long_story_is_cut_to_one_message_with_all_its_buttons(
    desk: Desk, line: Recording
) -> None:
    facts = [{"text": f"{number} " + "The wall broke again. " * 90} for number in range(3)]
    long = a_story("long", headline="A very long story", facts=facts)
    async for _ in desk.load([long], lambda _: None):
        pass
    (result,) = await offered(desk, line, "very long")
    text = result["input_message_content"]["message_text"]
    assert text.endswith("…")
    assert 3_000 < len(text) <= 4096
    buttons = [each["text"] for row in result["reply_markup"]["inline_keyboard"] for each in row]
    assert buttons[:2] == ["Facts", "Sources"]


async def test_an_answer_for_which_nobody_waits_any_more_is_no_fault(
    desk: Desk, line: Recording
) -> None:
    line.answers["answerInlineQuery"].append(BadRequest("Bad Request: query is too old"))
    await offered(desk, line, "")
