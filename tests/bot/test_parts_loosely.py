"""What people type of a part without having learned how."""

from __future__ import annotations

import re

import pytest

from bot.editing.parts import PARTS, sample_of
from bot.errors import Misused
from bot.story import Image, Quotation
from tests.bot.test_parts import after
from tests.invented import a_story


@pytest.mark.parametrize(
    ("typed", "text", "sources"),
    [
        ("The river rose 2 m [3, 1].", "The river rose 2 m.", (3, 1)),
        ("The river rose. [1-3]", "The river rose.", (1, 2, 3)),
        ("The river rose [1][3]", "The river rose", (1, 3)),
        ("The river rose. [1].", "The river rose.", (1,)),
        ("sources 1, 3", "Twelve ships were waiting.", (1, 3)),
        ("It fell. [3] It rose.", "It fell. [3] It rose.", (2, 3)),
    ],
)
def test_marks_at_the_end_cite_however_they_are_typed(
    typed: str, text: str, sources: tuple[int, ...]
) -> None:
    fact = after("fact", f"2 {typed}").facts[1]
    assert (fact.text, fact.sources) == (text, sources)


@pytest.mark.parametrize(
    ("typed", "text", "share"),
    [
        ("It opens by June. 55%", "It opens by June.", 0.55),
        ("It opens by June (55 %)", "It opens by June", 0.55),
        ("It opens by June, 55%.", "It opens by June", 0.55),
        ("Trade rises by 55%", "Trade rises by 55%", None),
        ("It opens. 5% | probability: 0.4", "It opens. 5%", 0.4),
        ("It opens. | probability: 70", "It opens.", 0.7),
    ],
)
def test_a_probability_may_stand_behind_the_prediction(
    typed: str, text: str, share: float | None
) -> None:
    prediction = after("prediction", f"add {typed}").predictions[-1]
    assert (prediction.text, prediction.probability) == (text, share)


def test_what_is_no_text_of_a_prediction_is_none() -> None:
    before, after_it = a_story().predictions[0], after("prediction", "1 70").predictions[0]
    assert (after_it.text, after_it.probability) == (before.text, 0.7)
    resolved = after("prediction", "1 Happened").predictions[0]
    assert (resolved.text, resolved.outcome) == (before.text, "happened")


@pytest.mark.parametrize(
    ("typed", "when", "text"),
    [
        ("3 May 2026 The bridge fell.", "3 May 2026", "The bridge fell."),
        ("3 May 2026: The bridge fell.", "3 May 2026", "The bridge fell."),
        ("when 3 May 2026 The bridge fell.", "3 May 2026", "The bridge fell."),
        ("The bridge fell. when: 3 May 2026", "3 May 2026", "The bridge fell."),
        ("The bridge fell when 3 May 2026", "3 May 2026", "The bridge fell"),
        ("2000: Ships came.", "2000", "Ships came."),
        ("2000 ships came. | when: March 2025", "March 2025", "2000 ships came."),
    ],
)
def test_a_step_of_the_timeline_says_when_in_many_ways(typed: str, when: str, text: str) -> None:
    step = after("timeline", f"add {typed}").timeline[-1]
    assert (step.when, step.text) == (when, text)


def test_a_year_within_a_text_is_no_date() -> None:
    before = {"timeline": [{"when": "March 2025", "text": "x"}]}
    step = after("timeline", "1 2000 ships came on 3. May 2026.", **before).timeline[0]
    assert (step.when, step.text) == ("March 2025", "2000 ships came on 3. May 2026.")


@pytest.mark.parametrize(
    ("typed", "text", "by"),
    [
        ("text Water. by Ann", "Water.", "Ann"),
        ("Water … — Ann Lee", "Water …", "Ann Lee"),
        ("Water – at last", "Water – at last", None),
    ],
)
def test_who_is_quoted_may_stand_behind_a_dash(typed: str, text: str, by: str | None) -> None:
    quote = after("quote", typed).quote
    assert quote == Quotation(text=text, by=by)


def test_names_of_fields_need_no_bar_where_nothing_else_is_meant() -> None:
    image = after("image", "url https://a.example/p.jpg alt: The harbour").image
    assert image == Image(url="https://a.example/p.jpg", alt="The harbour")
    assert after("image", "credit Me").image == Image(credit="Me")
    source = after("source", "add Gull https://gull.example/1 lean: 2").sources[-1]
    assert (source.name, source.url, source.lean) == ("Gull", "https://gull.example/1", 2)
    assert after("source", "1 lean 5").sources[0].lean == 5
    assert after("narrative", "1 label Old view").narratives[0].label == "Old view"


@pytest.mark.parametrize("part", PARTS)
def test_the_example_of_each_part_works(part: str) -> None:
    sources = [{"number": number, "name": "A"} for number in (1, 2, 3, 4)]
    story = after(part, sample_of(part, "add"), sources=sources)
    # Everything in it was read: no mark and no name is left within a text.
    texts = story.model_dump_json(exclude={"image": {"url"}})
    assert not re.search(r"\||\[\d+[],]? |\d%|[a-z]: [a-zA-Z]", texts)


def test_a_dash_leaves_out_what_can_be_left_out() -> None:
    assert after("summary", "-").summary == ""
    assert after("topics", "-").topics == ()
    assert after("quote", "-", quote={"text": "x"}).quote is None
    assert len(after("fact", "1 -").facts) == 1


def test_a_source_that_is_cited_is_not_taken_out() -> None:
    with pytest.raises(Misused, match="Source 2 is still cited: Fact 2"):
        after("source", "2 remove")


def test_the_first_source_is_taken_out_and_the_next_is_the_first() -> None:
    sources = [{"number": number, "name": name} for number, name in ((1, "A"), (2, "B"), (4, "C"))]
    fields = {
        "sources": sources,
        "facts": [{"text": "x", "sources": [4, 2]}],
        "narratives": [{"text": "y", "sources": [2]}],
    }
    story = after("source", "1 remove", **fields)
    assert [(each.number, each.name) for each in story.sources] == [(1, "B"), (4, "C")]
    assert story.facts[0].sources == (4, 1)
    assert story.narratives[0].sources == (1,)


def test_where_there_is_nothing_that_is_said_of_the_story_that_is_meant() -> None:
    with pytest.raises(Misused, match=r"nothing in it yet.*/editstory harbour-reopens time"):
        after("timeline", "1 remove")
    with pytest.raises(Misused, match=r"there are 2.*/editstory harbour-reopens fact add"):
        after("fact", "9 x")
