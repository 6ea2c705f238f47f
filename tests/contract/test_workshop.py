"""What every store does with drafts, and with what is to be published at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Conflict, NotFound
from bot.revision import State
from bot.staff import Act, Deed
from bot.workshop import Held
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.store import Store

SLUG = "harbour-reopens"
LATER = NOON + timedelta(hours=1)
EDITOR = "console:editor"


def act(deed: Deed = Deed.SAVED) -> Act:
    return Act(READER, TERMINAL, NOON, deed)


async def saved(
    store: Store, headline: str = "One", minutes: int = 0, slug: str = SLUG
) -> Revision:
    at = NOON + timedelta(minutes=minutes)
    return await store.save(a_story(slug, headline=headline), by=EDITOR, at=at)


async def planned(store: Store, number: int = 1, minutes: int = 60) -> None:
    at = NOON + timedelta(minutes=minutes)
    await store.workshop.schedule(
        SLUG,
        number,
        at=at,
        zone="Europe/Paris",
        newest=number,
        breaking=False,
        act=act(Deed.SCHEDULED),
    )


async def waiting(store: Store) -> list[str]:
    return [each.slug for each in await store.workshop.drafts(limit=9)]


async def test_drafts_wait_the_last_saved_first(store: Store) -> None:
    await saved(store, slug="first")
    await saved(store, slug="second", minutes=1)
    await saved(store, "Two", slug="first", minutes=2)
    assert await waiting(store) == ["first", "second"]
    (second,) = await store.workshop.drafts(limit=1, skip=1)
    assert (second.slug, second.shown, second.aside, second.release) == (
        "second",
        None,
        False,
        None,
    )
    assert second.waits
    assert not second.is_seen


async def test_what_readers_see_does_not_wait_but_a_later_revision_of_it_does(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    assert await waiting(store) == []
    assert await store.workshop.unseen(limit=9) == ()
    await saved(store, "Two")
    (draft,) = await store.workshop.drafts(limit=9)
    assert (draft.newest.number, draft.newest.state, draft.shown) == (2, State.PUBLISHED, 1)


async def test_a_retracted_story_waits_for_nothing_and_is_found_by_editors(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    await store.retract(SLUG, at=LATER)
    assert await waiting(store) == []
    (unseen,) = await store.workshop.unseen(limit=9)
    assert (unseen.newest.state, unseen.is_seen, unseen.waits) == (State.RETRACTED, False, False)
    await saved(store, "Two")
    assert await waiting(store) == [SLUG]


async def test_a_story_is_found_by_number_and_slug_whatever_its_state(store: Store) -> None:
    draft = await saved(store)
    by_slug = await store.workshop.manuscript(SLUG)
    assert by_slug is not None
    assert by_slug.newest == draft == await store.find(draft.id)
    assert await store.workshop.manuscript(draft.id) == by_slug
    assert await store.workshop.manuscript("other") is None
    assert await store.workshop.revision(draft.id, 1) == draft
    assert await store.workshop.revision(draft.id, 2) is None


async def test_what_is_set_aside_waits_no_more_until_it_is_taken_up(store: Store) -> None:
    draft = await saved(store)
    aside = await store.workshop.discard(SLUG, 1, act=act(Deed.DISCARDED))
    assert (aside.aside, aside.waits) == (True, False)
    assert await waiting(store) == []
    assert [each.slug for each in await store.workshop.unseen(limit=9)] == [SLUG]
    back = await store.workshop.restore(SLUG, 1, act=act(Deed.RESTORED))
    assert back.newest == draft
    assert await waiting(store) == [SLUG]
    with pytest.raises(NotFound, match="not set aside"):
        await store.workshop.restore(SLUG, 1, act=act(Deed.RESTORED))


async def test_what_is_saved_after_it_was_set_aside_waits(store: Store) -> None:
    await saved(store)
    await store.workshop.discard(SLUG, 1, act=act())
    await saved(store, "Two")
    assert await waiting(store) == [SLUG]


async def test_what_a_person_saves_word_for_word_is_taken_up_and_what_a_wire_brings_is_not(
    store: Store,
) -> None:
    await saved(store)
    await store.workshop.discard(SLUG, 1, act=act())
    same = a_story(headline="One")
    await store.save(same, by="wire", at=LATER, act=act(Deed.TAKEN_IN))
    assert await waiting(store) == []
    await store.save(same, by=EDITOR, at=LATER, act=act())
    assert await waiting(store) == [SLUG]


async def test_only_what_waits_and_was_seen_can_be_set_aside(store: Store) -> None:
    await saved(store)
    await saved(store, "Two")
    with pytest.raises(Conflict, match="newest revision is 2"):
        await store.workshop.discard(SLUG, 1, act=act())
    await store.publish(SLUG, 2, at=NOON)
    with pytest.raises(Conflict, match="Nothing waits"):
        await store.workshop.discard(SLUG, 2, act=act())
    with pytest.raises(NotFound, match="no story"):
        await store.workshop.discard("other", 1, act=act())


async def test_a_revision_is_published_at_its_time_once(store: Store) -> None:
    await saved(store)
    await planned(store)
    (draft,) = await store.workshop.drafts(limit=9)
    assert draft.release is not None
    assert (draft.release.number, draft.release.at, draft.release.by) == (1, LATER, READER)
    assert (draft.release.where, draft.release.zone) == (TERMINAL, "Europe/Paris")
    assert await store.workshop.due(NOON, limit=9) == ()
    assert await store.workshop.release(SLUG, NOON) is None
    assert await store.workshop.due(LATER, limit=9) == (SLUG,)
    released = await store.workshop.release(SLUG, LATER)
    assert released is not None
    assert released.release == draft.release
    assert released.revision == await store.published(SLUG)
    assert released.revision.published_at == NOON
    assert await store.workshop.release(SLUG, LATER) is None
    assert await store.workshop.due(LATER, limit=9) == ()


async def test_the_planned_revision_is_published_also_where_a_later_one_waits(store: Store) -> None:
    await saved(store)
    await planned(store)
    await saved(store, "Two")
    await store.workshop.release(SLUG, LATER)
    assert (shown := await store.published(SLUG))
    assert shown.number == 1
    assert await waiting(store) == [SLUG]


async def test_a_plan_takes_the_place_of_the_one_before(store: Store) -> None:
    await saved(store)
    await planned(store)
    await planned(store, minutes=5)
    assert await store.workshop.due(NOON + timedelta(minutes=5), limit=9) == (SLUG,)


async def test_what_was_planned_can_be_called_off(store: Store) -> None:
    await saved(store)
    await planned(store)
    release = await store.workshop.unschedule(SLUG, act=act(Deed.UNSCHEDULED))
    assert release.number == 1
    assert await store.workshop.due(LATER, limit=9) == ()
    with pytest.raises(NotFound, match="Nothing is planned"):
        await store.workshop.unschedule(SLUG, act=act(Deed.UNSCHEDULED))


async def test_a_plan_ends_with_a_later_publishing_and_outlives_an_earlier_one(
    store: Store,
) -> None:
    await saved(store)
    await saved(store, "Two")
    await planned(store, 2)
    await store.publish(SLUG, 1, at=NOON)
    assert await store.workshop.due(LATER, limit=9) == (SLUG,)
    await saved(store, "Three")
    await store.publish(SLUG, 3, at=NOON)
    assert await store.workshop.due(LATER, limit=9) == ()


@pytest.mark.parametrize("end", ["discard", "retract"])
async def test_a_plan_ends_with_what_it_is_of(store: Store, end: str) -> None:
    await store.load([a_story()], at=NOON)
    await saved(store, "Two")
    await planned(store, 2)
    if end == "discard":
        await store.workshop.discard(SLUG, 2, act=act(Deed.DISCARDED))
    else:
        await store.retract(SLUG, at=NOON)
    assert await store.workshop.due(LATER, limit=9) == ()


async def test_what_readers_see_or_nobody_has_cannot_be_planned(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    with pytest.raises(Conflict, match="Readers see revision 1"):
        await planned(store)
    with pytest.raises(NotFound, match="no revision 4"):
        await planned(store, 4)
    await saved(store, "Two")
    await saved(store, "Three")
    with pytest.raises(Conflict, match="newest revision is 3"):
        await planned(store, 2)


async def test_what_was_not_seen_is_not_published(store: Store) -> None:
    await saved(store)
    await saved(store, "Two")
    with pytest.raises(Conflict, match="newest revision is 2"):
        await store.publish(SLUG, 1, at=NOON, newest=1)
    assert await store.published(SLUG) is None
    await store.publish(SLUG, 1, at=NOON, newest=2)
    assert (shown := await store.published(SLUG))
    assert shown.number == 1


async def test_it_is_remembered_which_revision_somebody_saw_last(store: Store) -> None:
    story = (await saved(store)).id
    assert await store.workshop.handed(READER, story) is None
    await store.workshop.hand(READER, story, 1)
    await store.workshop.hand(READER, story, 3)
    assert await store.workshop.handed(READER, story) == 3
    assert await store.workshop.handed(type(READER)("console", "other"), story) is None


async def test_what_cannot_be_saved_yet_is_kept_for_a_week(store: Store) -> None:
    story = (await saved(store)).id
    held = Held(story=story, base=1, written=a_story(headline="Mine"), by=READER, at=NOON)
    number = await store.workshop.hold(held, where=TERMINAL)
    assert await store.workshop.held(number) == held
    later = Held(story=story, base=None, written=a_story(), by=READER, at=NOON + timedelta(days=8))
    other = await store.workshop.hold(later, where=TERMINAL)
    assert await store.workshop.held(other) == later
    assert await store.workshop.held(number) is None
