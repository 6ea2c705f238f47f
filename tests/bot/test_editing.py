"""What editors may do, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import answer
from bot.export import FORMATS, to_yaml
from bot.reply import Items, Paragraph, Reply, Strong
from bot.request import File, Request
from tests.invented import READER, TERMINAL, a_revision, a_story

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.address import Account
    from bot.desk import Desk
    from bot.story import Story


@pytest.fixture
def desk(without_stories: Desk) -> Desk:
    return without_stories


def adding(
    text: str = "", who: Account = READER, file: Callable[[], Awaitable[File]] | None = None
) -> Request:
    return Request(
        command="addstory",
        arguments={"text": text} if text else {},
        who=who,
        where=TERMINAL,
        language="en",
        file=file,
    )


def said(reply: Reply) -> str:
    (paragraph, *_) = reply.blocks
    assert isinstance(paragraph, Paragraph)
    return "".join(run.text for run in paragraph.text if hasattr(run, "text"))


async def test_a_pasted_story_becomes_a_draft_that_readers_do_not_see(desk: Desk) -> None:
    reply = await answer(desk, adding(to_yaml(a_story())))
    assert said(reply) == "Kept 1 story as a draft."
    assert await desk.store.find("harbour-reopens") is not None
    assert await desk.published() == 0


async def test_a_page_that_a_browser_saved_is_taken_in(desk: Desk) -> None:
    page = b"""<html><head><title>News</title></head><body><h1>Harbour burns</h1><h2>Facts</h2>
        <ul><li>It burned.<sup>1</sup></li></ul><p>Sources: 1Lorrin Post.</p></body></html>"""

    async def file() -> File:
        return File("harbour.html", page)

    assert said(await answer(desk, adding(file=file))) == "Kept 1 story as a draft."
    draft = await desk.store.find("harbour-burns")
    assert draft is not None
    assert [(fact.text, fact.sources) for fact in draft.story.facts] == [("It burned.", (1,))]


async def test_an_attached_file_is_fetched_and_taken_in(desk: Desk) -> None:
    async def file() -> File:
        return File("harbour.yaml", to_yaml(a_story()).encode())

    reply = await answer(desk, adding(file=file))
    items = reply.blocks[1]
    assert isinstance(items, Items)
    assert items.items[0].text[0] == Strong("Harbour of Lorrin reopens")
    assert not reply.failed


async def test_a_feed_of_elsewhere_changes_no_other_story_that_has_its_slug(desk: Desk) -> None:
    await answer(desk, adding(to_yaml(a_story())))
    others = a_story(headline="Another harbour, of another newsroom")
    feed = FORMATS["jsonfeed"].write([a_revision(others)])
    assert said(await answer(desk, adding(feed))) == "Kept 1 story as a draft."
    for slug, story in (("harbour-reopens", a_story()), ("harbour-reopens-2", others)):
        found = await desk.store.find(slug)
        assert found is not None
        assert (found.number, found.story.headline) == (1, story.headline)


async def test_of_several_stories_those_that_say_nothing_new_hold_up_no_other(desk: Desk) -> None:
    def feed(*stories: Story) -> str:
        return FORMATS["jsonfeed"].write([a_revision(each) for each in stories])

    first, second = a_story("first", headline="First"), a_story("second", headline="Second")
    await answer(desk, adding(feed(first, second)))
    changed, third = a_story("second", headline="Second?"), a_story("third", headline="Third")
    reply = await answer(desk, adding(feed(first, changed, third)))
    assert said(reply) == "Kept 2 stories as drafts."
    found = await desk.store.find("first")
    assert found is not None
    assert found.number == 1
    again = await answer(desk, adding(feed(first, changed, third)))
    assert said(again).endswith("says that already.")


async def test_a_file_of_somebody_else_is_not_even_fetched(desk: Desk) -> None:
    fetched = []

    async def file() -> File:
        fetched.append(1)
        return File("x", b"")

    stranger = type(READER)("console", "stranger")
    reply = await answer(desk, adding(who=stranger, file=file))
    assert said(reply) == "Only editors may do this."
    assert reply.failed
    assert not fetched


async def test_every_fault_of_what_was_pasted_is_told_with_its_place(desk: Desk) -> None:
    yaml = """\
slug: a-b
headline: X
facts:
  - text: Y
    sources: [4]
predictions:
  - text: Z
    probability: 140
"""
    reply = await answer(desk, adding(yaml))
    assert reply.failed
    faults = reply.blocks[1]
    assert isinstance(faults, Items)
    assert [item.text[0].text for item in faults.items if hasattr(item.text[0], "text")] == [
        "Line 5, column 15:",
        "Line 8, column 18:",
    ]
    assert await desk.store.find("a-b") is None


async def test_who_gives_nothing_is_asked_for_it(desk: Desk) -> None:
    reply = await answer(desk, adding())
    assert reply.asks is not None
    assert [field.name for field in reply.asks.fields] == ["text"]


async def test_nobody_subscribes_where_only_answers_come(desk: Desk) -> None:
    wish = {"time": "8", "zone": "Paris"}
    request = Request(
        command="subscribe", arguments=wish, who=READER, where=TERMINAL, language="en", alone=True
    )
    assert said(await answer(desk, request)).startswith("Here you get answers, and nothing comes")
