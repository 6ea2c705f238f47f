"""How every store marks what a platform may say again: with what is done, whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.errors import Conflict
from bot.heard import HEARD, Heard
from bot.question import Field, Question
from bot.staff import Act, Deed
from bot.workshop import Held
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store import Store

ADA = Account("chat", "1")
HERE, THERE = Address("chat", "10"), Address("chat", "11")
QUESTION = Question("editstory", ("~1", "fact", "1"), (Field("text", "What shall it say?"),))
ACT = Act(ADA, HERE, NOON, Deed.SAVED)


@contextmanager
def heard(*keys: str) -> Iterator[None]:
    """Answer what was heard."""
    before = HEARD.set(Heard("chat", keys, NOON))
    try:
        yield
    finally:
        HEARD.reset(before)


async def marked(store: Store) -> frozenset[str]:
    return await store.answered("chat", ["5", "6"])


async def save(store: Store, *, follows: int = 0) -> None:
    await store.save(a_story(), by=str(ADA), at=NOON, follows=follows, act=ACT)


async def hold(store: Store) -> None:
    """Hold what somebody wrote, as they are heard."""
    await save(store)
    (kept,) = await store.workshop.drafts(limit=1)
    held = Held(story=kept.id, base=1, written=a_story(summary="Other."), by=ADA, at=NOON)
    with heard("5"):
        await store.workshop.hold(held, where=HERE)


async def test_an_act_marks_what_it_was_heard_with(store: Store) -> None:
    with heard("5", "6"):
        await save(store)
    assert await marked(store) == {"5", "6"}


async def test_what_could_not_be_done_is_not_marked(store: Store) -> None:
    with heard("5"), pytest.raises(Conflict):
        await save(store, follows=7)
    assert await marked(store) == frozenset()


async def test_nothing_is_marked_where_nothing_is_said_again(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await save(store)
    assert await marked(store) == frozenset()
    assert await store.asking.asked(ADA, HERE, at=NOON) == QUESTION


async def test_who_does_something_is_not_asked_for_it_any_more(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await store.asking.ask(ADA, THERE, QUESTION, at=NOON)
    with heard("5"):
        await save(store)
    assert await store.asking.asked(ADA, HERE, at=NOON) is None
    assert await store.asking.asked(ADA, THERE, at=NOON) == QUESTION


async def test_the_next_question_marks_what_it_follows(store: Store) -> None:
    with heard("5"):
        await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    assert await marked(store) == {"5"}


async def test_the_last_answer_is_marked_and_what_is_only_given_up_is_not(store: Store) -> None:
    with heard("5"):
        await store.asking.forget(ADA, HERE)
    assert await marked(store) == frozenset()
    with heard("6"):
        await store.asking.forget(ADA, HERE, answered=True)
    assert await marked(store) == {"6"}


async def test_what_is_held_marks_what_it_was_heard_with(store: Store) -> None:
    await hold(store)
    assert await marked(store) == {"5"}


async def test_whose_text_is_held_is_not_asked_any_more_what_they_were_asked(store: Store) -> None:
    await store.asking.ask(ADA, HERE, QUESTION, at=NOON)
    await store.asking.ask(ADA, THERE, QUESTION, at=NOON)
    await hold(store)
    assert await store.asking.asked(ADA, HERE, at=NOON) is None
    assert await store.asking.asked(ADA, THERE, at=NOON) == QUESTION


async def test_what_readers_ask_for_marks_nothing(store: Store) -> None:
    await save(store)
    with heard("5"):
        await store.publish("harbour-reopens", 1, at=NOON)
        await store.speak(ADA, "ar")
        await store.latest(limit=9)
    assert await marked(store) == frozenset()
