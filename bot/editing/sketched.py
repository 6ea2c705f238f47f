"""Sketch → story, or everything that is wrong with it at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.editing.marks import parted_from_marks
from bot.editing.probability import share_of
from bot.editing.sketching import LISTS, ORDER, Chapter, Step
from bot.errors import Misused
from bot.importers.located import Places
from bot.importers.slug import slugify
from bot.importers.wording import fault_of
from bot.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Fault
    from bot.importers.located import Path
    from bot.sketch import NarrativeSketch, PredictionSketch, Sketch


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a sketch, and the step at which it can be mended."""

    fault: Fault
    step: Step


def story_of(sketch: Sketch, language: str) -> tuple[Story | None, tuple[Wrong, ...]]:
    """Make a story, or tell everything that is wrong.

    Args:
        sketch: what was written.
        language: the language it was written in.
    """
    data = _data(sketch, language)
    try:
        return Story.model_validate(data), ()
    except ValidationError as error:
        wrong = _wrong(error, data, sketch)
        return None, tuple(sorted(wrong, key=_order))


def _order(wrong: Wrong) -> tuple[int, int]:
    return ORDER.index(wrong.step.chapter), wrong.step.place


def _wrong(error: ValidationError, data: dict[str, Any], sketch: Sketch) -> Iterator[Wrong]:
    told: set[tuple[str | int, ...]] = set()
    for each in error.errors(include_url=False):
        if each["loc"] not in told:
            told.add(each["loc"])
            yield Wrong(fault_of(each, Places(""), data), _step(each["loc"], sketch))


def _step(path: Path, sketch: Sketch) -> Step:
    """Find where a fault can be mended; a source is written where it is cited first."""
    match path:
        case ("sources", int(place), *_):
            facts = enumerate(sketch.facts, start=1)
            cites = (number for number, fact in facts if place + 1 in fact.sources)
            return Step(Chapter.FACT, next(cites, 1))
        case (str(name), int(place), *_) if name in LISTS.values():
            chapter = next(each for each, list_ in LISTS.items() if list_ == name)
            return Step(chapter, place + 1)
        case ("summary", *_):
            return Step(Chapter.SUMMARY)
        case _:
            return Step(Chapter.HEADLINE)


def _data(sketch: Sketch, language: str) -> dict[str, Any]:
    return {
        "slug": slugify(sketch.headline),
        "language": language,
        "headline": sketch.headline,
        "summary": sketch.summary,
        "sources": [
            {"number": number, "name": each.name, "url": each.url or None}
            for number, each in enumerate(sketch.sources, start=1)
        ],
        "facts": [fact.model_dump() for fact in sketch.facts],
        "narratives": [_narrative(each) for each in sketch.narratives],
        "predictions": [
            {
                "text": each.text,
                "probability": _share(each),
                "forecaster": each.forecaster or None,
                "deadline": each.deadline or None,
            }
            for each in sketch.predictions
        ],
    }


def _narrative(narrative: NarrativeSketch) -> dict[str, Any]:
    text, cited = parted_from_marks(narrative.text)
    return {
        "label": narrative.label,
        "providers": [narrative.provider] if narrative.provider else [],
        "text": text,
        "sources": cited or [],
    }


def _share(prediction: PredictionSketch) -> float | str | None:
    """Read a probability as people write it; what is none stays as it was typed."""
    try:
        return share_of(prediction.probability) if prediction.probability.strip() else None
    except Misused:
        return prediction.probability
