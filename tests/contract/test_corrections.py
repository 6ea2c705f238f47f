"""What every store keeps of the corrections that readers were told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.revision import Loaded
from bot.story import HIGHEST
from bot.wires import Item, Source, Taken
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story

LATER = NOON + timedelta(hours=1)
EDITOR = "console:editor"
SLUG = "harbour-reopens"
MARCH = {"number": 1, "at": NOON, "text": "It was March."}
SAME = (Loaded(slug=SLUG, change="same"),)


async def corrected(store: Store, **changes: Any) -> Story:  # noqa: ANN401 - any field
    """Load a story, and let somebody correct it."""
    await store.load([a_story()], at=NOON)
    story = a_story(corrections=[MARCH], updated=LATER, **changes)
    await store.save(story, by=EDITOR, at=LATER, shows=True)
    return story


def told(story: Story) -> list[tuple[int, str]]:
    return [(each.number, each.text) for each in story.corrections]


async def test_an_old_text_that_comes_in_again_takes_no_correction_back(store: Store) -> None:
    await corrected(store)
    saved = await store.save(a_story(), by=EDITOR, at=LATER)
    assert (saved.number, told(saved.story)) == (2, [(1, "It was March.")])


async def test_a_new_text_goes_on_telling_what_was_corrected(store: Store) -> None:
    await corrected(store)
    saved = await store.save(a_story(headline="New"), by=EDITOR, at=LATER)
    assert (saved.number, saved.story.headline) == (3, "New")
    assert told(saved.story) == [(1, "It was March.")]
    assert saved.story.updated == LATER


async def test_another_correction_gets_the_next_number(store: Store) -> None:
    await corrected(store)
    april = {"number": 1, "at": LATER, "text": "It was in Lorrin."}
    twice = [a_story(corrections=[april]) for _ in range(2)]
    saved = [await store.save(each, by=EDITOR, at=LATER, shows=True) for each in twice]
    assert [each.number for each in saved] == [3, 3]
    assert told(saved[0].story) == [(1, "It was March."), (2, "It was in Lorrin.")]


async def test_a_correction_after_the_highest_number_gets_one_that_is_left(store: Store) -> None:
    last = {"number": HIGHEST, "at": NOON, "text": "It was noon."}
    other = {"number": HIGHEST, "at": LATER, "text": "It was in Lorrin."}
    await store.load([a_story(corrections=[MARCH, last])], at=NOON)
    saved = await store.save(a_story(corrections=[MARCH, other]), by=EDITOR, at=LATER)
    assert told(saved.story) == [
        (1, "It was March."),
        (2, "It was in Lorrin."),
        (HIGHEST, "It was noon."),
    ]


async def test_a_correction_may_be_put_in_better_words(store: Store) -> None:
    await corrected(store)
    better = a_story(corrections=[{**MARCH, "text": "It was in March."}])
    saved = await store.save(better, by=EDITOR, at=LATER)
    assert told(saved.story) == [(1, "It was in March.")]


async def test_what_was_never_shown_may_be_taken_out_again(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    await store.save(a_story(corrections=[MARCH]), by=EDITOR, at=LATER)
    saved = await store.save(a_story(), by=EDITOR, at=LATER)
    assert told(saved.story) == []


async def test_a_file_without_the_correction_keeps_it_and_may_change_the_rest(store: Store) -> None:
    whole = await corrected(store)
    # The file as it was first, and as it was exported: from there it goes on.
    assert await store.load([a_story()], at=LATER) == SAME
    assert await store.load([whole], at=LATER) == SAME
    filed = a_story(headline="Filed")
    assert [each.change for each in await store.load([filed], at=LATER)] == ["changed"]
    seen = await store.published(SLUG)
    assert seen is not None
    assert (seen.story.headline, told(seen.story)) == ("Filed", [(1, "It was March.")])
    assert await store.load([filed], at=LATER) == SAME
    # Also once more was corrected since, and by whom ever else it was changed.
    april = {"number": 2, "at": LATER, "text": "It was April."}
    more = seen.story.model_copy(update={"summary": "Other."}).model_dump(mode="json")
    await store.save(
        a_story(**more | {"corrections": [MARCH, april]}), by=EDITOR, at=LATER, shows=True
    )
    assert await store.load([filed], at=LATER) == SAME


async def test_a_source_takes_no_correction_back(store: Store) -> None:
    await corrected(store)
    source = Source("wire", "https://wire.example/", is_trusted=True)
    item = Item(a_story(headline="Of the wire"), None, is_named=True)
    await store.wires.enrol(["wire"], now=NOON)
    taken = await store.wires.take(item, source, at=LATER)
    assert taken is Taken.WAITING
    assert (newest := await store.find(SLUG))
    assert (newest.story.headline, told(newest.story)) == ("Of the wire", [(1, "It was March.")])
