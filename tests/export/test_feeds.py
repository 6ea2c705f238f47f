"""Feeds, as a reader of feeds takes them; stories in them come back whole."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from reader import make_reader

from bot.export import FORMATS
from bot.export.json_feed import EXTENSION
from bot.story import Story
from tests.invented import NOON, a_revision, a_story, stories

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader import Entry

    from bot.revision import Revision

FEEDS = ("jsonfeed", "rss")


def entries_of(folder: Path, name: str, revisions: Iterable[Revision]) -> dict[str, Entry]:
    """Let a reader of feeds read what is written, and give what it shows."""
    form = FORMATS[name]
    file = folder / f"feed.{form.ending}"
    file.write_text(form.write([*revisions]), "utf-8")
    with make_reader(":memory:", feed_root=str(folder)) as reader:
        reader.add_feed(file.name)
        reader.update_feed(file.name)
        return {entry.id: entry for entry in reader.get_entries()}


@pytest.mark.parametrize("name", FEEDS)
def test_a_reader_of_feeds_shows_every_story(tmp_path: Path, name: str) -> None:
    told = a_story("told", url="https://news.example/told", authors=["Ann", "Bo"])
    entries = entries_of(tmp_path, name, [a_revision(told), a_revision(a_story("other"))])
    assert set(entries) == {"told", "other"}
    entry = entries["told"]
    assert entry.title == told.headline
    assert entry.link == told.url
    assert entry.published == NOON
    assert entry.authors_str == "Ann, Bo"
    assert entry.summary == told.summary
    (content,) = entry.content
    assert content.type == "text/html"
    assert '<li value="1">The harbour opened on Monday.' in content.value


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_without_stories_is_one_too(tmp_path: Path, name: str) -> None:
    assert entries_of(tmp_path, name, []) == {}


@pytest.mark.parametrize("name", FEEDS)
def test_no_text_becomes_markup(tmp_path: Path, name: str) -> None:
    bad = "<script>alert(1)</script> & ]]> <b>"
    story = a_story(headline=bad, summary=bad, facts=[{"text": bad}], topics=[bad], authors=[bad])
    entry = entries_of(tmp_path, name, [a_revision(story)])[story.slug]
    assert entry.title == bad
    # What stands there is HTML in RSS, and plain text in a JSON feed.
    assert entry.summary == (escape(bad, quote=False) if name == "rss" else bad)
    assert "<script" not in entry.content[0].value
    assert "&lt;script&gt;" in entry.content[0].value


@pytest.mark.parametrize("name", FEEDS)
@settings(max_examples=15)  # each opens a reader of feeds anew
@given(stories())
def test_any_story_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, name: str, story: Story
) -> None:
    entries = entries_of(tmp_path_factory.mktemp("feed"), name, [a_revision(story)])
    assert set(entries) == {story.slug}


@given(stories())
def test_a_json_feed_carries_the_whole_story(story: Story) -> None:
    feed = json.loads(FORMATS["jsonfeed"].write([a_revision(story)]))
    assert Story.model_validate(feed["items"][0][EXTENSION]["story"]) == story


def test_a_json_feed_names_its_language_where_it_has_one() -> None:
    german = a_story("german", language="de")
    both = [a_revision(), a_revision(german)]
    assert json.loads(FORMATS["jsonfeed"].write(both[1:]))["language"] == "de"
    assert "language" not in json.loads(FORMATS["jsonfeed"].write(both))


def test_a_json_feed_says_nothing_that_its_specification_does_not_know() -> None:
    """The names are those of https://jsonfeed.org/version/1.1; all others begin with `_`."""
    feed = json.loads(FORMATS["jsonfeed"].write([a_revision()]))
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert set(feed) <= {"version", "title", "language", "items"}
    known = "id url title content_html summary image date_published date_modified authors tags"
    assert {name for name in item if not name.startswith("_")} <= {*known.split(), "language"}
    assert isinstance(item["id"], str)
