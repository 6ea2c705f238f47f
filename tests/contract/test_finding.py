"""How every store finds stories again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.store import Store

EDITOR = "console:editor"


async def slugs(store: Store, limit: int = 9, skip: int = 0, topic: str | None = None) -> list[str]:
    found = await store.latest(limit=limit, skip=skip, topic=topic)
    return [revision.story.slug for revision in found]


async def some_stories(store: Store) -> None:
    """Four stories, loaded in another order than they appeared in, two at the same moment."""
    hours = {"third": 3, "first": 1, "second": 2, "twin": 2}
    topics = {"third": ["Trade", "US politics"], "second": ["trade"], "twin": ["TRADE", "Sea"]}
    await store.load(
        [
            a_story(slug, published=NOON + timedelta(hours=hour), topics=topics.get(slug, []))
            for slug, hour in hours.items()
        ],
        at=NOON,
    )


async def test_the_newest_come_first_by_their_own_moment_and_then_by_number(store: Store) -> None:
    await some_stories(store)
    assert await slugs(store) == ["third", "twin", "second", "first"]
    assert await slugs(store, limit=2, skip=1) == ["twin", "second"]
    assert await slugs(store, skip=4) == []
    assert await slugs(store, limit=0) == []


async def test_a_topic_is_the_same_whatever_its_capital_letters(store: Store) -> None:
    await some_stories(store)
    assert await slugs(store, topic="tRADE") == ["third", "twin", "second"]
    assert await slugs(store, topic=" us   politics ") == ["third"]
    assert await slugs(store, topic="Trade", limit=1, skip=2) == ["second"]
    assert await slugs(store, topic="nowhere") == []
    assert await store.topics() == (("TRADE", 3), ("Sea", 1), ("US politics", 1))


async def test_topics_follow_what_readers_see(store: Store) -> None:
    await store.load([a_story(topics=["Trade", "trade"])], at=NOON)
    assert await store.topics() == (("trade", 1),)
    await store.save(a_story(topics=["Sea"]), by=EDITOR, at=NOON)
    assert await store.topics() == (("trade", 1),)
    await store.publish("harbour-reopens", 2, at=NOON)
    assert await store.topics() == (("Sea", 1),)
    assert await slugs(store, topic="trade") == []


async def test_neighbours_lead_through_all_stories_and_end_on_both_sides(store: Store) -> None:
    await some_stories(store)
    third, twin, second, first = [revision.id for revision in await store.latest(limit=9)]
    assert await store.neighbours(third) == (None, twin)
    assert await store.neighbours(twin) == (third, second)
    assert await store.neighbours(second) == (twin, first)
    assert await store.neighbours(first) == (second, None)
    await store.retract("twin", at=NOON)
    assert await store.neighbours(second) == (third, first)
    assert await store.neighbours(10_000) == (None, None)


async def test_a_published_story_is_found_by_number_and_slug(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    found = await store.published("harbour-reopens")
    assert found
    assert await store.published(found.id) == found
    assert await store.retracted(found.id) is None


async def test_what_no_story_can_be_called_is_not_found(store: Store) -> None:
    for strange in (0, -1, 10**30, "", "no\x00thing", "\ud800", "a" * 100_000):
        assert await store.published(strange) is None
        assert await store.retracted(strange) is None
    for strange in ("", "\ud800", "' OR 1=1 --"):
        assert await store.find(strange) is None
        assert await store.find_key(strange) is None
        assert await store.revisions(strange) == ()
        assert await store.shown(strange, limit=9) == ()
        assert await store.latest(limit=9, topic=strange) == ()
    assert await store.neighbours(10**30) == (None, None)
    assert await store.shown("harbour-reopens", limit=9, until=10**30) == ()


async def test_of_what_readers_were_shown_the_newest_are_given(store: Store) -> None:
    for number in range(1, 8):
        saved = await store.save(a_story(headline=f"No {number}"), by=EDITOR, at=NOON)
        if number != 4:  # which readers never see
            await store.publish("harbour-reopens", saved.number, at=NOON)

    async def shown(limit: int, until: int | None = None) -> list[int]:
        found = await store.shown("harbour-reopens", limit=limit, until=until)
        return [each.number for each in found]

    assert await shown(9) == [1, 2, 3, 5, 6, 7]
    assert await shown(3) == [5, 6, 7]
    assert await shown(2, until=5) == [3, 5]
    assert await shown(1, until=4) == [3]
    assert await shown(9, until=0) == []


async def test_of_what_readers_were_shown_the_last_are_given_in_turn(store: Store) -> None:
    for number in range(1, 8):
        await store.save(a_story(headline=f"No {number}"), by=EDITOR, at=NOON)
    for hour, number in enumerate((1, 2, 5, 3, 6, 2, 7)):
        await store.publish("harbour-reopens", number, at=NOON + timedelta(hours=hour))

    async def in_turn(limit: int, until: int | None = None) -> list[int]:
        found = await store.in_turn("harbour-reopens", limit=limit, until=until)
        return [each.number for each in found]

    assert await in_turn(9) == [1, 2, 5, 3, 6, 7]
    assert await in_turn(3) == [3, 6, 7]
    assert await in_turn(2, until=3) == [5, 3]
    assert await in_turn(9, until=5) == [1, 2, 5]
    assert await in_turn(9, until=4) == await in_turn(9, until=10**30) == []
    assert await store.in_turn("\ud800", limit=9) == ()


async def test_what_no_database_can_hold_is_refused_in_words(store: Store) -> None:
    await store.save(a_story(), by=EDITOR, at=NOON)
    with pytest.raises(StoreError, match="cannot hold this"):
        await store.publish("harbour-reopens", 10**30, at=NOON)
    with pytest.raises(StoreError, match="cannot hold this"):
        await store.save(a_story(headline="New"), by=EDITOR, at=NOON, note="\ud800")
    assert len(await store.revisions("harbour-reopens")) == 1


async def test_moments_come_back_exact_and_in_utc(store: Store) -> None:
    at = NOON + timedelta(microseconds=123_457)
    long_ago = NOON.replace(year=44)
    saved = await store.save(a_story(published=long_ago), by=EDITOR, at=at)
    published = await store.publish(saved.story.slug, 1, at=at)
    assert (published.at, published.published_at) == (at, long_ago)
    assert published.at.tzname() == "UTC"
    assert len(await store.search("harbour", limit=1)) == 1


async def test_news_is_what_readers_were_first_shown_in_a_span_of_time(store: Store) -> None:
    hour = timedelta(hours=1)
    for number, slug in enumerate(("early", "first", "last", "late")):
        # However old a story says it is, it is news when it appears.
        await store.load([a_story(slug, published="2020-01-01")], at=NOON + number * hour)
    draft = await store.save(a_story("draft"), by=EDITOR, at=NOON + hour)
    assert draft.number == 1
    found = await store.news(NOON, NOON + 2 * hour)
    assert {revision.story.slug for revision in found} == {"first", "last"}


async def test_a_later_revision_makes_no_news_and_a_retracted_story_is_none(store: Store) -> None:
    hour = timedelta(hours=1)
    await store.load([a_story("old"), a_story("gone")], at=NOON)
    await store.load([a_story("old", headline="New words")], at=NOON + 2 * hour)
    assert await store.news(NOON + hour, NOON + 3 * hour) == ()
    await store.retract("gone", at=NOON + hour)
    (old,) = await store.news(NOON - hour, NOON + 3 * hour)
    assert (old.story.slug, old.number) == ("old", 2)
