"""Stories given out of the chat as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.export import FORMATS
from bot.importers import read
from bot.reply import Document
from tests.bot.replies import offered, said
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.reply import Reply

    Asked = Callable[[str], Awaitable[Reply]]


def file_in(reply: Reply) -> Document:
    (file,) = (block for block in reply.blocks if isinstance(block, Document))
    return file


async def test_a_story_comes_as_a_file_that_can_be_taken_in_again(ask: Asked) -> None:
    reply = await ask("/export yaml harbour")
    file = file_in(reply)
    assert said(reply) == "“Harbour of Lorrin reopens” as yaml."
    assert file.name == "harbour-reopens.yaml"
    (draft,) = read(file.data, file.name)
    assert draft.story == a_story(published="2026-11-02")


async def test_without_a_story_a_feed_has_the_newest_ones(ask: Asked) -> None:
    reply = await ask("/export rss")
    assert said(reply) == "The newest 3 stories as rss."
    file = file_in(reply)
    assert file.name == "stories.xml"
    assert file.data.count(b"<item>") == 3


async def test_a_file_that_holds_one_story_has_the_newest(ask: Asked) -> None:
    assert file_in(await ask("/export yaml")).name == "comet-seen.yaml"


async def test_who_names_no_format_is_asked_which(ask: Asked) -> None:
    assert offered(await ask("/export")) == [Choice(name, "export", (name, "")) for name in FORMATS]


async def test_a_format_that_is_none_is_answered_with_those_that_are(ask: Asked) -> None:
    reply = await ask("/export pdf harbour")
    assert reply.failed
    assert "yaml, json, markdown, jsonfeed, rss, jsonld" in said(reply)
