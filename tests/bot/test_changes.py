"""What changed between two revisions, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from bot.reading.changes import changes
from tests.invented import NOON, a_story, stories

if TYPE_CHECKING:
    from bot.story import Story

FACTS = [{"text": f"Fact number {number}.", "sources": [1]} for number in range(1, 4)]


def said(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [str(each) for each in changes(a_story(**before), a_story(**after))]


@given(stories())
def test_nothing_changed_is_nothing_said(story: Story) -> None:
    assert changes(story, story) == ()


@given(stories(), stories())
def test_whatever_differs_is_said(one: Story, other: Story) -> None:
    same = one.model_copy(update={"slug": other.slug, "updated": other.updated}) == other
    assert bool(changes(one, other)) != same


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            {"headline": "Old"},
            {"headline": "New"},
            "The headline was “Old” and is “New”.",
        ),
        ({"summary": "a"}, {"summary": "b"}, "The summary was rewritten."),
        (
            {"narratives": [{"label": "Same", "text": "a"}, {"label": "Same", "text": "b"}]},
            {"narratives": [{"label": "Same", "text": "A"}, {"label": "Same", "text": "b"}]},
            "A narrative changed: Same.",
        ),
        (
            {"narratives": [{"label": "One", "text": "a"}, {"label": "Two", "text": "b"}]},
            {"narratives": [{"label": "Two", "text": "b"}, {"label": "One", "text": "a"}]},
            "Its parts stand in another order.",
        ),
        (
            {"corrections": [{"number": 1, "at": NOON, "text": "It was six."}]},
            {"corrections": []},
            "Correction 1 was taken out.",
        ),
        (
            {"facts": FACTS},
            {"facts": [*FACTS, {"text": "One more."}]},
            "Fact 4 is new: “One more.”",
        ),
        ({"facts": FACTS}, {"facts": FACTS[1:]}, "A fact was taken out: “Fact number 1.”"),
        (
            {"facts": FACTS},
            {"facts": [FACTS[0], {"text": "Otherwise."}, FACTS[2]]},
            "Fact 2 said “Fact number 2.” and says “Otherwise.”",
        ),
        (
            {"facts": FACTS},
            {"facts": [{**FACTS[0], "sources": [2]}, *FACTS[1:]]},
            "Fact 1 cites other sources.",
        ),
        (
            {"predictions": [{"text": "Rain.", "probability": 0.1}]},
            {"predictions": [{"text": "Rain.", "probability": 0.35}]},
            "A probability went from 10% to 35%: “Rain.”",
        ),
        (
            {"predictions": [{"text": "Rain."}]},
            {"predictions": [{"text": "Rain.", "outcome": "happened"}]},
            "A prediction was resolved: “Rain.” It happened.",
        ),
        (
            {"predictions": [{"text": "Rain.", "outcome": "happened"}]},
            {"predictions": [{"text": "Rain.", "outcome": "annulled"}]},
            "A prediction was resolved: “Rain.” The question was annulled.",
        ),
        (
            {"predictions": [{"text": "Rain.", "outcome": "happened"}]},
            {"predictions": [{"text": "Rain."}]},
            "The outcome of a prediction was taken back: “Rain.”",
        ),
        (
            {"narratives": [{"label": "Mine", "text": "a"}]},
            {"narratives": [{"label": "Mine", "text": "b"}]},
            "A narrative changed: Mine.",
        ),
        ({"summary": "a"}, {"summary": ""}, "The summary was taken out."),
        ({"summary": ""}, {"summary": "a"}, "The summary is new: “a”"),
        (
            {"narratives": [{"label": "Mine", "text": "a"}]},
            {"narratives": [{"label": "Ours", "text": "a"}]},
            "The narrative “Mine” is called “Ours”.",
        ),
        (
            {"topics": ["a"]},
            {"topics": ["a", "b"]},
            "Something else changed: the topics, from “a” to “a, b”.",
        ),
        (
            {"authors": []},
            {"authors": ["Ada"]},
            "Something else changed: the authors, from nothing to “Ada”.",
        ),
        (
            {"quote": {"text": "So it was.", "by": "Ada"}},
            {"quote": {"text": "So it was.", "by": "Ben"}},
            "Something else changed: the quotation.",
        ),
        (
            {"timeline": []},
            {"timeline": [{"when": "Today", "text": "It fell."}]},
            "Something else changed: the timeline.",
        ),
        (
            {},
            {"corrections": [{"number": 1, "at": NOON, "text": "It was eleven."}]},
            "Correction 1: It was eleven.",
        ),
    ],
)
def test_a_change_is_said_in_words(
    before: dict[str, Any], after: dict[str, Any], sentence: str
) -> None:
    assert said(before, after) == [sentence]


def test_a_correction_is_said_before_everything_else() -> None:
    correction = {"number": 1, "at": NOON, "text": "Two."}
    first, *_ = said({}, {"headline": "Other", "corrections": [correction]})
    assert first == "Correction 1: Two."


def test_a_long_text_is_cut_at_a_word() -> None:
    long = "word " * 40
    (sentence,) = said({"facts": []}, {"facts": [{"text": long}]})
    assert sentence.endswith("word…”")
    assert len(sentence) < 120
