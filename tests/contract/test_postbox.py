"""Readers' reports in the hands of editors, whichever engine keeps them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.errors import Conflict, NotFound, Problem
from bot.postbox import MOST, Fate
from bot.revision import Report
from bot.staff import Act, Deed
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.postbox import Letter
    from bot.store import Store

ANN = Account("chat", "ann")
GROUP = Address("chat", "group", "7")


def act(who: Account = ANN, deed: Deed = Deed.ANSWERED) -> Act:
    return Act(who, GROUP, NOON, deed)


async def written(
    store: Store, text: str = "It was a Tuesday.", *, who: Account = READER, where: Address = GROUP
) -> int:
    revision = await store.save(a_story(), by="ann", at=NOON)
    return await store.report(
        Report(
            story=revision.id,
            revision=revision.number,
            fact=1,
            text=text,
            who=who,
            where=where,
            at=NOON,
            language="de",
        )
    )


def numbers(letters: Sequence[Letter]) -> list[int]:
    return [letter.number for letter in letters]


async def test_a_report_comes_with_the_story_as_the_reader_saw_it(store: Store) -> None:
    number = await written(store)
    await store.save(a_story(headline="Otherwise"), by="ann", at=NOON)
    letter = await store.postbox.letter(number)
    assert letter is not None
    assert letter.story == a_story()
    assert (letter.report.text, letter.report.fact) == ("It was a Tuesday.", 1)
    assert (letter.report.who, letter.report.where) == (READER, GROUP)
    assert letter.report.language == "de"
    assert (letter.fate, letter.by, letter.told) == (Fate.OPEN, None, False)


async def test_the_oldest_open_one_comes_first(store: Store) -> None:
    all_of_them = [await written(store, f"{each}") for each in range(4)]
    assert numbers(await store.postbox.open(limit=3)) == all_of_them[:3]
    assert numbers(await store.postbox.open(limit=3, skip=3)) == all_of_them[3:]


async def test_a_settled_one_is_open_no_more(store: Store) -> None:
    first, second = await written(store), await written(store, "And at noon.")
    letter = await store.postbox.settle(first, Fate.ANSWERED, "So it was.", act=act())
    assert (letter.fate, letter.answer, letter.by, letter.at) == (
        *(Fate.ANSWERED, "So it was.", ANN, NOON),
    )
    assert numbers(await store.postbox.open(limit=9)) == [second]
    assert numbers(await store.postbox.settled(limit=9)) == [first]
    (noted, *_) = await store.staff.acts(limit=1)
    assert (noted.act.deed, noted.slug, noted.act.revision) == (
        *(Deed.ANSWERED, "harbour-reopens", 1),
    )


async def test_of_several_editors_at_once_one_is_heard(store: Store) -> None:
    number = await written(store)
    editors = [Account("chat", f"{each}") for each in range(8)]
    ended = await asyncio.gather(
        *(store.postbox.settle(number, Fate.CLOSED, "", act=act(who)) for who in editors),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Conflict) for each in ended) == 7
    assert len(await store.staff.acts(limit=9)) == 1


async def test_a_report_that_is_not_there_cannot_be_settled(store: Store) -> None:
    with pytest.raises(NotFound, match="no report"):
        await store.postbox.settle(12, Fate.CLOSED, "", act=act())
    assert await store.postbox.letter(12) is None


async def test_of_many_reports_of_a_reader_at_once_no_more_get_in_than_may_be_open(
    store: Store,
) -> None:
    await store.save(a_story(), by="ann", at=NOON)
    ended = await asyncio.gather(
        *(written(store, f"{each}") for each in range(MOST + 10)), return_exceptions=True
    )
    assert sum(isinstance(each, int) for each in ended) == MOST
    assert sum(isinstance(each, Problem) for each in ended) == 10
    assert len(await store.postbox.open(limit=MOST + 10)) == MOST


async def test_a_reader_may_write_more_once_one_is_settled_and_others_may_all_along(
    store: Store,
) -> None:
    first, *_ = [await written(store, f"{each}") for each in range(MOST)]
    with pytest.raises(Problem, match="wait for the editors"):
        await written(store, "One more.")
    await written(store, "One more.", who=ANN)
    await store.postbox.settle(first, Fate.CLOSED, "", act=act())
    await written(store, "One more.")


async def test_the_same_note_is_kept_once_while_it_is_open(store: Store) -> None:
    kept = await asyncio.gather(*(written(store) for _ in range(8)))
    assert len({*kept}) == 1
    assert await written(store, who=ANN) not in kept
    await store.postbox.settle(kept[0], Fate.CLOSED, "", act=act())
    assert await written(store) not in kept


async def test_a_reader_is_told_once(store: Store) -> None:
    number = await written(store)
    assert await store.postbox.untold("chat", limit=9) == ()
    await store.postbox.settle(number, Fate.CLOSED, "", act=act())
    assert numbers(await store.postbox.untold("chat", limit=9)) == [number]
    await store.postbox.told(number, at=NOON)
    await store.postbox.told(number, at=NOON)
    assert await store.postbox.untold("chat", limit=9) == ()


async def test_readers_who_must_wait_can_be_left_out(store: Store) -> None:
    one, two = await written(store), await written(store, who=ANN)
    for number in (one, two):
        await store.postbox.settle(number, Fate.CLOSED, "", act=act())
    assert numbers(await store.postbox.untold("chat", limit=1, without=[READER])) == [two]
    namesake = Account("other", ANN.person)
    assert numbers(await store.postbox.untold("chat", limit=9, without=[namesake])) == [one, two]
    assert await store.postbox.untold("chat", limit=9, without=[READER, ANN]) == ()


async def test_each_door_tells_its_own_readers(store: Store) -> None:
    number = await written(store, where=TERMINAL)
    await store.postbox.settle(number, Fate.CLOSED, "", act=act())
    assert await store.postbox.untold("chat", limit=9) == ()
    assert numbers(await store.postbox.untold("console", limit=9)) == [number]
