"""A button under a story that somebody writes means that story, and what it says, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.desk import Desk
from bot.store.open import open_store
from tests.bot.managed import read
from tests.bot.staffed import Hours
from tests.bot.talking import Talker
from tests.invented import READER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply

FACTS = ("One fact.", "-", "Two facts.", "-", "Three facts.", "-")
OTHER = "This belongs to another story. /addstory goes on with “Beacon out”."
LATE = "This button is out of date. Ask again with /help."


@pytest.fixture
async def rita() -> AsyncIterator[Talker]:
    """Somebody who may write, in a newsroom without a story."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=Hours(), clock=lambda: 0.0, owners=[READER])
    yield Talker(desk, READER)
    await store.close()


async def tell(rita: Talker, *lines: str) -> Reply:
    for line in lines:
        told = await rita.says(line)
    return told


async def facts(rita: Talker) -> list[str]:
    sketch = await rita.desk.store.asking.sketch(READER)
    assert sketch is not None
    return [each.text for each in sketch.facts]


@pytest.mark.parametrize("then", ["Two facts.", "One fact."])
async def test_a_fact_is_deleted_once_however_often_that_is_pressed(
    rita: Talker, then: str
) -> None:
    told = await tell(rita, "/addstory Beacon lit", "-", "One fact.", "-", then, "-")
    told = await rita.presses(told, "Back to: Fact 2")
    told = await rita.presses(told, "Back to: Fact 1")
    await rita.presses(told, "Delete it")
    assert read(await rita.presses(told, "Delete it")) == LATE
    assert await facts(rita) == [then]


async def test_a_fact_that_took_the_place_of_another_is_not_deleted(rita: Talker) -> None:
    told = await tell(rita, "/addstory Beacon lit", "-", *FACTS)
    third = await rita.presses(told, "Back to: Fact 3")
    await rita.presses(await rita.presses(third, "Back to: Fact 2"), "Delete it")
    await tell(rita, "Four facts.", "-")
    assert read(await rita.presses(third, "Delete it")) == LATE
    assert await facts(rita) == ["One fact.", "Three facts.", "Four facts."]


async def begun_another(rita: Talker) -> None:
    await rita.presses(await rita.says("/addstory"), "Throw it away")
    await tell(rita, "/addstory Beacon out", "-", "It is out.", "-")


@pytest.mark.parametrize("line", ["/addstory", "/cancel"])
@pytest.mark.parametrize("label", ["Throw it away", "Go on"])
async def test_what_is_offered_of_one_story_is_not_done_to_the_next(
    rita: Talker, line: str, label: str
) -> None:
    await tell(rita, "/addstory Beacon lit")
    old = await rita.says(line)
    await begun_another(rita)
    assert read(await rita.presses(old, label)) == OTHER
    assert await facts(rita) == ["It is out."]


async def test_no_other_story_is_thrown_away_to_begin_anew(rita: Talker) -> None:
    await tell(rita, "/addstory Beacon lit")
    asked = await rita.says("/addstory")
    sure = await rita.presses(asked, "Begin anew")
    await begun_another(rita)
    for old in (asked, sure):
        assert read(await rita.presses(old, "Begin anew")) == OTHER
    assert await facts(rita) == ["It is out."]


async def test_no_other_story_is_kept_as_a_draft(rita: Talker) -> None:
    told = await tell(rita, "/addstory Beacon lit", "It burns.", "One fact.", "RTM")
    old = await rita.presses(told, "Overview")
    await begun_another(rita)
    for label in ("Keep it as a draft", "Throw it away"):
        assert read(await rita.presses(old, label)) == OTHER
    assert not await rita.desk.store.workshop.drafts(limit=1)
    assert await facts(rita) == ["It is out."]


@pytest.mark.parametrize("answers", [["Of the first."], ["Of the first.", "RTM"]])
async def test_an_answer_in_another_place_is_not_put_into_another_story(
    rita: Talker, answers: list[str]
) -> None:
    elsewhere = Talker(rita.desk, READER, Address("console", "elsewhere"))
    await tell(elsewhere, "/addstory Beacon lit", "-", *answers[:-1])
    await begun_another(rita)
    assert (await elsewhere.reads(answers[-1])).startswith(OTHER)
    assert await facts(rita) == ["It is out."]


async def test_without_another_story_everything_offered_goes_on(rita: Talker) -> None:
    told = await tell(rita, "/addstory Beacon lit", "It burns.", "One fact.", "RTM")
    told = await rita.presses(told, "Overview")
    assert "Nothing is wrong with it." in read(told)
    assert "Kept 1 story as a draft." in read(await rita.presses(told, "Keep it as a draft"))
