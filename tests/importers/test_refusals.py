from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.importers import read
from tests.importers.faults_of import faults_of, only

CHROME = "Subscribe to Our Newsletter\n\nSuccess! Now Check Your Email\n\nOk, Thanks\n\nRead More\n"
RECIPE = """Grandmother's pancakes

Ingredients: 250 g flour, 2 eggs, 500 ml milk

1. Beat the eggs: slowly.
2. Add the rest - and wait.
"""
RECIPE_YAML = """title: Pancakes
url: https://cook.example/pancakes
image: pancakes.jpg
summary: Flat cakes.
ingredients:
  - 250 g flour
  - 2 eggs
steps: [mix, fry]
"""
PROSE = (
    "It was a quiet morning in Lorrin. Nobody: not even the gulls, had slept.\n\nThen it rained.\n"
)
COMPOSE = "services:\n  web: &web\n    image: nginx\n  other: *web\n"
ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "url": "b"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b" \n\t\r\n ", "There is nothing in this file."),
        (b"\xef\xbb\xbf\n", "There is nothing in this file."),
        (CHROME.encode(), "There is no story in this."),
        (RECIPE.encode(), "There is no story in this."),
        (PROSE.encode(), "There is no story in this."),
        (RECIPE_YAML.encode(), "This is no story: its fields are “title”, “url”, “image”,"),
        (COMPOSE.encode(), "This is no story: its fields are “services”."),
        (b"- a\n- b\n", "This is a list, and no story."),
        (
            b"<!doctype html><html><body>Fact</body></html>",
            "There are neither facts nor narratives",
        ),
        (b"<html><body>Not found</body></html>", "This is HTML or XML, and no story."),
        (b"\n <?xml version='1.0'?><rss/>", "This is HTML or XML, and no story."),
        (json.dumps(ARTICLE).encode(), "This is no story: its fields are “@context”,"),
        (b'{"name": "left-pad", "version": "1.0"}', "This is no story: its fields are “name”,"),
        (b"{}", "There is no story in this."),
        (b"[]", "There is no story in this."),
        (b'[{"headline": "A"}]', "This is a list, and no story."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is no text;"),
        (b"slug: a\0\n", "This is no text;"),
        (bytes(range(1, 32)) * 20, "This is no text;"),
        (b"a" * 3 * 1024 * 1024, "This file is 3072 KB large, and 1024 KB is the most."),
        (b'{"a": "' + b"a" * 3 * 1024 * 1024 + b'"}', "This file is 3073 KB large,"),
        (b'{"stories": "' + b"a" * 3 * 1024 * 1024 + b'"}', "This file is 3073 KB large,"),
        (b"{" * 9 * 1024 * 1024, "This file is 9216 KB large, and 8192 KB is the most."),
        ("headline: Größe".encode("latin-1"), "There is a character here that is not written in"),
        ("headline: a".encode("utf-32"), "This is no text;"),
        (b"\xff\xfea", "There is a character here that is not written in UTF-8."),
    ],
)
def test_what_is_no_story_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    assert only(data).startswith(sentence)


def test_the_sentence_names_the_file_where_there_is_one() -> None:
    assert only(PROSE, "notes.txt") == "There is no story in notes.txt."
    assert only(PROSE, "-") == "There is no story in this."


def test_another_encoding_is_told_with_its_place() -> None:
    (fault,) = faults_of("slug: a\nheadline: Größe\n".encode("latin-1"))
    assert (fault.line, fault.column) == (2, 13)
    assert "UTF-8" in str(fault.remedy)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_the_marks_that_programs_put_before_it(encoding: str) -> None:
    (draft,) = read("slug: a\r\nheadline: Größe\r\n".encode(encoding))
    assert draft.story.headline == "Größe"
    assert draft.kind == "yaml"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_is_too_strange_to_be_refused_in_words(data: bytes) -> None:
    with suppress(Unreadable):
        read(data)
