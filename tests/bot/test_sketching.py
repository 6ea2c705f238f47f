"""What is written into a sketch, and what becomes of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.sketched import story_of
from bot.editing.sketching import Chapter, Step, cited, step_of, written
from bot.sketch import NarrativeSketch, PredictionSketch, Sketch, SourceSketch

RTM = SourceSketch(name="Reuters", url="https://reuters.example/a")
POST = SourceSketch(name="Lorrin Post")
steps = st.builds(
    Step,
    st.sampled_from([Chapter.FACT, Chapter.NARRATIVE, Chapter.PREDICTION]),
    st.integers(1, 5),
) | st.builds(Step, st.sampled_from([Chapter.HEADLINE, Chapter.SUMMARY, Chapter.OVERVIEW]))
names = ("said", "sources", "label", "provider", "probability", "forecaster", "deadline")
answers = st.dictionaries(st.sampled_from(names), st.text(max_size=40))


@pytest.mark.parametrize(
    ("typed", "sources", "numbers"),
    [
        ("1, 2", (RTM, POST), [1, 2]),
        ("[1][2]", (RTM, POST), [1, 2]),
        ("2 2 1", (RTM, POST), [2, 1]),
        ("reuters", (RTM, POST), [1]),
        ("AP", (RTM, POST, SourceSketch(name="AP")), [3]),
        ("AP; 1\nAP", (RTM, POST, SourceSketch(name="AP")), [3, 1]),
        ("Anybody https://reuters.example/a", (RTM, POST), [1]),
        (
            "https://b.example/x",
            (RTM, POST, SourceSketch(name="b.example", url="https://b.example/x")),
            [3],
        ),
        (
            "AP: <https://ap.example/1>",
            (RTM, POST, SourceSketch(name="AP", url="https://ap.example/1")),
            [3],
        ),
        (
            "Reuters — https://reuters.example/b",
            (RTM, POST, SourceSketch(name="Reuters", url="https://reuters.example/b")),
            [3],
        ),
        ("9", (RTM, POST), [9]),
        ("", (RTM, POST), []),
        (" ;\n; ", (RTM, POST), []),
        (
            "https://[broken",
            (RTM, POST, SourceSketch(name="https://[broken", url="https://[broken")),
            [3],
        ),
    ],
)
def test_sources_are_cited_by_number_or_named(
    typed: str, sources: tuple[SourceSketch, ...], numbers: list[int]
) -> None:
    assert cited((RTM, POST), typed) == (sources, numbers)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("14%", 0.14),
        ("14 %", 0.14),
        ("2,5%", 0.025),
        ("0.4", 0.4),
        (",4", 0.4),
        ("1", 1.0),
        ("70", 0.7),
        ("", None),
    ],
)
def test_a_probability_is_read_as_people_write_it(typed: str, share: float | None) -> None:
    foreseen = PredictionSketch(text="It rains.", probability=typed)
    story, wrong = story_of(Sketch(step="overview", headline="x", predictions=(foreseen,)), "en")
    assert wrong == ()
    assert story is not None
    assert story.predictions[0].probability == share


def test_a_story_is_in_the_language_of_whoever_writes_it() -> None:
    story, _ = story_of(Sketch(step="overview", headline="مدينة النورس"), "ar")
    assert story is not None
    assert story.language == "ar"


def test_a_fault_of_a_source_is_mended_at_the_fact_that_cites_it() -> None:
    sketch = Sketch(step="overview", headline="x")
    for place, typed in ((1, "AP"), (2, "Evil https://[broken")):
        sketch = written(sketch, Step(Chapter.FACT, place), {"said": "x", "sources": typed})
    _, (wrong,) = story_of(sketch, "en")
    assert wrong.step == Step(Chapter.FACT, 2)


def test_what_a_fact_cites_behind_it_stands_with_what_is_named_then() -> None:
    sketch = Sketch(step="overview", headline="x", sources=(RTM, POST))
    said = {"said": "It opened [2].", "sources": "Reuters; AP"}
    (fact,) = written(sketch, Step(Chapter.FACT, 1), said).facts
    assert (fact.text, fact.sources) == ("It opened.", (2, 1, 3))


def test_what_a_narrative_cites_behind_it_is_cited() -> None:
    told = NarrativeSketch(text="At last! [1]")
    story, _ = story_of(
        Sketch(step="overview", headline="x", sources=(POST,), narratives=(told,)), "en"
    )
    assert story is not None
    (narrative,) = story.narratives
    assert (narrative.text, narrative.sources) == ("At last!", (1,))


def test_an_empty_sketch_says_what_it_lacks() -> None:
    story, (wrong,) = story_of(Sketch(step="overview"), "en")
    assert story is None
    assert wrong.step == Step(Chapter.HEADLINE)


@given(st.lists(st.tuples(steps, answers), max_size=12))
def test_whatever_is_said_there_is_a_step_and_a_story_or_a_fault(
    said: list[tuple[Step, dict[str, str]]],
) -> None:
    sketch = Sketch(step="headline")
    for step, answer in said:
        sketch = written(sketch, step, answer)
        assert str(step_of(sketch.step)) == sketch.step
    story, wrong = story_of(sketch, "en")
    assert (story is None) == bool(wrong)


@given(steps.filter(lambda step: step.place <= 1), answers)
def test_the_same_said_twice_at_a_step_is_written_once(step: Step, answer: dict[str, str]) -> None:
    once = written(Sketch(step="headline"), step, answer)
    assert written(once, step, answer) == once


def test_thousands_of_sources_are_told_apart_in_a_moment() -> None:
    known = tuple(SourceSketch(name=f"Paper {number}") for number in range(20_000))
    begun = time.perf_counter()
    every, numbers = cited(known, "; ".join(f"paper {number}" for number in range(600)))
    assert (every, numbers) == (known, [*range(1, 601)])
    assert time.perf_counter() - begun < 1
