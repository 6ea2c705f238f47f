from __future__ import annotations

import json

import pytest

from bot.importers import read
from bot.importers.located import MOST_DEPTH, MOST_VALUES
from tests.importers.faults_of import faults_of, only, told

SOUND = "slug: harbour\nheadline: Harbour reopens\n"


def test_plain_words_stay_as_they_were_written() -> None:
    (draft,) = read(
        b"slug: a\nlanguage: no\nheadline: 1984\nauthors: [1.20, 0x1F, true, 2026-11-24]\n"
    )
    assert draft.story.language == "no"
    assert draft.story.headline == "1984"
    assert draft.story.authors == ("1.20", "0x1F", "true", "2026-11-24")


@pytest.mark.parametrize("nothing", ["", " ~", " null", " # nothing yet"])
def test_an_empty_field_is_absent(nothing: str) -> None:
    (draft,) = read(f"{SOUND}url:{nothing}\nfacts:{nothing}\n".encode())
    assert draft.story.url is None
    assert draft.story.facts == ()


def test_quotation_marks_make_text_of_nothing() -> None:
    (draft,) = read(b'slug: a\nheadline: "null"\n')
    assert draft.story.headline == "null"


def test_an_absent_field_of_json_may_be_null() -> None:
    (draft,) = read(b'{"slug": "a", "headline": "b", "facts": null, "image": {"url": null}}')
    assert draft.story.facts == ()
    assert draft.kind == "json"


def test_numbers_and_moments_are_made_of_text() -> None:
    (draft,) = read(
        f"{SOUND}published: 2026-11-24T09:30+01:00\n"
        "sources:\n- number: 1\n  name: Post\n  lean: 2\n"
        "predictions:\n- text: Rain.\n  probability: .14\n".encode()
    )
    assert str(draft.story.published) == "2026-11-24 08:30:00+00:00"
    assert draft.story.sources[0].lean == 2
    assert draft.story.predictions[0].probability == 0.14


def test_what_is_no_number_is_not_looked_for_among_the_sources() -> None:
    text = f"{SOUND}facts:\n- text: It opened.\n  sources: [0, x, 7]\n"
    assert [what for _, _, what, _ in told(text)] == [
        "Fact 1, “sources”: “0” is no whole number from 1 to 9999.",
        "Fact 1, “sources”: “x” is no whole number from 1 to 9999.",
        "Fact 1, “sources”: This cites source 7, and there is no such source.",
    ]


def test_every_fault_of_a_yaml_file_is_told_at_once_and_in_its_order() -> None:
    text = """\
slug: a b
headline: x
fact: []
published: 2026-02-30
predictions:
- text: a
  probability: 140
  foo: 3
facts:
- text: a
  sources: [1, 3]
- foo
sources:
- number: 1
  url: http://
headline: y
image: &a {url: *a}
quote: !x y
"""
    assert [(line, column, what) for line, column, what, _ in told(text)] == [
        (1, 7, "“slug”: “a b” is no slug."),
        (3, 1, "“fact” is no field that belongs here."),
        (4, 12, "“published”: “2026-02-30” is no date of the calendar."),
        (
            7,
            16,
            "Prediction 1, “probability”: “140” is no probability: it is a number from 0 to 1.",
        ),
        (8, 3, "Prediction 1: “foo” is no field that belongs here."),
        (11, 16, "Fact 1, “sources”: This cites source 3, and there is no such source."),
        (12, 3, "Fact 2: This must have fields of its own."),
        (14, 3, "Source 1: “name” is missing."),
        (15, 8, "Source 1, “url”: “http://” is no web address."),
        (16, 1, "“headline” is given twice here."),
        (17, 8, "“&a” is a mark of YAML that stories do without."),
        (17, 17, "“*a” is a mark of YAML that stories do without."),
        (18, 8, "“!x” is a mark of YAML that stories do without."),
        (18, 8, "“quote”: This must have fields of its own."),
    ]


def test_the_same_faults_are_told_of_json() -> None:
    text = """{
  "slug": "a",
  "headline": "b", "headline": "c",
  "facts": [
    {"text": "x", "sources": [1, 3]},
    {"txt": "y"}
  ],
  "sources": [{"number": 1, "name": 5}, {"number": true, "name": "\\ud800"}],
  "predictions": [{"text": "z", "probability": 140}]
}"""
    assert [(line, column, what) for line, column, what, _ in told(text)] == [
        (3, 20, "“headline” is given twice here."),
        (5, 34, "Fact 1, “sources”: This cites source 3, and there is no such source."),
        (6, 5, "Fact 2: “text” is missing."),
        (6, 6, "Fact 2: “txt” is no field that belongs here."),
        (8, 37, "Source 1, “name”: This must be text."),
        (8, 52, "Source 2, “number”: “true” is no whole number from 1 to 9999."),
        (8, 66, "Source 2, “name”: It holds half a character."),
        (
            9,
            48,
            "Prediction 1, “probability”: “140” is no probability: it is a number from 0 to 1.",
        ),
    ]


@pytest.mark.parametrize(
    ("yaml", "place", "what"),
    [
        ("headline: Day 16: talks stall\n", (2, 17), "A colon followed by a space"),
        ('headline: "Talks stall\n', (2, 11), "A quotation mark is opened here and never closed."),
        ("headline: a\n\tsummary: b\n", (3, 1), "There is a tab here where spaces must stand."),
        ("headline: @home\n", (2, 11), "A text cannot begin with @."),
        ("headline: * bullet\n", (2, 12), "A text cannot begin with * or & here."),
        ("headline: 'it's'\n", (2, 15), "This does not fit what stands before it."),
        ("facts:\n  - text: a\n   sources: [1]\n", (4, 4), "This line does not fit the list"),
        ("headline: a\nand more\nsummary: b\n", (4, 1), "The line above this is neither a field"),
        ("topics: [a, b\n", (3, 1), "A bracket is not closed, or a comma is missing."),
        ("summary: | text\n  b\n", (2, 12), "After | or > the text begins on the next line."),
        ('headline: "\\q"\n', (2, 12), "The backslash here is followed by"),
        ("summary: - b\n", (2, 10), "An entry of a list cannot begin here."),
        ("summary: ]\n", (2, 10), "A bracket or a comma stands here for nothing."),
        ("headline: !a!b c\n", (2, 11), "A text cannot begin with an exclamation mark here."),
        ("...\nmore\n", (3, 1), "Something stands here after the end of the story."),
        ("headline: a\n---\nslug: b\n", (3, 1), "A second YAML document begins here."),
        ("headline: a\x07b\n", (2, 12), "There is a character here that cannot be seen (U+0007)."),
        ("? [a]\n: b\nheadline: a\n", (2, 3), "The name of a field must be a word."),
    ],
)
def test_a_slip_of_yaml_is_told_in_a_sentence(yaml: str, place: tuple[int, int], what: str) -> None:
    line, column, said, _ = told(f"slug: a\n{yaml}")[0]
    assert (line, column) == place
    assert said.startswith(what)


@pytest.mark.parametrize(
    ("json_text", "place", "what"),
    [
        ('{"slug": "a" "headline": "b"}', (1, 14), "A comma or a closing bracket is missing here."),
        ('{"slug": "a",\n}', (2, 1), "A field's name in double quotation marks must stand here."),
        ("{slug: 1}", (1, 2), "A field's name in double quotation marks must stand here."),
        ('{"slug" "a"}', (1, 9), "A colon is missing here."),
        ('{"slug": }', (1, 10), "A value is missing here."),
        ('{"slug": "a"} {}', (1, 15), "The story ends before this, and something follows."),
        ('{"slug": "a', (1, 10), "A quotation mark is opened here and never closed."),
        ('{"slug": "a\nb"}', (1, 12), "A line end or another control character stands"),
        ('{"slug": "\\q"}', (1, 11), "The backslash here is followed by"),
        ('{"slug": "NaN",\n "x": NaN}', (2, 7), "This is no number that JSON knows."),
        ('{"slug": -Infinity}', (1, 10), "This is no number that JSON knows."),
        ('{"x": ' + "1" * 5000 + "}", (1, 7), "This number has thousands of digits."),
    ],
)
def test_a_slip_of_json_is_told_in_a_sentence(
    json_text: str, place: tuple[int, int], what: str
) -> None:
    ((line, column, said, _),) = told(json_text)
    assert (line, column) == place
    assert said.startswith(what)


@pytest.mark.parametrize("depth", [MOST_DEPTH, 990, 100_000])
def test_what_goes_too_deep_is_refused_in_a_sentence(depth: int) -> None:
    brackets = "[" * depth + "]" * depth
    sentence = f"Values stand within values here more than {MOST_DEPTH} deep;"
    for text in (f"slug: a\nheadline: {brackets}\n", f'{{"slug": {brackets}}}'):
        (fault,) = faults_of(text)
        assert str(fault.what).startswith(sentence)
        assert fault.column > MOST_DEPTH


def test_values_may_stand_as_deep_as_the_limit() -> None:
    brackets = "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1)
    assert (
        only(f"slug: a\nheadline: {brackets}\n") == "“headline”: This must be text, and is a list."
    )


def test_too_many_values_are_refused_in_a_sentence() -> None:
    many = ["a"] * MOST_VALUES
    sentence = f"There are more than {MOST_VALUES} values in this file."
    assert only(f"slug: a\nheadline: b\ntopics: [{', '.join(many)}]\n") == sentence
    assert only(json.dumps({"slug": "a", "headline": "b", "topics": many})) == sentence


def test_aliases_that_explode_are_refused_and_not_followed() -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))
    faults = faults_of(f"{SOUND}facts: &l0 [x]\n")
    assert "“&l0” is a mark of YAML" in str(faults[0].what)
    assert len(only(f"{SOUND}{laughs}")) < 200


def test_an_alias_is_blamed_once() -> None:
    assert len(faults_of(f"{SOUND}facts: *a\n")) == 1


def test_the_schema_line_of_editors_is_a_comment_like_any_other() -> None:
    (draft,) = read(
        f"# yaml-language-server: $schema=../docs/story.schema.json\n---\n{SOUND}".encode()
    )
    assert draft.story.slug == "harbour"
    assert draft.key is None


def test_thousands_of_faults_are_all_told() -> None:
    points = "- foo\n" * 9000
    faults = faults_of(f"{SOUND}timeline:\n{points}topics: a\n")
    assert len(faults) == 9001
    assert str(faults[8999].what).startswith("Step 9000 of the timeline: ")
    assert str(faults[9000].what) == "“topics”: This must be a list."
