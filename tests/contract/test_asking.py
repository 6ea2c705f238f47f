"""How every store keeps what people were asked, and what they write step by step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.asking import FORGOTTEN
from bot.question import Field, Question
from bot.sketch import FactSketch, NarrativeSketch, PredictionSketch, Sketch, SourceSketch
from tests.engines import on_shared_engines
from tests.invented import NOON

if TYPE_CHECKING:
    from bot.store import Store
    from tests.conftest import OpenStore

ADA, BOB = Account("chat", "1"), Account("chat", "2")
HERE, TOPIC, THERE = Address("chat", "10"), Address("chat", "10", "3"), Address("chat", "11")
QUESTION = Question(
    "report",
    ("~12",),
    (
        Field("fact", "Which fact?", value="3", optional=True),
        Field("note", "What is wrong?", long=True, length=2_000),
        Field("story", "Which story?", among=("~3", "~12"), labels=("3. One", "12. Two")),
    ),
    ("2\x00 \ud83d “é”",),
)
SKETCH = Sketch(
    step="fact-2",
    told=1,
    headline="Quake",
    summary="It shook.",
    sources=(SourceSketch(name="RTM", url="https://a.example"), SourceSketch(name="AP")),
    facts=(FactSketch(text="It was at noon.", sources=(1, 9)),),
    narratives=(NarrativeSketch(text="God's wrath.", label="Faithful", provider="A priest"),),
    predictions=(PredictionSketch(text="Again.", probability="often", deadline="soon"),),
)


async def test_a_question_comes_back_as_it_was_asked(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    assert await store.asking.asked(ADA, HERE, at=NOON) == QUESTION


@pytest.mark.parametrize(("who", "where"), [(BOB, HERE), (ADA, TOPIC), (ADA, THERE)])
async def test_it_is_asked_of_one_person_in_one_place(
    store: Store, who: Account, where: Address
) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    assert await store.asking.asked(who, where, at=NOON) is None
    await store.asking.forget(who, where)
    assert await store.asking.asked(ADA, HERE, at=NOON) == QUESTION


async def test_the_next_question_takes_its_place(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await store.asking.ask(ADA, HERE, replace(QUESTION, told=()), at=NOON)
    assert await store.asking.asked(ADA, HERE, at=NOON) == replace(QUESTION, told=())


async def test_what_is_answered_is_forgotten(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    for _ in range(2):
        await store.asking.forget(ADA, HERE)
    assert await store.asking.asked(ADA, HERE, at=NOON) is None


async def test_after_a_day_nobody_waits_for_an_answer(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    assert await store.asking.asked(ADA, HERE, at=NOON + FORGOTTEN) == QUESTION
    later = NOON + FORGOTTEN + timedelta(seconds=1)
    assert await store.asking.asked(ADA, HERE, at=later) is None
    await store.asking.ask(BOB, HERE, QUESTION, at=later)
    assert await store.asking.asked(ADA, HERE, at=NOON) is None


async def test_whoever_was_asked_anything_is_named(store: Store) -> None:
    assert await store.asking.people(at=NOON) == frozenset()
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await store.asking.ask(ADA, THERE, QUESTION, at=NOON)
    await store.asking.ask(BOB, HERE, QUESTION, at=NOON)
    assert set(await store.asking.people(at=NOON) or ()) == {ADA, BOB}
    await store.asking.forget(BOB, HERE)
    assert set(await store.asking.people(at=NOON) or ()) == {ADA}
    assert await store.asking.people(at=NOON + FORGOTTEN * 2) == frozenset()


async def test_of_very_many_nobody_is_named(store: Store) -> None:
    for number in range(1_001):
        await store.asking.ask(Account("chat", f"{number}"), HERE, QUESTION, at=NOON)
    assert await store.asking.people(at=NOON) is None


async def test_a_sketch_comes_back_as_it_was_written(store: Store) -> None:
    assert await store.asking.sketch(ADA) is None
    await store.asking.keep(ADA, SKETCH, at=NOON)
    assert await store.asking.sketch(ADA) == SKETCH
    assert await store.asking.sketch(BOB) is None


async def test_somebody_writes_one_story_at_a_time(store: Store) -> None:
    await store.asking.keep(ADA, SKETCH, at=NOON)
    await store.asking.keep(ADA, Sketch(step="headline"), at=NOON)
    assert await store.asking.sketch(ADA) == Sketch(step="headline")
    for _ in range(2):
        await store.asking.drop(ADA)
    assert await store.asking.sketch(ADA) is None


@on_shared_engines
async def test_another_copy_of_the_bot_can_take_the_answer(open_store: OpenStore) -> None:
    one, other = await open_store(), await open_store()
    await one.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await one.asking.keep(ADA, SKETCH, at=NOON)
    assert await other.asking.asked(ADA, HERE, at=NOON) == QUESTION
    assert await other.asking.sketch(ADA) == SKETCH


@on_shared_engines
async def test_eight_that_ask_at_once_leave_one_question(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(8)]
    asked = [replace(QUESTION, told=(str(number),)) for number in range(8)]
    await asyncio.gather(
        *(
            store.asking.ask(ADA, HERE, question, at=NOON)
            for store, question in zip(stores, asked, strict=True)
        )
    )
    assert await stores[0].asking.asked(ADA, HERE, at=NOON) in asked
