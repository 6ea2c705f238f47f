"""Predictions followed up: what came of one, and how forecasters have done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, of_choice
from bot.conversation import respond_line
from bot.desk import Desk
from bot.export import to_yaml
from bot.reply import Gauge, Heading, Paragraph, Plain
from bot.staff import Deed
from bot.store.open import open_store
from tests.bot.replies import offered, publish, said, title
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.choice import Choice
    from bot.reply import Reply, Text

RECORD = (Plain("The record of forecasters"),)
TWO = [
    {"text": "Trade doubles by May.", "probability": 0.2, "forecaster": "Guild"},
    {"text": "The harbour closes again.", "probability": 0.9, "forecaster": "Guild"},
]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with one story and two predictions, whose owner asks."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[READER])
    await publish(desk, a_story(predictions=TWO))
    yield desk
    await store.close()


def headings(reply: Reply) -> list[Text]:
    return [block.text for block in reply.blocks if isinstance(block, Heading)]


async def ask(desk: Desk, line: str) -> Reply:
    _, reply = await respond_line(desk, line, who=READER, where=TERMINAL, language="en")
    return reply


async def press(desk: Desk, choice: Choice) -> Reply:
    asked = of_choice(choice.action, who=READER, where=TERMINAL, language="en")
    return await answer(desk, asked)


async def outcomes(desk: Desk) -> list[str | None]:
    revision = await desk.store.published("harbour-reopens")
    assert revision is not None
    return [each.outcome for each in revision.story.predictions]


async def test_what_came_of_a_prediction_is_published_at_once(desk: Desk) -> None:
    reply = await ask(desk, "/resolve harbour 2 did not happen")
    assert said(reply) == "Prediction 2 of “Harbour of Lorrin reopens”: "
    assert await outcomes(desk) == [None, "did not happen"]
    (act, *_) = await desk.store.staff.acts(limit=5)
    assert (act.act.deed, act.act.revision, act.act.detail) == (
        *(Deed.RESOLVED, 2, "2: did not happen"),
    )


async def test_who_names_no_outcome_is_asked_which(desk: Desk) -> None:
    happened, *_ = offered(await ask(desk, "/resolve harbour 1"))
    await press(desk, happened)
    assert await outcomes(desk) == ["happened", None]


async def test_who_names_no_prediction_is_offered_each(desk: Desk) -> None:
    _, second = offered(await ask(desk, "/resolve harbour happened"))
    assert second.label.startswith("2. ")
    await press(desk, second)
    assert await outcomes(desk) == [None, "happened"]


async def test_an_outcome_can_be_taken_back(desk: Desk) -> None:
    (back,) = offered(await ask(desk, "/resolve harbour 1 happened"))
    await press(desk, back)
    assert await outcomes(desk) == [None, None]


async def without_the_first(desk: Desk) -> None:
    """Publish the story anew: what was its second prediction is the first, before a new one."""
    third = {"text": "War breaks out.", "probability": 0.1, "forecaster": "Guild"}
    changed = await desk.store.save(a_story(predictions=[TWO[1], third]), by="ann", at=NOON)
    await desk.store.publish("harbour-reopens", changed.number, at=NOON)
    desk.shelf.forget()


@pytest.mark.parametrize("line", ["/resolve harbour 2", "/resolve harbour happened"])
async def test_a_button_never_resolves_a_prediction_that_took_the_place_of_another(
    desk: Desk, line: str
) -> None:
    old = offered(await ask(desk, line))[0 if "2" in line else 1]
    await without_the_first(desk)
    told = await press(desk, old)
    assert said(told) == "This prediction was changed since. Which one is meant?"
    assert await outcomes(desk) == [None, None]
    harbour, _ = offered(told)
    await press(desk, harbour)
    assert await outcomes(desk) == ["happened", None]


async def test_an_outcome_is_not_taken_back_of_another_prediction(desk: Desk) -> None:
    (back,) = offered(await ask(desk, "/resolve harbour 1 happened"))
    await without_the_first(desk)
    await ask(desk, "/resolve harbour 1 annulled")
    assert (await press(desk, back)).failed
    assert await outcomes(desk) == ["annulled", None]


@pytest.mark.parametrize("typed", ["yes", "It happened", "HAPPENED", "true"])
async def test_an_outcome_is_said_in_many_ways(desk: Desk, typed: str) -> None:
    await ask(desk, f"/resolve harbour 1 {typed}")
    assert await outcomes(desk) == ["happened", None]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/resolve harbour happened", "Which prediction is meant? Its number, from 1 to 2."),
        ("/resolve harbour 3 happened", "Which prediction is meant? Its number, from 1 to 2."),
        ("/resolve harbour 1 maybe", "“maybe” is no outcome."),
    ],
)
async def test_what_cannot_be_understood_changes_nothing(desk: Desk, line: str, why: str) -> None:
    reply = await ask(desk, line)
    assert reply.failed
    assert why in said(reply)
    assert await outcomes(desk) == [None, None]


async def test_changes_that_wait_do_not_go_out_with_an_outcome(desk: Desk) -> None:
    draft = a_story(predictions=TWO, headline="Harbour of Lorrin burns")
    await desk.store.save(draft, by="ann", at=NOON)
    reply = await ask(desk, "/resolve harbour 1 happened")
    assert reply.failed
    assert "has changes that wait (revision 2)" in said(reply)
    assert await outcomes(desk) == [None, None]


@pytest.mark.parametrize(
    ("mark", "outcome"),
    [("", "happened"), ("# revision: 1\n", "happened"), ("# revision: 2\n", None)],
)
async def test_only_a_file_that_was_made_from_an_outcome_takes_it_back(
    desk: Desk, mark: str, outcome: str | None
) -> None:
    await ask(desk, "/resolve harbour 1 happened")
    reply = await ask(
        desk, f"/addstory {mark}{to_yaml(a_story(predictions=TWO, topics=['Fishing']))}"
    )
    for choice in offered(reply):
        if choice.label in {"Make my change on theirs", "Save mine as the next revision"}:
            await press(desk, choice)
    newest = await desk.store.find("harbour-reopens")
    assert newest is not None
    assert newest.story.topics == ("Fishing",)
    assert [each.outcome for each in newest.story.predictions] == [outcome, None]


async def test_without_a_record_the_newest_predictions_are_all(desk: Desk) -> None:
    reply = await ask(desk, "/predictions")
    assert title(reply) == "Harbour of Lorrin reopens"
    assert RECORD not in headings(reply)


async def test_the_record_of_forecasters_stands_below_once_there_is_one(desk: Desk) -> None:
    await ask(desk, "/resolve harbour 1 no")
    reply = await ask(desk, "/predictions")
    assert title(reply) == "Harbour of Lorrin reopens"
    assert headings(reply)[-2:] == [RECORD, (Plain("Guild"),)]
    (score,) = (block for block in reply.blocks if isinstance(block, Paragraph))
    assert score.text == (Plain("2 forecasts, 1 of them resolved. Brier score: 0.04"),)
    *_, level = (block for block in reply.blocks if isinstance(block, Gauge))
    assert (level.share, level.label) == (0, "0 of 1")
    assert level.text == (Plain("came true where about 20% was said"),)
    assert offered(reply)[0].command == "story"


async def test_the_predictions_of_a_named_story_are_shown_alone(desk: Desk) -> None:
    await ask(desk, "/resolve harbour 1 no")
    assert RECORD not in headings(await ask(desk, "/predictions harbour"))
