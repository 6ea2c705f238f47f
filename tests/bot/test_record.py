"""The record of forecasters: everybody is in it, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, of_choice
from bot.choice import Choice
from bot.desk import Desk
from bot.store.open import open_store
from tests.bot.managed import read
from tests.bot.replies import offered, publish
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply
    from bot.story import Story
    from tests.bot.talking import Talker

NAMES = [f"Guild {number:02}" for number in range(60)]


def a_record() -> Story:
    """A story of which many forecasters said the same, and one spoke of what nobody knows yet."""
    said = [
        {"text": "x", "probability": 0.3, "forecaster": name, "outcome": "happened"}
        for name in NAMES
    ]
    return a_story(predictions=[*said, {"text": "y", "probability": 0.3, "forecaster": "Seer"}])


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with a long record."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
    await publish(desk, a_record())
    yield desk
    await store.close()


def leads(reply: Reply, label: str) -> bool:
    return any(each.label == label for each in offered(reply))


async def test_every_forecaster_is_on_some_page_with_the_score_they_have(rita: Talker) -> None:
    pages = [await rita.says("/predictions")]
    while leads(pages[-1], "Next page"):
        pages.append(await rita.presses(pages[-1], "Next page"))
    _, record = read(pages[0]).split("The record of forecasters")
    told = [record, *(read(page) for page in pages[1:])]
    assert all("".join(told).count(name) == 1 for name in NAMES)
    assert "".join(told).count("Brier score: 0.49") == len(NAMES)
    assert [page.count(" · One forecast") for page in told] == [20, 20, 16]
    assert told[1].startswith("The record of forecasters\nA Brier score of 0 is perfect")
    assert "\n- Guild 25 · One forecast, 1 of them resolved. Brier score: 0.49\n" in told[1]
    assert "\n- Seer · One forecast\n" in told[2]


async def test_one_can_turn_back(rita: Talker) -> None:
    first = await rita.says("/predictions")
    second = await rita.presses(first, "Next page")
    third = await rita.presses(second, "Next page")
    assert read(await rita.presses(third, "Previous page")) == read(second)
    assert read(await rita.presses(second, "Previous page")) == read(first)
    assert not leads(first, "Previous page")


@pytest.mark.parametrize(("page", "like"), [("9", "3"), ("0", "1")])
async def test_a_page_that_is_not_there_any_more_is_the_nearest(
    desk: Desk, page: str, like: str
) -> None:
    assert await turned(desk, page) == await turned(desk, like)


async def test_a_page_of_a_record_that_has_but_one_is_that(desk: Desk) -> None:
    await publish(desk, a_story())
    assert "Predictions" in await turned(desk, "2")


async def turned(desk: Desk, page: str) -> str:
    """Read a page of the record by its number."""
    choice = Choice("", "predictions", ("", page))
    request = of_choice(choice, who=READER, where=TERMINAL, language="en")
    return read(await answer(desk, request))
