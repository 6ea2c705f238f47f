"""What is expected, how likely it is held to be, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Block, Emphasis, Gauge, Link, Note, Paragraph, Plain, Reply, Run, Strong
from bot.views.frame import Shown, framed
from bot.words import N_

if TYPE_CHECKING:
    from bot.story import Prediction, Story
    from bot.words import Words

OUTCOMES = {
    "happened": N_("It happened."),
    "did not happen": N_("It did not happen."),
    "annulled": N_("The question was annulled."),
}


def predictions(words: Words, shown: Shown) -> Reply:
    """Show each prediction with its probability and who says it."""
    blocks = gauges(words, shown.story)
    if not blocks:
        blocks = (Note((Plain(words("Nobody has made a prediction for this story.")),)),)
    return framed(words, shown, "predictions", blocks)


def gauges(words: Words, story: Story) -> tuple[Block, ...]:
    """Give each prediction of a story, with its probability where it has one."""
    return tuple(_prediction(words, prediction) for prediction in story.predictions)


def _prediction(words: Words, prediction: Prediction) -> Block:
    text = (Plain(prediction.text), *_remarks(words, prediction))
    if prediction.probability is None:
        return Paragraph(text)
    return Gauge(text, prediction.probability, words.percent(prediction.probability))


def _remarks(words: Words, prediction: Prediction) -> tuple[Run, ...]:
    runs: list[Run] = []
    if prediction.forecaster:
        runs += (Plain(" — "), _forecaster(prediction.forecaster, prediction.url))
    elif prediction.url:
        runs += (Plain(" — "), Link(words("the forecast"), prediction.url))
    if prediction.deadline:
        due = words("deadline: {deadline}", deadline=prediction.deadline)
        runs += (Plain(" · "), Emphasis(due))
    if prediction.outcome:
        runs += (Plain(" · " if runs else " "), Strong(words(OUTCOMES[prediction.outcome])))
    return tuple(runs)


def _forecaster(name: str, url: str | None) -> Run:
    return Link(name, url) if url else Emphasis(name)
