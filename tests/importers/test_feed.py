from __future__ import annotations

import json
import time
from typing import Any

import pytest

from bot.export import FORMATS
from bot.importers import read
from tests.importers.faults_of import faults_of, only, told
from tests.invented import a_revision, a_story

VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, **fields: object) -> str:
    return json.dumps({"version": VERSION, "title": "Lorrin Desk", "items": items, **fields})


def item(slug: str = "harbour-reopens", id_: str = "1", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    story = a_story(slug, **changes).model_dump(mode="json")
    return {"id": id_, "content_text": "…", "_storydesk": {"revision": 3, "story": story}}


def test_each_item_of_our_feed_is_a_whole_story() -> None:
    drafts = read(feed(item("one"), item("two", url="https://a.example/two")).encode())
    assert [draft.story for draft in drafts] == [
        a_story("one"),
        a_story("two", url="https://a.example/two"),
    ]
    assert {draft.kind for draft in drafts} == {"feed"}


def test_what_is_given_out_as_a_feed_is_taken_in_as_it_was() -> None:
    stories = [a_story("one"), a_story("two", corrections=[])]
    written = FORMATS["jsonfeed"].write([a_revision(story) for story in stories])
    assert [draft.story for draft in read(written.encode())] == stories


@pytest.mark.parametrize(
    ("id_", "key"),
    [("https://a.example/1", "https://a.example/1"), ("harbour-reopens", None), ("1", None)],
)
def test_only_an_id_that_is_an_address_names_a_story_everywhere(id_: str, key: str | None) -> None:
    (draft,) = read(feed(item(id_=id_)).encode())
    assert draft.key == key


def test_an_item_without_a_whole_story_is_passed_over() -> None:
    (draft,) = read(feed({"id": "0", "title": "Plain"}, item("one"), None, 5).encode())
    assert draft.story.slug == "one"


@pytest.mark.parametrize("version", [VERSION, "https://jsonfeed.org/version/1"])
def test_a_feed_without_any_whole_story_is_refused_in_a_sentence(version: str) -> None:
    plain = feed({"id": "1", "content_text": "Plain"}, version=version)
    assert only(plain) == "No item of this feed holds a whole story in “_storydesk”."
    assert only(feed()) == "No item of this feed holds a whole story in “_storydesk”."


def test_every_fault_of_every_item_is_told_at_once_with_its_place() -> None:
    file = """{
  "version": "https://jsonfeed.org/version/1.1",
  "items": [
    {"_storydesk": {"story": {"slug": "one", "headline": "One"}}},
    {"_storydesk": {"story": {"slug": "two",
      "headlin": "Two"}}},
    {"_storydesk": {"story": {"slug": "one",
      "headline": "Three", "facts": [{"text": "x", "sources": [7]}]}}},
    {"_storydesk": {"story": "four"}},
    {"_storydesk": {}},
    {"_storydesk": {"story": {"slug":
       "one", "headline": "Five"}}}
  ]
}"""
    assert [(line, column, what) for line, column, what, _ in told(file)] == [
        (5, 30, "Item 2: “headline” is missing."),
        (6, 7, "Item 2: “headlin” is no field that belongs here."),
        (8, 64, "Item 3: Fact 1, “sources”: This cites source 7, and there is no such source."),
        (9, 30, "Item 4: This must have fields of its own."),
        (10, 20, "Item 5: This must have fields of its own."),
        (12, 8, "Item 6: The slug “one” is that of an item before it."),
    ]


def test_a_feed_may_hold_as_many_stories_as_a_category_of_kite() -> None:
    assert len(read(feed(*(item(f"story-{number}") for number in range(1500))).encode())) == 1500


def test_thousands_of_faults_take_no_longer_than_a_moment() -> None:
    broken = {"_storydesk": {"story": {"slug": "a"}}}
    begun = time.monotonic()
    assert len(faults_of(feed(*[broken] * 10_000))) == 10_000
    assert time.monotonic() - begun < 5


def test_a_story_of_a_feed_may_be_no_larger_than_one_that_comes_by_itself() -> None:
    facts = [{"text": f"{number} {'word ' * 3_900}".strip()} for number in range(60)]
    written = feed(item("one"), item("long", facts=facts, narratives=[]))
    assert only(written).startswith("The story “long” is 1")
    assert "and 1024 KB is the most." in only(written)
    assert len(read(feed(item("one"), item("long", facts=facts[:40])).encode())) == 2
