"""Category files of Kite that are not sound: every fault is told, and none takes long."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.importers import read
from bot.story import Story
from tests.importers.category_file import category, cluster
from tests.importers.faults_of import faults_of, only, told

if TYPE_CHECKING:
    from collections.abc import Iterator

WORLD = (Path(__file__).parent / "kite" / "world.json").read_bytes()
MEGABYTE = 1024 * 1024

Place: TypeAlias = tuple[dict[str, Any], str] | tuple[list[Any], int]


def test_every_fault_of_every_cluster_is_told_at_once_with_its_place() -> None:
    file = f"""{{
  "category": "World",
  "clusters": [
    {{"title": "Sound"}},
    {{
      "articles": "none",
      "title": " <b></b> "
    }},
    "no cluster",
    {{"title": "Sound as well"}},
    {{"title": "Long", "short_summary": "{"x" * 5001}",
      "perspectives": {{"text": "a"}}}},
    {{"title": "{"x" * 301}", "talking_points": ["{"x" * 20001}", "a", "{"x" * 20002}"]}},
    {{"title": "Half", "talking_points": ["\\ud800"], "title": "Twice"}}
  ]
}}"""
    assert [(line, column, what) for line, column, what, _ in told(file)] == [
        (6, 19, "Cluster 2: “articles” must be a list."),
        (7, 16, "Cluster 2: “title” is missing."),
        (9, 5, "Cluster 3: This must be an object with fields."),
        (11, 40, "Cluster 5: “summary”: This is 5001 characters long, and 5000 is the most."),
        (12, 23, "Cluster 5: “perspectives” must be a list."),
        (13, 15, "Cluster 6: “headline”: This is 301 characters long, and 300 is the most."),
        (
            13,
            338,
            "Cluster 6: Fact 1, “text”: This is 20001 characters long, and 20000 is the most.",
        ),
        (
            13,
            338,
            "Cluster 6: Fact 3, “text”: This is 20002 characters long, and 20000 is the most.",
        ),
        (14, 41, "Cluster 7: Fact 1, “text”: It holds half a character."),
        (14, 53, "“title” is given twice here."),
    ]


def test_one_broken_cluster_keeps_the_whole_file_out() -> None:
    assert (
        only(category(cluster(), cluster(title=""), cluster())) == "Cluster 2: “title” is missing."
    )


@pytest.mark.parametrize("clusters", [[], [None, "", {}], "", 0, None])
def test_a_category_without_stories_says_so(clusters: object) -> None:
    file = json.dumps({"category": "World", "timestamp": 1, "clusters": clusters})
    assert only(file) == "There are no stories in this Kite file."


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            {"timestamp": 1, "categories": [{"name": "A & B | C", "file": "a & b | c.json"}]},
            "This is Kite's list of categories, and holds no stories.",
        ),
        (
            {"timestamp": 1, "events": [{"year": "1911", "content": "x", "type": "event"}]},
            "This is Kite's “on this day”, and holds no news stories.",
        ),
    ],
)
def test_kites_other_files_are_known_for_what_they_are(file: object, sentence: str) -> None:
    assert only(json.dumps(file), "kite.json") == sentence


# Whatever is put in place of a value

HOSTILE = ("x" * 30_000, "<br>" * 5_000, "[post.example#1]", "\ud800", "\0", "\u202e", "a: b", ": ")
texts = st.sampled_from(HOSTILE) | st.text(max_size=20)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
anything = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(texts, part, max_size=3),
    max_leaves=6,
)


def places(part: object) -> Iterator[Place]:
    """Find everything in a file that could be something else."""
    if isinstance(part, dict):
        for name, each in part.items():
            yield part, name
            yield from places(each)
    elif isinstance(part, list):
        for index, each in enumerate(part):
            yield part, index
            yield from places(each)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A good category file in which a few values are gone, or are something else."""
    file = json.loads(WORLD)
    for _ in range(draw(st.integers(1, 4))):
        part, name = draw(st.sampled_from([*places(file)]))
        if draw(st.booleans()):
            part[name] = draw(anything)  # type: ignore[index] # a name or an index of just that part
        else:
            del part[name]  # type: ignore[arg-type] # the same
    return json.dumps(file).encode()


@settings(max_examples=300)
@given(mutations())
def test_whatever_stands_in_a_file_gives_sound_stories_or_faults_in_words(file: bytes) -> None:
    try:
        drafts = read(file)
    except Unreadable:
        faults_of(file)
        return
    stories = [draft.story for draft in drafts]
    assert [Story.model_validate(story.model_dump()) for story in stories] == stories
    assert len({story.slug for story in stories}) == len(stories)


# Time


def seconds(file: bytes) -> float:
    """Tell how long a file takes to be read or refused."""
    start = time.perf_counter()
    with suppress(Unreadable):
        read(file)
    return time.perf_counter() - start


def test_a_category_of_usual_size_is_read_within_a_second() -> None:
    full = json.loads(WORLD)["clusters"][0]
    body = "A sentence of the usual length, with <b>HTML</b> &amp; a mark [post.example#1]. " * 12
    big = {**full, "talking_points": [body] * 40, "historical_background": body * 20}
    file = category(*[big] * 18)
    assert len(file) > MEGABYTE
    assert seconds(file) < 1


@pytest.mark.parametrize(
    "part",
    [
        "<br>",
        "&#10;",
        "<!---->",
        " \0",
        "\n<b>",
        "<script>",
        "<!--",
        "[a#1,",
        "&nbsp;",
        "</p x",
        "«",
    ],
)
def test_no_text_makes_the_reading_slow(part: str) -> None:
    """Each would take minutes if a pattern tried every beginning up to every end."""
    text = f"a{part * (MEGABYTE // 4 // len(part))}b"
    file = category(cluster(short_summary=text, talking_points=[text], quote=text, title=text))
    assert seconds(file) < 5


@pytest.mark.parametrize("entry", [1, {"a": 1}, {"title": "Alike"}, {"title": "x" * 301}])
def test_many_clusters_are_read_or_refused_in_good_time(entry: object) -> None:
    assert seconds(category(*[entry] * 3_000)) < 5
