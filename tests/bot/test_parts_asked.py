"""What editors are told of the parts of a story, and are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.editing.parts import PARTS, SAMPLES
from tests.bot.managed import read
from tests.bot.staffed import chat_of
from tests.bot.talking import Talker
from tests.bot.writers import EDDA, SLUG, a_newsroom, saves
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.story import Story
    from tests.bot.managed import Clock
    from tests.bot.staffed import Newsroom

GULLS = """\
slug: gulls
headline: Gulls
facts:
  - text: It fell. [3] It rose.
"""


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


@pytest.fixture
def edda(room: Newsroom) -> Talker:
    return Talker(room.desk, EDDA, chat_of(EDDA))


async def newest(room: Newsroom) -> Story:
    found = await room.desk.store.find(SLUG)
    assert found is not None
    return found.story


async def test_each_part_is_listed_with_an_example(edda: Talker) -> None:
    overview = await edda.reads("/editstory harbour")
    assert all(f"{part} {SAMPLES[part]}" in overview for part in PARTS)
    assert f"/editstory {SLUG} fact 3" in overview
    assert "/editstory 2" not in overview


async def test_a_hint_names_the_story_and_an_entry_that_is_there(edda: Talker) -> None:
    facts = await edda.reads("/editstory harbour fact")
    assert f"/editstory {SLUG} fact 2 The harbour opened on Monday. [1, 4]" in facts
    assert f"/editstory {SLUG} fact 2 remove" in facts
    none = await edda.reads("/editstory harbour timeline")
    assert f"Add one with /editstory {SLUG} timeline add The bridge fell." in none


async def test_a_number_alone_is_asked_about(edda: Talker, room: Newsroom) -> None:
    asked = await edda.reads("/editstory harbour fact 2")
    assert "Now: Twelve ships were waiting. [2, 3]" in asked
    assert "“Ten ships.”" in await edda.reads("Ten ships. [2]")
    await edda.says("/editstory harbour facts add")
    assert "Fact 3 cites 1 and 2." in await edda.reads("Gulls came. [1, 2]")
    assert (await newest(room)).facts[2].text == "Gulls came."
    assert "There is no number 9" in await edda.reads("/editstory harbour fact 9")
    assert await edda.asked() is None


async def test_what_can_be_left_out_is_left_out_by_a_dash(edda: Talker, room: Newsroom) -> None:
    await edda.says("/editstory harbour summary")
    assert "Send - to leave it out." in await edda.reads("/editstory harbour summary")
    await edda.says("-")
    assert (await newest(room)).summary == ""
    assert "Send -" not in await edda.reads("/editstory harbour headline")
    await edda.says("/editstory harbour fact 1")
    await edda.says("-")
    assert [fact.text for fact in (await newest(room)).facts] == ["Twelve ships were waiting."]


async def test_a_text_that_a_form_cannot_show_is_not_left_out_by_an_empty_one(
    room: Newsroom, edda: Talker
) -> None:
    await saves(room.desk.store, EDDA, a_story(summary="Long. " * 600))
    assert "Send -" not in await edda.reads("/editstory harbour summary")


@pytest.mark.parametrize(
    "typed", ["It fell. [3] It rose.", "It fell [1", "It fell [A https://a.b]"]
)
async def test_a_mark_that_is_not_read_is_told(edda: Talker, typed: str) -> None:
    told = await edda.reads(f"/editstory harbour fact 1 {typed}")
    assert "stays in the text and cites nothing: marks stand at the end." in told


async def test_a_mark_is_doubted_once_and_not_at_every_change(room: Newsroom, edda: Talker) -> None:
    await saves(room.desk.store, EDDA, a_story(facts=[{"text": "It fell. [3] It rose."}]))
    assert "cites nothing" not in await edda.reads("/editstory harbour headline Open")


async def test_what_is_cited_is_told_where_it_was_changed_alone(edda: Talker) -> None:
    assert "Fact 2 cites 1." in await edda.reads("/editstory harbour fact 2 sources 1")
    await edda.says("/editstory harbour fact add Twelve ships were waiting. [2]")
    assert "cites" not in await edda.reads("/editstory harbour headline Open")


async def test_the_help_shows_an_example_of_each_part(edda: Talker) -> None:
    told = read(await edda.says("/help editstory"))
    assert all(f"\n- /editstory 2 {part} {SAMPLES[part]}\n" in told for part in PARTS)


def test_the_guide_shows_an_example_of_each_part() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "editor.md").read_text("utf-8")
    written = guide.replace("\\|", "|")
    assert [part for part in PARTS if f"`{part} {SAMPLES[part]}`" not in written] == []


async def test_a_mark_within_a_story_that_is_taken_in_is_doubted(edda: Talker) -> None:
    told = await edda.reads(f"/addstory {GULLS}")
    assert "“[3]” stays in the text and cites nothing" in told
