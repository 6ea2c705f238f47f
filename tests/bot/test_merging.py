"""Two editors' changes of one story, made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from bot.editing.merging import merged
from tests.invented import NOON, a_story, stories

if TYPE_CHECKING:
    from bot.story import Story

BASE = a_story()


def facts(*texts: str) -> list[dict[str, Any]]:
    return [{"text": text} for text in texts]


def both(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    story = merged(*(a_story(facts=facts(*each)) for each in (base, mine, theirs))).story
    return None if story is None else [fact.text for fact in story.facts]


def test_changes_of_different_fields_are_both_made() -> None:
    mine, theirs = a_story(headline="Mine"), a_story(summary="Theirs.")
    story = merged(BASE, mine, theirs).story
    assert story == a_story(headline="Mine", summary="Theirs.")


def test_the_same_change_twice_is_one() -> None:
    mine = a_story(headline="Same")
    assert merged(BASE, mine, mine).story == mine


def test_two_changes_of_one_field_are_named() -> None:
    found = merged(BASE, a_story(headline="Mine"), a_story(headline="Theirs"))
    assert found.story is None
    assert [str(each) for each in found.clashes] == ["the headline"]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (["A", "b", "c"], ["a", "b", "C"], ["A", "b", "C"]),
        (["A", "b", "c"], ["a", "B", "c"], ["A", "B", "c"]),
        (["a", "b", "c", "m"], ["a", "b", "c", "t"], ["a", "b", "c", "t", "m"]),
        (["a", "b", "c", "x"], ["a", "b", "c", "x"], ["a", "b", "c", "x"]),
        (["b", "c"], ["a", "b"], ["b"]),
        (["b", "c"], ["b", "c"], ["b", "c"]),
        (["m", "a", "b", "c"], ["A", "b", "c"], ["m", "A", "b", "c"]),
        (["A", "b", "c"], ["T", "b", "c"], None),
        (["a", "c"], ["a", "B", "c"], None),
    ],
)
def test_entries_are_merged_where_they_do_not_touch(
    mine: list[str], theirs: list[str], expected: list[str] | None
) -> None:
    assert both(["a", "b", "c"], mine, theirs) == expected


def test_a_source_that_one_cites_and_the_other_removes_is_a_clash() -> None:
    base = a_story(facts=facts("a", "b"))
    mine = a_story(facts=[{"text": "a", "sources": [1]}, {"text": "b"}])
    theirs = a_story(facts=facts("a", "b"), sources=[], narratives=[])
    found = merged(base, mine, theirs)
    assert found.story is None
    assert [str(each) for each in found.clashes] == ["the sources"]


def test_of_two_moments_of_change_the_later_one_stays() -> None:
    mine, theirs = a_story(updated="2026-11-25", headline="M"), a_story(updated="2026-11-26")
    story = merged(a_story(updated=NOON), mine, theirs).story
    assert story is not None
    assert (story.updated, story.headline) == (theirs.updated, "M")


@settings(max_examples=30)
@given(base=stories(), mine=stories())
def test_whoever_alone_has_changed_something_gets_it(base: Story, mine: Story) -> None:
    mine = mine.model_copy(update={"slug": base.slug})
    assert merged(base, mine, base).story == mine
    assert merged(base, base, mine).story == mine
