from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Fault, Unreadable
from bot.importers.json_file import read_json
from bot.importers.ours import read_ours
from tests.importers.faults_of import told
from tests.importers.junk import Junk

if TYPE_CHECKING:
    from random import Random

SOUND = "slug: harbour\nheadline: Harbour reopens\n"
PYDANTIC = ("Input should", "Field required", "Extra inputs", "valid", "pydantic", "Value error")
STORIES = 10  # of one handful of values; to draw values takes longer than to read stories
UNWORDED = "This cannot stand here."

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(
        ["14%", "2026-02-30", "2026-11-24", "https://a.example", "no", "", " ", "9" * 40]
    ),
    st.sampled_from(["0001-01-01T00:00+02:00", "0000-01-01", "2026-11-24T25:00", "\ud800"]),
    st.just(10**400),
    st.just("x" * 400),
)


@settings(max_examples=400)
@given(st.lists(scalars, min_size=4, max_size=12), st.randoms(use_true_random=True))
def test_whatever_is_wrong_is_said_in_our_own_words_and_with_its_place(
    values: list[Any], dice: Random
) -> None:
    for _ in range(STORIES):
        for fault in faults_among(Junk(dice, values).story()):
            said = f"{fault.what} {fault.remedy}"
            assert said.encode("utf-8")
            assert UNWORDED not in said
            assert not [words for words in PYDANTIC if words in fault.what.text + fault.remedy.text]
            assert fault.line
            assert fault.column


def faults_among(values: dict[str, Any]) -> tuple[Fault, ...]:
    try:
        read_ours(read_json(json.dumps(values)), "json")
    except Unreadable as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("yaml", "what", "remedy"),
    [
        ("lables: a", "“lables” is no field", "the fields here are: slug, url,"),
        ("facts: [{text: a, source: [1]}]", "Fact 1: “source” is no field", "“sources”"),
        ("narratives: [{labels: a, text: b}]", "Narrative 1: “labels” is no field", "“label”"),
        ("image: {credits: a}", "“image”: “credits” is no field", "Perhaps you mean “credit”."),
        ("quote: {by: a}", "“quote”: “text” is missing.", "Add the field “text”."),
        ("predictions: [{text: a, probability: 140}]", "“140” is no probability", "0.14 for 14%"),
        ("predictions: [{text: a, probability: 14}]", "“14” is no", "Write 0.14 for 14%."),
        ("predictions: [{text: a, probability: 99.5 %}]", "“99.5 %”", "Write 0.995 for 99.5%."),
        ("predictions: [{text: a, probability: maybe}]", "“maybe”", "Write 0.14 for 14%"),
        ("predictions: [{text: a, probability: nan}]", "“nan” is no probability", "0.14 for 14%"),
        ("predictions: [{text: a, outcome: true}]", "“true” is no outcome.", "“did not happen”"),
        ("sources: [{number: 1, name: a, lean: 7}]", "Source 1, “lean”: “7”", "in digits"),
        ("sources: [{number: 1.5, name: a}]", "“1.5” is no whole number from 1 to 9999.", "digits"),
        (
            "sources: [{number: 2, name: a}]",
            "The numbers of sources do not start at 1.",
            "first one",
        ),
        ("sources: [{number: 1, name: a, url: ftp://b}]", "“ftp://b” is no web address.", "https"),
        ("facts: [{text: a, sources: 1}]", "Fact 1, “sources”: This must be a list.", "square"),
        ("facts: {text: a}", "“facts”: This must be a list.", "“- ”"),
        ("facts: [{text: {a: b}}]", "Fact 1, “text”: This must be text, and has fields.", "quot"),
        ("facts: [{text: ''}]", "Fact 1, “text”: There is nothing in it.", "Fill it in"),
        ("topics: [a, ~]", "Topic 2: There is nothing in it.", "Fill it in"),
        ('authors: ["a\\nb"]', "Author 1: This must stand on one line.", "Join its lines."),
        ('summary: "a\\x07b"', "There is a control character (U+0007)", "Delete it"),
        ("language: not a language", "“not a language” is no language.", "pt-BR"),
        ("published: yesterday", "“yesterday” is no date.", "2026-11-24"),
        ("published: 2026-13-01", "“2026-13-01” is no date of the calendar.", "2026-11-24"),
        ("published: 0001-01-01T00:00+02:00", "outside of the calendar", "from 1 to 9999"),
        (
            "corrections: [{number: 1, at: 5, text: a}]",
            "Correction 1, “at”: “5” is no date.",
            "day",
        ),
        ("timeline: [{when: a, text: b, then: c}]", "Step 1 of the timeline: “then”", "“when”"),
        (f"authors: [{'x' * 301}]", "This is 301 characters long, and 300 is the most.", "Shorten"),
        (f"topics: [{'a, ' * 21}]", "There are 21 entries in it, and 20 is the most.", "Keep"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(yaml: str, what: str, remedy: str) -> None:
    ((line, _, said, advised),) = told(f"{SOUND}{yaml}\n")
    assert line == 3
    assert what in said
    assert remedy in advised


def test_what_is_missing_is_told_where_it_should_stand() -> None:
    assert told("\nslug: harbour\nfacts:\n  - sources: []\n") == [
        (2, 1, "“headline” is missing.", "Add the field “headline”."),
        (4, 5, "Fact 1: “text” is missing.", "Add the field “text”."),
    ]


def test_what_is_left_empty_is_missing_where_it_stands() -> None:
    assert told("slug: harbour\nheadline:\n")[0][:3] == (2, 1, "“headline” is missing.")


def test_a_source_is_called_by_the_number_it_carries() -> None:
    ((_, _, what, _),) = told(
        f"{SOUND}sources:\n- number: 2\n  name: a\n- {{number: 1, name: b, url: c}}\n"
    )
    assert what.startswith("Source 1, “url”: ")
