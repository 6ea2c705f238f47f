"""What every store makes of a story that a source says."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.address import Account, Address
from bot.revision import State
from bot.staff import Act, Deed
from bot.wires import Item, Source, Taken
from tests.engines import on_shared_engines
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from tests.conftest import OpenStore

LATER = NOON + timedelta(hours=1)
EDITOR = "console:editor"
URL = "https://a.example/feed.json"
FREE = Source(URL, URL, is_trusted=False)
TRUSTED = Source(URL, URL, is_trusted=True)
OTHER = Source("other", "https://b.example", is_trusted=True)
HARBOUR = "harbour-reopens"


def an_item(key: str | None = "kite:1", *, is_named: bool = False, **changes: Any) -> Item:  # noqa: ANN401 - any field
    return Item(a_story(**changes), key, is_named)


async def took(store: Store, source: Source, **changes: Any) -> Taken:  # noqa: ANN401 - as above
    return await store.wires.take(an_item(**changes), source, at=NOON)


async def headlines(store: Store, slug: str = HARBOUR) -> list[str]:
    return [revision.story.headline for revision in await store.revisions(slug)]


async def seen(store: Store, slug: str = HARBOUR) -> str | None:
    revision = await store.published(slug)
    return revision.story.headline if revision else None


async def test_what_is_new_becomes_a_draft(store: Store) -> None:
    assert await took(store, FREE) is Taken.DRAFT
    draft = await store.find(HARBOUR)
    assert draft is not None
    assert (draft.state, draft.by, draft.story) == (State.DRAFT, f"source:{URL}", a_story())


async def test_what_a_trusted_source_says_is_published(store: Store) -> None:
    assert await took(store, TRUSTED, headline="One") is Taken.PUBLISHED
    assert await took(store, TRUSTED, headline="Two") is Taken.PUBLISHED
    assert await seen(store) == "Two"
    assert await headlines(store) == ["One", "Two"]


@pytest.mark.parametrize("source", [FREE, TRUSTED])
async def test_the_same_again_is_nothing(store: Store, source: Source) -> None:
    await took(store, source)
    assert await took(store, source) is Taken.SAME
    assert len(await headlines(store)) == 1


async def test_the_same_again_is_nothing_also_when_an_editor_has_changed_it(store: Store) -> None:
    await took(store, TRUSTED, headline="Said")
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    await store.publish(HARBOUR, 2, at=NOON)
    assert await took(store, TRUSTED, headline="Said") is Taken.SAME
    assert await headlines(store) == ["Said", "Edited"]
    assert await seen(store) == "Edited"


async def test_a_story_is_known_again_under_a_new_headline(store: Store) -> None:
    await took(store, FREE, headline="One")
    await took(store, FREE, slug="another", headline="Another")
    assert await headlines(store) == ["One", "Another"]
    assert await store.find("another") is None


async def test_a_story_is_known_by_its_key_whoever_brought_it(store: Store) -> None:
    await store.save(a_story(headline="Pasted"), by=EDITOR, at=NOON, key="kite:1")
    assert await took(store, FREE, slug="other", headline="Came") is Taken.DRAFT
    assert await headlines(store) == ["Pasted", "Came"]


async def test_a_story_is_known_by_its_headline_where_its_key_is_new(store: Store) -> None:
    await took(store, FREE, key="kite:1", summary="One")
    await took(store, FREE, key="kite:2", summary="Two")
    assert len(await headlines(store)) == 2
    await took(store, FREE, key="kite:1", summary="Three")
    assert len(await headlines(store)) == 3


def a_cluster(key: str, headline: str, *articles: int, beside: str = "") -> Item:
    """A story of a category whose keys are made of its articles."""
    sources = [
        {"number": number, "name": "Post", "url": f"https://post.example/{article}"}
        for number, article in enumerate(articles, 1)
    ]
    slug = headline.lower()
    story = a_story(slug, headline=headline, sources=sources, facts=[], narratives=[])
    return Item(story, key, is_named=False, beside=frozenset({key, *beside.split()}))


@pytest.mark.parametrize(
    ("articles", "is_same"),
    [((1, 2, 3, 4, 5), True), ((1, 2, 8, 9), True), ((1, 7, 8, 9), False), ((7, 8, 9), False)],
)
async def test_a_story_that_went_on_is_known_by_its_articles(
    articles: tuple[int, ...], store: Store, *, is_same: bool
) -> None:
    await store.wires.take(a_cluster("1", "Opens", 1, 2, 3, 4), FREE, at=NOON)
    await store.wires.take(a_cluster("2", "Opened", *articles), FREE, at=LATER)
    assert len(await headlines(store, "opens")) == 1 + is_same
    assert (await store.find("opened") is None) == is_same


async def test_of_two_stories_that_one_became_only_one_goes_on(store: Store) -> None:
    await store.wires.take(a_cluster("1", "Opens", 1, 2, 3, 4), FREE, at=NOON)
    await store.wires.take(a_cluster("2", "Opened", 1, 2, beside="3"), FREE, at=LATER)
    await store.wires.take(a_cluster("3", "Closed", 3, 4, beside="2"), FREE, at=LATER)
    assert await headlines(store, "opens") == ["Opens", "Opened"]
    assert await headlines(store, "closed") == ["Closed"]


async def test_a_story_that_is_still_said_is_no_other_ones(store: Store) -> None:
    await store.wires.take(a_cluster("1", "Opens", 1, 2, 3, 4), FREE, at=NOON)
    await store.wires.take(a_cluster("2", "Strike", 1, 2, 3, beside="1"), FREE, at=NOON)
    await store.wires.take(a_cluster("4", "Fire", 1, 2, 3), OTHER, at=NOON)
    assert await headlines(store, "opens") == ["Opens"]
    assert await headlines(store, "strike") == ["Strike"]
    assert await headlines(store, "fire") == ["Fire"]


def in_spot(**changes: Any) -> Item:  # noqa: ANN401 - any field
    """A story without a key or a slug of its own, in a spot that is its alone."""
    return Item(a_story(**changes), None, is_named=False, spot="file:1")


async def test_a_story_is_known_by_its_spot_while_any_of_it_stays(store: Store) -> None:
    await store.wires.take(in_spot(headline="One"), FREE, at=NOON)
    some = in_spot(slug="another", headline="Another", facts=[], predictions=[])
    for _ in range(2):
        await store.wires.take(some, FREE, at=LATER)
    assert await headlines(store) == ["One", "Another"]
    other = in_spot(slug="other", headline="Other", facts=[{"text": "Rain."}], narratives=[])
    assert await store.wires.take(other, FREE, at=LATER) is Taken.DRAFT
    assert await store.wires.take(other, FREE, at=LATER) is Taken.SAME
    assert await headlines(store, "other") == ["Other"]


async def test_a_spot_is_one_of_its_own_source(store: Store) -> None:
    await store.wires.take(in_spot(headline="One"), FREE, at=NOON)
    await store.wires.take(in_spot(slug="two", headline="Two"), OTHER, at=NOON)
    assert (await headlines(store), await headlines(store, "two")) == (["One"], ["Two"])


async def test_another_story_with_the_same_slug_gets_one_of_its_own(store: Store) -> None:
    await took(store, FREE, key=None, headline="One")
    await store.wires.take(an_item(None, headline="Two"), OTHER, at=NOON)
    assert await headlines(store, "harbour-reopens-2") == ["Two"]


async def test_a_file_of_ours_says_by_its_slug_which_story_it_is(store: Store) -> None:
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    assert await took(store, FREE, key=None, is_named=True, headline="Filed") is Taken.DRAFT
    assert await headlines(store) == ["Edited", "Filed"]


async def test_an_editors_newer_revision_is_never_published_over(store: Store) -> None:
    await took(store, TRUSTED, headline="One")
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    assert await took(store, TRUSTED, headline="Two") is Taken.WAITING
    assert await took(store, TRUSTED, headline="Three") is Taken.WAITING
    assert await seen(store) == "One"
    assert await headlines(store) == ["One", "Edited", "Two", "Three"]


async def test_what_an_editor_published_is_not_published_over(store: Store) -> None:
    await took(store, TRUSTED, headline="One")
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    await store.publish(HARBOUR, 2, at=NOON)
    assert await took(store, TRUSTED, headline="Two") is Taken.WAITING
    assert await seen(store) == "Edited"


async def test_an_editor_who_publishes_what_came_in_lets_the_source_go_on(store: Store) -> None:
    await took(store, TRUSTED, headline="One")
    await store.save(a_story(headline="Edited"), by=EDITOR, at=NOON)
    await took(store, TRUSTED, headline="Two")
    await store.publish(HARBOUR, 3, at=NOON)
    assert await took(store, TRUSTED, headline="Three") is Taken.PUBLISHED
    assert await seen(store) == "Three"


async def test_a_retracted_story_does_not_come_back_by_itself(store: Store) -> None:
    await took(store, TRUSTED, headline="One")
    await store.retract(HARBOUR, at=NOON)
    assert await took(store, TRUSTED, headline="Two") is Taken.WAITING
    assert await seen(store) is None


async def test_what_an_editor_set_aside_does_not_come_back_by_itself(store: Store) -> None:
    await took(store, FREE, headline="One")
    act = Act(READER, TERMINAL, NOON, Deed.DISCARDED)
    await store.workshop.discard(HARBOUR, 1, act=act)
    assert await took(store, TRUSTED, headline="Two") is Taken.WAITING
    assert await seen(store) is None


async def test_what_was_a_draft_while_a_source_was_not_trusted_is_published_with_its_next_word(
    store: Store,
) -> None:
    await took(store, FREE, headline="One")
    assert await took(store, TRUSTED, headline="One") is Taken.SAME
    assert await took(store, TRUSTED, headline="Two") is Taken.PUBLISHED


async def test_what_came_in_stands_in_the_audit(store: Store) -> None:
    who, where = Account("source", URL), Address("source", URL)
    act = Act(who, where, NOON, Deed.TAKEN_IN)
    item = an_item()
    for _ in range(2):
        await store.wires.take(item, TRUSTED, at=NOON, act=act)
    noted = [each.act for each in await store.staff.acts(limit=9)]
    assert [(each.deed, each.revision, each.who) for each in noted] == [
        (Deed.PUBLISHED, 1, who),
        (Deed.TAKEN_IN, 1, who),
    ]


@on_shared_engines
async def test_many_copies_that_hear_the_same_at_once_keep_it_once(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]
    items = [an_item(f"kite:{n}", slug=f"story-{n}", headline=f"Story {n}") for n in range(10)]

    async def take(store: Store) -> list[Taken]:
        return [await store.wires.take(item, TRUSTED, at=NOON) for item in items]

    taken = [each for of_one in await asyncio.gather(*map(take, stores)) for each in of_one]
    assert taken.count(Taken.PUBLISHED) == len(items)
    assert taken.count(Taken.SAME) == 3 * len(items)
    assert (await stores[0].counts()).revisions == len(items)
