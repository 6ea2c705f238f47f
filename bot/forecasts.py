"""Record: how often a forecaster has spoken, and how well what they said agrees with what came.

A forecast is resolved once it has happened or has not; one that was annulled says nothing of who
made it, and one without a probability cannot be measured. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.story import Story

LEVELS = 5  # of probability, each a fifth wide; finer ones would hold too few forecasts to tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The resolved forecasts of one forecaster that gave about the same probability.

    Args:
        place: which level, from 0 for the least likely.
        count: how many there are.
        said: the mean of their probabilities.
        came: the share of them that happened.
    """

    place: int
    count: int
    said: float
    came: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of one forecaster.

    Args:
        forecaster: their name.
        made: how many forecasts of theirs are in stories that readers see.
        levels: the resolved ones by level, the least likely first; only levels that have any.
        brier: the mean of the squared distances between what was said and what came, from 0
            (always certain and right) to 1 (always certain and wrong); None where nothing is
            resolved. Whoever says 50% each time gets 0.25.
    """

    forecaster: str
    made: int
    levels: tuple[Level, ...]
    brier: float | None

    @property
    def resolved(self) -> int:
        """How many of their forecasts are resolved."""
        return sum(level.count for level in self.levels)


def with_outcomes(story: Story, told: Story) -> Story:
    """Give *story* with what readers were *told* came of its predictions, where it says nothing.

    A prediction is the same while its text and its forecaster are.
    """
    came = {(each.text, each.forecaster): each.outcome for each in told.predictions}
    predictions = tuple(
        each.model_copy(update={"outcome": each.outcome or came.get((each.text, each.forecaster))})
        for each in story.predictions
    )
    return story.model_copy(update={"predictions": predictions})
