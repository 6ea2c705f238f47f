"""A story step by step: what is asked at each, where the answer goes, and which step comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar, assert_never

from bot.choice import OUT_OF_DATE, mark_of
from bot.editing.marks import parted_from_marks
from bot.errors import Misused
from bot.links import host_of
from bot.sketch import FactSketch, NarrativeSketch, PredictionSketch, Sketch, SourceSketch
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
Sources: TypeAlias = tuple[SourceSketch, ...]

ENTRY = re.compile(r"[\n;]+")
NUMBERS = re.compile(r"[\d\s,.\[\]()]+")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
AROUND = " \t,:|–—-()<>[]"  # what people put between a name and an address


class Chapter(StrEnum):
    """What is written, in the order in which it is asked for."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    FACT = "fact"
    NARRATIVE = "narrative"
    PREDICTION = "prediction"
    OVERVIEW = "overview"


ORDER = tuple(Chapter)
PREDICTED = ("probability", "forecaster", "deadline")
LISTS = {
    Chapter.FACT: "facts",
    Chapter.NARRATIVE: "narratives",
    Chapter.PREDICTION: "predictions",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody is: a part, and of several which one, from 1."""

    chapter: Chapter
    place: int = 0

    def __str__(self) -> str:
        """Write it as a button carries it."""
        return f"{self.chapter}-{self.place}" if self.place else str(self.chapter)


def step_of(written: str) -> Step:
    """Read a step.

    Raises:
        Misused: there is no such step.
    """
    name, _, place = written.partition("-")
    if name not in ORDER or not (place.isdecimal() or not place) or len(place) > 3:  # noqa: PLR2004 - a story has at most 300 facts
        raise Misused(OUT_OF_DATE)
    chapter = Chapter(name)
    return Step(chapter, int(place or 1)) if chapter in LISTS else Step(chapter)


def first_of(sketch: Sketch, chapter: Chapter) -> Step:
    """Give the step at which *chapter* goes on: behind what is written of it."""
    return Step(chapter, count(sketch, chapter) + 1) if chapter in LISTS else Step(chapter)


def count(sketch: Sketch, chapter: Chapter) -> int:
    """Count what is written of a part that there can be several of."""
    return len(getattr(sketch, LISTS[chapter]))


def onward(sketch: Sketch, step: Step) -> Step:
    """Give the step of the next part; the overview is the last."""
    following = ORDER.index(step.chapter) + 1
    return first_of(sketch, ORDER[min(following, len(ORDER) - 1)])


def backward(sketch: Sketch, step: Step) -> Step | None:
    """Give the step before this one; None before the first."""
    if step.place > 1:
        return Step(step.chapter, step.place - 1)
    for chapter in reversed(ORDER[: ORDER.index(step.chapter)]):
        if chapter not in LISTS:
            return Step(chapter)
        if there := count(sketch, chapter):
            return Step(chapter, there)
    return None


def written(sketch: Sketch, step: Step, said: Mapping[str, str]) -> Sketch:
    """Put what was said at *step* into the sketch, and go on to the next step.

    The place is said with it, so that the same answer heard twice is written once.
    """
    text = _sound(said.get("said", ""))
    match step.chapter:
        case Chapter.HEADLINE:
            changed = _with(sketch, headline=text)
        case Chapter.SUMMARY:
            changed = _with(sketch, summary=text)
        case Chapter.FACT:
            changed = _with_fact(sketch, step.place, text, _sound(said.get("sources", "")))
        case Chapter.NARRATIVE:
            label, provider = _sound(said.get("label", "")), _sound(said.get("provider", ""))
            part = NarrativeSketch(text=text, label=label, provider=provider)
            changed = _with(sketch, narratives=_placed(sketch.narratives, step.place, part))
        case Chapter.PREDICTION:
            given = {name: _sound(said.get(name, "")) for name in PREDICTED}
            foreseen = PredictionSketch(text=text, **given)
            changed = _with(sketch, predictions=_placed(sketch.predictions, step.place, foreseen))
        case Chapter.OVERVIEW:
            changed = sketch
        case _:
            assert_never(step.chapter)
    goes_on = step.chapter in LISTS
    following = first_of(changed, step.chapter) if goes_on else onward(changed, step)
    return at(changed, following)


def begun(sketch: Sketch, step: Step, said: Mapping[str, str], told: int) -> Sketch:
    """Put the first answers at *step* into the sketch, and stay there.

    Args:
        sketch: what is written so far.
        step: where.
        said: the answers, and for what is not answered yet what stands there now.
        told: how many are answered.
    """
    return at(written(sketch, step, said), step, told)


def must_be(sketch: Sketch, mark: str = "") -> None:
    """See to it that what was asked or offered is of this story.

    Raises:
        Misused: it is of one that the same person wrote before.
    """
    if sketch.mark != mark:
        raise Misused(
            phrase(
                "This belongs to another story. /addstory goes on with “{headline}”.",
                headline=sketch.headline,
            )
        )


def mark_at(sketch: Sketch, step: Step) -> str:
    """Tell one of several from what takes its place, also where that says the same."""
    parts = getattr(sketch, LISTS[step.chapter])
    return mark_of((len(parts), *(each.text for each in parts[step.place - 1 : step.place])))


def without(sketch: Sketch, step: Step, mark: str) -> Sketch:
    """Leave out one of several, if it is there still.

    Raises:
        Misused: it is not, by its *mark*.
    """
    if step.chapter not in LISTS or mark != mark_at(sketch, step):
        raise Misused(OUT_OF_DATE)
    name = LISTS[step.chapter]
    parts = getattr(sketch, name)
    kept = parts[: step.place - 1] + parts[step.place :]
    changed = sketch.model_copy(update={name: kept})
    return at(changed, first_of(changed, step.chapter))


def at(sketch: Sketch, step: Step, told: int = 0) -> Sketch:
    """Go to a step, of which so much is told already."""
    return sketch.model_copy(update={"step": str(step), "told": told})


def cited(known: Sources, typed: str) -> tuple[Sources, list[int]]:
    """Read who says so: numbers of *known* sources, or a name and an address for each.

    Returns:
        All sources, new ones behind the known, and the numbers of those that were meant.
    """
    numbers: list[int] = []
    every = [*known]
    places: dict[str, int] = {}
    for place, each in enumerate(known, start=1):
        for mark in _marks(each):
            places.setdefault(mark, place)
    for entry in filter(None, map(str.strip, ENTRY.split(typed))):
        if NUMBERS.fullmatch(entry):
            numbers += [int(each) for each in re.findall(r"\d{1,4}", entry)]
            continue
        source = _source(entry)
        first, *_ = marks = _marks(source)
        if first not in places:
            every.append(source)
            for mark in marks:
                places.setdefault(mark, len(every))
        numbers.append(places[first])
    return tuple(every), [*dict.fromkeys(numbers)]


def _source(entry: str) -> SourceSketch:
    found = ADDRESS.search(entry)
    url = found[0].rstrip(",;)>") if found else ""
    name = entry.replace(url, "", 1).strip(AROUND) if url else entry
    return SourceSketch(name=name or host_of(url) or url, url=url)


def _marks(source: SourceSketch) -> tuple[str, ...]:
    """Tell by what a source is known again: its address first, its name also without that."""
    name = f"name {source.name.casefold()}"
    return (f"url {source.url}", name) if source.url else (name,)


def _with_fact(sketch: Sketch, place: int, text: str, typed: str) -> Sketch:
    text, marks = parted_from_marks(text)
    sources, numbers = cited(sketch.sources, typed)
    # Who cites [1] and then names who says so means the same source.
    numbers = [*(each for each in marks or () if isinstance(each, int)), *numbers]
    fact = FactSketch(text=text, sources=tuple(dict.fromkeys(numbers)))
    return _with(sketch, sources=sources, facts=_placed(sketch.facts, place, fact))


def _placed(parts: tuple[T, ...], place: int, part: T) -> tuple[T, ...]:
    return (*parts[: place - 1], part, *parts[place:])


def _with(sketch: Sketch, **changed: object) -> Sketch:
    return sketch.model_copy(update=changed)


def _sound(text: str) -> str:
    """Leave out halves of characters, which chats let through and no database takes."""
    return text.encode("utf-8", "replace").decode()
