"""What every store does with what it is given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from bot.address import Account, Address
from bot.corrections import carried
from bot.errors import Conflict, NotFound
from bot.forecasts import with_outcomes
from bot.revision import Counts, Loaded, State
from bot.staff import Act, Deed
from tests.invented import NOON, a_story, stories

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story

LATER = NOON + timedelta(hours=1)
EDITOR = "console:editor"


def same(slug: str = "harbour-reopens") -> tuple[Loaded, ...]:
    return (Loaded(slug=slug, change="same"),)


async def test_a_new_slug_makes_a_draft_that_readers_do_not_see(store: Store) -> None:
    saved = await store.save(a_story(), by=EDITOR, at=NOON, note="first")
    assert (saved.number, saved.state, saved.published_at) == (1, State.DRAFT, None)
    assert (saved.by, saved.at, saved.note, saved.story) == (EDITOR, NOON, "first", a_story())
    assert await store.find("harbour-reopens") == saved
    assert await store.published("harbour-reopens") is None
    assert await store.latest(limit=9) == ()
    assert await store.search("harbour", limit=9) == ()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories())
async def test_any_sound_story_comes_back_as_it_was_kept(store: Store, story: Story) -> None:
    # Many are tried in one store, where some have the slug of one that readers know.
    if known := await store.published(story.slug):
        story = with_outcomes(carried(story, known.story), known.story)
    saved = await store.save(story, by=EDITOR, at=NOON)
    assert saved.story == story
    again = await store.save(story, by=EDITOR, at=LATER)
    assert again == saved
    await store.publish(story.slug, saved.number, at=NOON)
    assert (found := await store.published(story.slug))
    assert found.story == story


async def test_saving_what_is_there_makes_no_revision(store: Store) -> None:
    first = await store.save(a_story(), by=EDITOR, at=NOON)
    assert await store.save(a_story(), by="other", at=LATER, follows=9) == first
    assert len(await store.revisions("harbour-reopens")) == 1


async def test_going_back_to_an_older_text_is_a_revision_too(store: Store) -> None:
    for headline in ("One", "Two", "One"):
        await store.save(a_story(headline=headline), by=EDITOR, at=NOON)
    headlines = [r.story.headline for r in await store.revisions("harbour-reopens")]
    assert headlines == ["One", "Two", "One"]


async def test_a_published_story_stays_as_it_was_until_its_new_revision_is_published(
    store: Store,
) -> None:
    await store.load([a_story()], at=NOON)
    version = await store.version()
    newer = await store.save(a_story(headline="Newer"), by=EDITOR, at=LATER)
    assert (newer.number, newer.state) == (2, State.PUBLISHED)
    assert await store.version() == version
    assert (seen := await store.published("harbour-reopens"))
    assert seen.number == 1
    await store.publish("harbour-reopens", 2, at=LATER)
    assert await store.version() > version
    assert (seen := await store.published("harbour-reopens"))
    assert (seen.number, seen.story.headline) == (2, "Newer")
    assert [r.number for r in await store.shown("harbour-reopens", limit=9)] == [1, 2]
    assert await store.search("reopens", limit=9) == ()
    assert len(await store.search("newer", limit=9)) == 1


async def test_a_revision_says_when_readers_first_saw_it_and_whether_another_before(
    store: Store,
) -> None:
    await store.save(a_story(), by=EDITOR, at=NOON)
    draft = await store.save(a_story(headline="Newer"), by=EDITOR, at=NOON)
    assert draft.shown_at is None
    await store.publish("harbour-reopens", 2, at=LATER)
    again = await store.publish("harbour-reopens", 1, at=LATER + timedelta(hours=1))
    assert again.shown_at == LATER + timedelta(hours=1)
    newer = await store.publish("harbour-reopens", 2, at=LATER + timedelta(hours=2))
    assert (newer.at, newer.shown_at) == (NOON, LATER)
    assert [draft.is_retold, newer.is_retold, again.is_retold] == [False, False, True]


async def test_what_is_loaded_stands_in_the_audit_once(store: Store) -> None:
    act = Act(Account("console", "editor"), Address("file", "content"), NOON, Deed.PUBLISHED)
    await store.load([a_story("one"), a_story("two")], at=NOON, act=act)
    changed = a_story("two", headline="Newer")
    await store.load([a_story("one"), changed], at=LATER, act=act)
    noted = await store.staff.acts(limit=9)
    assert [(each.slug, each.act.revision) for each in noted] == [
        ("two", 2),
        ("two", 1),
        ("one", 1),
    ]
    assert {str(each.act.who) for each in noted} == {EDITOR}


async def test_a_change_of_an_older_revision_is_a_conflict(store: Store) -> None:
    await store.save(a_story(headline="One"), by=EDITOR, at=NOON)
    await store.save(a_story(headline="Two"), by=EDITOR, at=NOON, follows=1)
    with pytest.raises(Conflict, match="its newest revision is 2"):
        await store.save(a_story(headline="Three"), by=EDITOR, at=NOON, follows=1)
    assert len(await store.revisions("harbour-reopens")) == 2


async def test_a_story_is_known_again_by_its_key_or_its_address(store: Store) -> None:
    story = a_story(url="https://a.example/harbour")
    saved = await store.save(story, by=EDITOR, at=NOON, key="kite:1")
    assert await store.find_key("kite:1") == saved
    assert await store.find_key("https://a.example/harbour") == saved
    assert await store.find_key("kite:2") is None
    kept = await store.save(a_story(headline="New"), by=EDITOR, at=NOON, key="kite:2")
    assert await store.find_key("kite:1") == kept
    assert await store.find_key("kite:2") is None
    assert await store.find_key("https://a.example/harbour") is None


async def test_a_key_belongs_to_one_story(store: Store) -> None:
    await store.save(a_story("one"), by=EDITOR, at=NOON, key="kite:1")
    with pytest.raises(Conflict, match="here already, as “one”"):
        await store.save(a_story("two"), by=EDITOR, at=NOON, key="kite:1")
    assert await store.find("two") is None


async def test_publishing_keeps_the_first_moment(store: Store) -> None:
    await store.save(a_story(published=None), by=EDITOR, at=NOON)
    first = await store.publish("harbour-reopens", 1, at=NOON)
    assert (first.state, first.published_at) == (State.PUBLISHED, NOON)
    version = await store.version()
    assert await store.publish("harbour-reopens", 1, at=LATER) == first
    assert await store.version() == version
    await store.retract("harbour-reopens", at=LATER)
    back = await store.publish("harbour-reopens", 1, at=LATER)
    assert (back.state, back.published_at) == (State.PUBLISHED, NOON)


async def test_a_retracted_story_leaves_every_list_and_keeps_its_revisions(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    (seen,) = await store.latest(limit=1)
    gone = await store.retract("harbour-reopens", at=LATER)
    assert (gone.state, gone.number) == (State.RETRACTED, 1)
    assert await store.published(seen.id) is None
    assert await store.latest(limit=9) == ()
    assert await store.search("harbour", limit=9) == ()
    assert await store.topics() == ()
    assert await store.neighbours(seen.id) == (None, None)
    assert await store.retracted(seen.id) == await store.retracted("harbour-reopens") == gone
    assert await store.retractions(limit=9) == (gone,)
    await store.save(a_story(headline="Newer"), by=EDITOR, at=LATER)
    assert await store.retractions(limit=9) == (gone,)
    assert len(await store.revisions("harbour-reopens")) == 2
    assert await store.check() == ()


async def test_what_is_not_there_can_neither_be_published_nor_retracted(store: Store) -> None:
    await store.save(a_story(), by=EDITOR, at=NOON)
    with pytest.raises(NotFound, match="no story “other”"):
        await store.publish("other", 1, at=NOON)
    with pytest.raises(NotFound, match="no revision 2"):
        await store.publish("harbour-reopens", 2, at=NOON)
    with pytest.raises(NotFound, match="not published"):
        await store.retract("harbour-reopens", at=NOON)
    with pytest.raises(NotFound, match="no story “other”"):
        await store.retract("other", at=NOON)


async def test_files_are_loaded_and_published_and_twice_is_harmless(store: Store) -> None:
    files = [a_story("one"), a_story("two", published=None)]
    assert [loaded.change for loaded in await store.load(files, at=LATER)] == ["new", "new"]
    assert (two := await store.published("two"))
    assert (two.published_at, two.by, two.number) == (LATER, "file", 1)
    assert (one := await store.published("one"))
    assert one.published_at == NOON
    version = await store.version()
    assert {loaded.change for loaded in await store.load(files, at=LATER)} == {"same"}
    assert await store.version() == version
    assert (await store.counts()).revisions == 2


async def test_a_file_that_changed_is_a_revision(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    change = await store.load([a_story(headline="Newer")], at=LATER)
    assert change == (Loaded(slug="harbour-reopens", change="changed"),)
    assert (seen := await store.published("harbour-reopens"))
    assert (seen.number, seen.story.headline, seen.published_at) == (2, "Newer", NOON)


async def test_a_file_never_overwrites_an_editor(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    edited = await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    assert await store.load([a_story()], at=LATER) == same()
    changes = await store.load([a_story(headline="Filed"), a_story("other")], at=LATER)
    assert [loaded.change for loaded in changes] == ["conflict", "new"]
    assert await store.find("harbour-reopens") == edited


async def test_a_story_that_did_not_come_from_a_file_is_a_conflict(store: Store) -> None:
    saved = await store.save(a_story(), by=EDITOR, at=NOON)
    (loaded,) = await store.load([a_story(headline="Of a file")], at=LATER)
    assert loaded.change == "conflict"
    assert await store.find("harbour-reopens") == saved


async def test_file_and_store_agree_again_once_the_file_says_what_readers_see(
    store: Store,
) -> None:
    await store.load([a_story()], at=NOON)
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    await store.publish("harbour-reopens", 2, at=NOON)
    assert await store.load([a_story(headline="Edited")], at=LATER) == same()
    (loaded,) = await store.load([a_story(headline="Filed")], at=LATER)
    assert loaded.change == "changed"


async def test_of_two_files_with_one_slug_only_the_first_is_taken(store: Store) -> None:
    changes = await store.load([a_story(), a_story(headline="Twin"), a_story()], at=NOON)
    assert [loaded.change for loaded in changes] == ["new", "conflict", "same"]
    assert await store.counts() == Counts(
        drafts=0, published=1, retracted=0, revisions=1, reports=0
    )


async def test_loading_nothing_is_nothing(store: Store) -> None:
    assert await store.load([], at=NOON) == ()
    assert await store.version() == 0


async def test_a_file_that_says_what_a_draft_says_publishes_it(store: Store) -> None:
    draft = await store.save(a_story(), by=EDITOR, at=NOON)
    (loaded,) = await store.load([draft.story], at=NOON)
    assert loaded.change == "changed"
    shown = await store.published(draft.story.slug)
    assert shown is not None
    assert (shown.number, shown.by) == (1, EDITOR)
    (again,) = await store.load([draft.story], at=NOON)
    assert again.change == "same"


async def test_a_conflict_is_settled_by_loading_what_the_editor_has_and_changing_that(
    store: Store,
) -> None:
    await store.load([a_story()], at=NOON)
    theirs = await store.save(a_story(headline="Theirs"), by=EDITOR, at=NOON)
    ours = a_story(headline="Ours")
    assert [each.change for each in await store.load([ours], at=NOON)] == ["conflict"]
    assert [each.change for each in await store.load([theirs.story], at=NOON)] == ["changed"]
    assert [each.change for each in await store.load([ours], at=NOON)] == ["changed"]
    assert len(await store.revisions(ours.slug)) == 3


async def test_a_retracted_story_is_not_shown_again_by_its_file(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    await store.retract(a_story().slug, at=NOON)
    theirs = await store.save(a_story(headline="Theirs"), by=EDITOR, at=NOON)
    assert [each.change for each in await store.load([theirs.story], at=NOON)] == ["conflict"]
    assert await store.published(theirs.story.slug) is None
