"""What every store holds to when it is given what nobody would give it in good faith."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.errors import Conflict
from bot.postbox import Fate
from bot.revision import Report, Revision, State
from bot.staff import Act, Deed
from bot.wires import Item, Source
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.store import Store

LATER = NOON + timedelta(hours=1)
SLUG = "harbour-reopens"
ANN = Account("chat", "ann")
FEED = Source("feed", "https://feed.example", is_trusted=True)
SIGNS = "It\0 was \ud83d a Tuesday."


def act(deed: Deed = Deed.CORRECTED, detail: str = "") -> Act:
    return Act(ANN, TERMINAL, NOON, deed, detail=detail)


async def published(store: Store) -> Revision:
    await store.save(a_story(), by="ann", at=NOON)
    return await store.publish(SLUG, 1, at=NOON)


async def shown_at_once(store: Store, headline: str, *, follows: int) -> Revision:
    story = a_story(headline=headline)
    return await store.save(story, by="ann", at=LATER, follows=follows, shows=True, act=act())


async def test_what_is_saved_to_be_shown_is_shown_at_once_and_noted_once(store: Store) -> None:
    await published(store)
    shown = await shown_at_once(store, "Two", follows=1)
    assert (shown.number, shown.state) == (2, State.PUBLISHED)
    assert await store.published(SLUG) == shown
    noted = await store.staff.acts(limit=9)
    assert [(each.act.deed, each.act.revision) for each in noted] == [(Deed.CORRECTED, 2)]


async def test_nothing_is_shown_nor_saved_of_a_story_that_was_taken_back(store: Store) -> None:
    await published(store)
    await store.retract(SLUG, at=NOON)
    with pytest.raises(Conflict, match="is not published"):
        await shown_at_once(store, "Two", follows=1)
    assert len(await store.revisions(SLUG)) == 1
    assert await store.published(SLUG) is None


async def test_of_many_who_set_right_the_same_at_once_one_does(store: Store) -> None:
    await published(store)
    ends = await asyncio.gather(
        *(shown_at_once(store, f"By {each}", follows=1) for each in range(8)),
        return_exceptions=True,
    )
    assert sum(isinstance(end, Revision) for end in ends) == 1
    assert all(isinstance(end, (Revision, Conflict)) for end in ends)
    assert [each.number for each in await store.shown(SLUG, limit=9)] == [1, 2]


async def test_a_slug_as_long_as_one_can_be_is_numbered_and_stays_one(store: Store) -> None:
    slug = "a" * 97 + "-bc"
    for number in range(1, 12):
        story = a_story(slug, headline=f"Story {number}")
        item = Item(story, f"https://feed.example/{number}", is_named=False)
        await store.wires.take(item, FEED, at=NOON)
    latest = await store.latest(limit=20)
    assert len(latest) == 11
    assert {"a" * 97 + "-2", "a" * 97 + "-10"} <= {each.story.slug for each in latest}


async def test_signs_that_no_database_keeps_are_left_out_of_what_people_write(store: Store) -> None:
    revision = await published(store)
    report = Report(
        story=revision.id,
        revision=1,
        fact=1,
        text=SIGNS,
        who=READER,
        where=TERMINAL,
        at=NOON,
        language="en",
    )
    number = await store.report(report)
    letter = await store.postbox.settle(number, Fate.ANSWERED, SIGNS, act=act(detail=SIGNS))
    assert letter.report.text == letter.answer == "It was ? a Tuesday."
    await store.retract(SLUG, at=NOON, act=act(Deed.RETRACTED, SIGNS))
    (dispatch,) = await store.dispatches.of_story(revision.id)
    assert dispatch.note == "It was ? a Tuesday."
    assert {each.act.detail for each in await store.staff.acts(limit=9)} == {dispatch.note}
