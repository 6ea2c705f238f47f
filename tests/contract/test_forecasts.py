"""What every store knows of forecasters, whichever engine keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.forecasts import Level
from bot.wires import Item, Source
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.store import Store


def said(probability: float | None, outcome: str | None, by: str = "Guild") -> dict[str, Any]:
    text = f"{by} says {probability}, and it was {outcome}."
    return {"text": text, "probability": probability, "forecaster": by, "outcome": outcome}


async def publish(store: Store, slug: str, *predictions: dict[str, Any]) -> None:
    saved = await store.save(a_story(slug, predictions=predictions), by="ann", at=NOON)
    await store.publish(slug, saved.number, at=NOON)


async def test_a_record_tells_how_far_off_a_forecaster_was(store: Store) -> None:
    await publish(store, "one", said(0.9, "happened"), said(0.9, "did not happen"))
    await publish(store, "two", said(0.1, "did not happen"), said(0.5, None))
    (record,) = await store.forecasters()
    assert (record.forecaster, record.made, record.resolved) == ("Guild", 4, 3)
    assert record.brier == pytest.approx((0.01 + 0.81 + 0.01) / 3)
    unlikely, likely = record.levels
    assert unlikely == Level(place=0, count=1, said=0.1, came=0)
    assert likely == Level(place=4, count=2, said=0.9, came=0.5)


async def test_certainty_stands_at_the_ends(store: Store) -> None:
    await publish(store, "one", said(0.0, "did not happen"), said(1.0, "happened"))
    (record,) = await store.forecasters()
    assert [level.place for level in record.levels] == [0, 4]
    assert record.brier == 0


async def test_what_was_annulled_or_has_no_number_counts_for_nothing(store: Store) -> None:
    await publish(store, "one", said(0.9, "annulled"), said(None, "happened"))
    (record,) = await store.forecasters()
    assert (record.made, record.resolved, record.brier) == (2, 0, None)


async def test_a_forecaster_is_one_whatever_the_capital_letters(store: Store) -> None:
    await publish(store, "one", said(0.9, "happened", "The Guild"))
    await publish(store, "two", said(0.9, "happened", "the  guild"))
    (record,) = await store.forecasters()
    assert record.resolved == 2


async def test_who_has_most_to_show_stands_first(store: Store) -> None:
    talker = [said(0.5, None, "Talker") for _ in range(3)]
    await publish(store, "one", *talker, said(0.5, "happened", "Prophet"))
    assert [each.forecaster for each in await store.forecasters()] == ["Prophet", "Talker"]


async def test_only_what_readers_see_counts(store: Store) -> None:
    await publish(store, "one", said(0.9, None))
    resolved = a_story("one", predictions=[said(0.9, "happened")])
    saved = await store.save(resolved, by="ann", at=NOON)
    assert [each.resolved for each in await store.forecasters()] == [0]
    await store.publish("one", saved.number, at=NOON)
    assert [each.resolved for each in await store.forecasters()] == [1]
    await store.retract("one", at=NOON)
    assert await store.forecasters() == ()


async def resolved(store: Store) -> dict[str, Any]:
    """Publish a story with one prediction, write down what came of it, and give the prediction."""
    prediction = {"text": "Trade doubles.", "probability": 0.9, "forecaster": "Guild"}
    await publish(store, "one", prediction)
    happened = a_story("one", predictions=[{**prediction, "outcome": "happened"}])
    await store.save(happened, by="ann", at=NOON, follows=1, shows=True)
    return prediction


async def test_what_comes_in_takes_no_outcome_back(store: Store) -> None:
    told = await resolved(store)
    other = {"text": "Trade halves.", "forecaster": "Guild"}
    gone_on = a_story("one", summary="It goes on.", predictions=[other, told | {"probability": 1}])
    source = Source("wire", "https://wire.example/", is_trusted=True)
    await store.wires.enrol(["wire"], now=NOON)
    await store.wires.take(Item(gone_on, None, is_named=True), source, at=NOON)
    newest = await store.find("one")
    assert newest is not None
    assert (newest.number, newest.story.summary) == (3, "It goes on.")
    assert [each.outcome for each in newest.story.predictions] == [None, "happened"]


@pytest.mark.parametrize(
    "changed",
    [{"text": "Trade triples."}, {"forecaster": "Union"}, {"outcome": "annulled"}],
)
async def test_an_outcome_is_that_of_one_prediction(store: Store, changed: dict[str, str]) -> None:
    told = await resolved(store)
    saved = await store.save(a_story("one", predictions=[told | changed]), by="bo", at=NOON)
    assert [each.outcome for each in saved.story.predictions] == [changed.get("outcome")]


async def test_who_says_what_their_change_follows_may_take_an_outcome_back(store: Store) -> None:
    told = await resolved(store)
    story = a_story("one", predictions=[told])
    saved = await store.save(story, by="ann", at=NOON, follows=2, shows=True)
    assert [each.outcome for each in saved.story.predictions] == [None]


async def test_a_forecast_without_a_name_is_nobodys(store: Store) -> None:
    await publish(store, "one", {"text": "Trade doubles.", "probability": 0.5})
    assert await store.forecasters() == ()
