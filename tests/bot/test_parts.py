"""One part of a story, changed as somebody types it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.changing import edited, written
from bot.editing.entry import KINDS
from bot.editing.parts import LISTS, PARTS, part_called
from bot.errors import Misused, Problem, Unreadable
from bot.story import Prediction, Story
from bot.words import words_for
from tests.invented import a_story

ENGLISH = words_for("en")
COMMANDLIKE = st.lists(
    st.sampled_from(
        (
            *("add", "remove", "1", "2", "99", "²", "٣", "[1]", "[", "|", "40%", "x", "\n", "\x00"),
            *(
                "sources:",
                "lean:",
                "probability:",
                "when:",
                "url:",
                "https://a.example",
                "when 3 May 2026",
                ". 70%",
                "— Ann",
                "happened",
                "[1-3].",
                "http://[",
            ),
        )
    ),
    max_size=6,
).map(" ".join)


def after(part: str, typed: str, **fields: Any) -> Story:  # noqa: ANN401 - any field of a story
    return edited(a_story(**fields), part, typed, ENGLISH)


def test_a_line_is_put_in_place_of_the_one_before() -> None:
    assert after("headline", "Open again").headline == "Open again"
    assert after("summary", "Two\nlines.").summary == "Two\nlines."
    assert after("summary", "remove").summary == ""
    assert after("url", "https://a.example/x").url == "https://a.example/x"


def test_names_are_put_in_place_of_all_or_added_or_removed() -> None:
    assert after("topics", "Sea, Trade").topics == ("Sea", "Trade")
    assert after("topics", "add Sea, trade").topics == ("trade", "Sea")
    assert after("topics", "remove trade", topics=["Sea", "Trade"]).topics == ("Sea",)
    assert after("authors", "remove", authors=["Ann"]).authors == ()


def test_a_fact_keeps_its_sources_unless_others_are_cited() -> None:
    assert after("fact", "2 Ten ships.").facts[1].sources == (2, 3)
    assert after("fact", "2 Ten ships. [1]").facts[1].sources == (1,)
    assert after("fact", "2 Ten ships. []").facts[1].sources == ()
    assert after("fact", "2 Ten ships [sic] came. [1,3]").facts[1].text == "Ten ships [sic] came."


def test_entries_are_added_at_the_end_and_removed() -> None:
    assert after("fact", "add Gulls came. [3]").facts[-1].text == "Gulls came."
    assert [each.text for each in after("fact", "1 remove").facts] == ["Twelve ships were waiting."]
    assert after("fact", "remove 1") == after("fact", "1 remove")
    added = after("source", "add Gull Weekly https://gull.example/1").sources[-1]
    assert (added.number, added.name, added.url) == (4, "Gull Weekly", "https://gull.example/1")


def test_a_source_is_called_by_its_own_number() -> None:
    fields = {"sources": [{"number": 7, "name": "A"}, {"number": 1, "name": "B"}], "facts": []}
    changed = after("source", "7 https://a.example/x | lean: 2", **fields).sources[0]
    assert (changed.number, changed.name, changed.lean) == (7, "A", 2)
    assert changed.url == "https://a.example/x"


def test_what_else_an_entry_says_stands_behind_its_name() -> None:
    narrative = after("narrative", "1 At long last. | label: Traders | providers: Guild, Union")
    first = narrative.narratives[0]
    assert (first.label, first.providers) == ("Traders", ("Guild", "Union"))
    assert first.text == "At long last."
    prediction = after("prediction", "1 40%").predictions[0]
    assert (prediction.text, prediction.probability) == ("Trade doubles by May.", 0.4)
    lines = "add It rains.\nprobability: 12,5 %\nforecaster: Guild\ndeadline: May"
    rain = after("prediction", lines).predictions[-1]
    assert (rain.text, rain.probability, rain.deadline) == ("It rains.", 0.125, "May")
    assert after("prediction", "1 forecaster:").predictions[0].forecaster is None


def test_pictures_quotations_and_steps_are_written_the_same_way() -> None:
    image = after("image", "https://a.example/p.jpg | alt: The harbour").image
    assert image is not None
    assert (image.url, image.alt) == ("https://a.example/p.jpg", "The harbour")
    quote = after("quote", "At last! | by: A trader").quote
    assert quote is not None
    assert (quote.text, quote.by) == ("At last!", "A trader")
    step = after("timeline", "add The bridge fell. | when: March 2025").timeline[0]
    assert (step.when, step.text) == ("March 2025", "The bridge fell.")
    assert after("image", "remove", image={"credit": "Ann"}).image is None


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("fact", "9 x"),
        ("fact", "0 x"),
        ("fact", "What is it?"),
        ("fact", "remove"),
        ("fact", "2"),
        ("fact", "add"),
        ("headline", "Harbour of Lorrin reopens"),
        ("headline", "remove"),
        ("headline", "-"),
        ("topics", "remove Sea"),
        ("prediction", "1 140%"),
        ("prediction", "1 1.4"),
        ("prediction", "1 probability: often"),
        ("prediction", "add 70"),
        ("timeline", "add The bridge fell."),
        ("quote", "by: Ann"),
    ],
)
def test_what_changes_nothing_or_nothing_that_is_there_is_told(part: str, typed: str) -> None:
    with pytest.raises(Misused):
        after(part, typed)


@pytest.mark.parametrize(
    ("part", "typed", "faults"),
    [
        ("fact", "1 It opened. [8, 9]", 2),
        ("source", "2 Coast Radio javascript:alert(1) | url: javascript:alert(1)", 1),
        ("source", "1 lean: 9 | stance: low", 2),
        ("fact", "1 sources: one, 2", 1),
    ],
)
def test_what_breaks_a_rule_is_told_whole(part: str, typed: str, faults: int) -> None:
    with pytest.raises(Unreadable) as error:
        after(part, typed)
    assert len(error.value.faults) == faults


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_called_by_its_name_or_that_of_many(part: str) -> None:
    assert part_called(part.upper()) == part
    assert part_called(LISTS.get(part, part)) == part


@given(part=st.sampled_from(sorted(PARTS)), typed=st.text(max_size=80) | COMMANDLIKE)
def test_whatever_is_typed_makes_a_sound_story_or_is_told_why_not(part: str, typed: str) -> None:
    try:
        story = edited(a_story(), part, typed, ENGLISH)
    except Problem:
        return
    assert Story.model_validate(story.model_dump()) == story


def test_what_is_no_part_is_told() -> None:
    with pytest.raises(Misused, match=r"“slug” is no part.*There are"):
        part_called("slug")
    with pytest.raises(Misused, match="Perhaps you mean “headline”"):
        part_called("headlin")
    meant = [part_called(each) for each in ("topic", "author", "images", "Title")]
    assert meant == ["topics", "authors", "image", "headline"]


RICH: dict[str, Any] = {
    "sources": [
        {"number": 1, "name": "Lorrin Post", "url": "https://post.example/1", "lean": 2},
        {"number": 3, "name": "Coast Radio", "stance": 5},
    ],
    "facts": [
        {"text": "It opened: on\nMonday. [sic]", "sources": [1, 3]},
        {"text": "Nobody says so."},
    ],
    "narratives": [
        {"label": "Traders", "providers": ["A", "B"], "text": "At last.", "sources": [3]},
    ],
    "predictions": [
        {
            "text": "Trade doubles by 40%",
            "probability": 0.145,
            "forecaster": "Guild",
            "url": "https://guild.example/1",
            "deadline": "May",
            "outcome": "happened",
        },
        {"text": "It rains."},
    ],
    "timeline": [{"when": "March 2025", "text": "The bridge fell."}],
    "image": {"url": "https://a.example/p.jpg", "credit": "Ann", "alt": "The harbour"},
    "quote": {"text": "At last!", "by": "A trader", "url": "https://a.example/q"},
}


@pytest.mark.parametrize("part", sorted(KINDS))
def test_what_a_form_shows_and_nobody_changes_stays_as_it_is(part: str) -> None:
    story = a_story(**RICH)
    said = written(story, part)
    assert said
    for number, text in said.items():
        with pytest.raises(Misused, match="says that already"):
            edited(story, part, f"{number} {text}".strip(), ENGLISH, whole=True)


def test_what_is_taken_out_of_a_form_is_gone() -> None:
    story = edited(a_story(**RICH), "prediction", "1 It rains.", ENGLISH, whole=True)
    assert story.predictions[0] == Prediction(text="It rains.")
    story = edited(a_story(**RICH), "source", "3 Coast Radio", ENGLISH, whole=True)
    assert (story.sources[1].number, story.sources[1].stance) == (3, None)
