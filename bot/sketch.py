"""A story while somebody writes it step by step; it may break any rule until it is done."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """What all parts of a sketch share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceSketch(Part):
    """Where something is known from; its number is its place in the list."""

    name: str
    url: str = ""


class FactSketch(Part):
    """One thing that is known, and the numbers of the sources that say so."""

    text: str
    sources: tuple[int, ...] = ()


class NarrativeSketch(Part):
    """What somebody makes of it."""

    text: str
    label: str = ""
    provider: str = ""


class PredictionSketch(Part):
    """What somebody expects; the probability as it was typed."""

    text: str
    probability: str = ""
    forecaster: str = ""
    deadline: str = ""


class Sketch(Part):
    """A story that is being written.

    Attributes:
        mark: tells it from every other that the same person writes.
        step: where whoever writes it is, such as `fact-2`.
        told: how much of what is asked at that step is told already, and stands in the sketch.
    """

    mark: str = ""
    step: str
    told: int = 0
    headline: str = ""
    summary: str = ""
    sources: tuple[SourceSketch, ...] = ()
    facts: tuple[FactSketch, ...] = ()
    narratives: tuple[NarrativeSketch, ...] = ()
    predictions: tuple[PredictionSketch, ...] = ()
