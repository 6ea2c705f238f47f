"""Names of several words, and what is left behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.replies import publish
from tests.bot.writers import EDDA, PAUL, SLUG, a_newsroom, saves
from tests.invented import READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.story import Story
    from tests.bot.managed import Clock
    from tests.bot.staffed import Newsroom

COMET = "quiet-comet"


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        comet = a_story(COMET, headline="Telescope on Mount Quellin finds a comet")
        await publish(room.desk, comet)
        await publish(room.desk, a_story("mount-opens", headline="Mount Tal opens to walkers"))
        yield room


async def newest(room: Newsroom, slug: str) -> Story:
    found = await room.desk.store.find(slug)
    assert found is not None
    return found.story


@pytest.mark.parametrize("name", ["mount quellin", "MOUNT Quellin", '"mount quellin"', "quellin"])
async def test_a_part_is_changed_of_a_story_with_two_words(room: Newsroom, name: str) -> None:
    await room.ask(EDDA, f"/editstory {name} headline It finds two")
    assert (await newest(room, COMET)).headline == "It finds two"


async def test_the_words_behind_the_name_are_left_as_they_stand(room: Newsroom) -> None:
    await room.ask(
        EDDA, '/editstory harbour of lorrin summary "Quite"\nopen. Mount Quellin saw it.'
    )
    assert (await newest(room, SLUG)).summary == '"Quite"\nopen. Mount Quellin saw it.'


async def test_a_draft_with_several_words_is_previewed_and_published(room: Newsroom) -> None:
    assert "facts" in (await room.read(EDDA, "/preview harbour of lorrin facts")).lower()
    assert "Published: “Harbour" in await room.read(PAUL, "/publish harbour of lorrin reopens")
    assert await room.desk.store.published(SLUG) is not None


async def test_a_draft_is_planned_by_a_name_of_several_words(room: Newsroom) -> None:
    planned = await room.read(PAUL, "/publish harbour of lorrin in 2 hours")
    assert "Harbour of Lorrin reopens" in planned
    assert await room.desk.store.published(SLUG) is None


async def test_words_that_stand_apart_in_a_headline_are_no_name(room: Newsroom) -> None:
    # "Telescope … finds" are both in the headline, and not one behind the other.
    told = await room.read(EDDA, "/editstory telescope finds it")
    assert "“finds”" in told


@pytest.mark.parametrize("name", ["bridge", "bridge closed", "ships"])
async def test_a_story_keeps_its_name_when_it_is_published(room: Newsroom, name: str) -> None:
    facts = [{"text": "All ships wait."}]
    draft = a_story("bridge-closed", headline="A better headline", summary="", facts=facts)
    await publish(room.desk, draft)
    assert "A better headline" in await room.read(PAUL, f"/editstory {name}")


async def test_what_is_only_a_draft_is_no_name_for_a_reader(room: Newsroom) -> None:
    await saves(room.desk.store, EDDA, a_story(COMET, headline="Mount Quellin lies"))
    told = await room.read(READER, "/report quellin lies all the way")
    assert "Thank" in told or "lies" not in told


async def test_a_reader_reports_on_a_story_with_two_words(room: Newsroom) -> None:
    await room.ask(READER, "/report mount quellin There was no comet.")
    (letter,) = await room.desk.store.postbox.open(limit=5)
    assert letter.report.text == "There was no comet."
