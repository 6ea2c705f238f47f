"""How well forecasters have done, and what became of one prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import (
    Block,
    Choices,
    Divider,
    Gauge,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
)
from bot.views.lists import BETWEEN, labelled
from bot.views.predictions import OUTCOMES
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.forecasts import Level, Record
    from bot.revision import Revision
    from bot.words import Words

DRAWN = 5  # forecasters whose record is drawn; those with most to show stand first
NAMED = 20  # further ones, who are only named

ANSWERS = {
    "happened": N_("It happened"),
    "did not happen": N_("It did not happen"),
    "annulled": N_("It was annulled"),
}
OPEN = "open"  # what a prediction is of which nobody knows yet


def with_record(words: Words, story: Reply, records: Sequence[Record]) -> Reply:
    """Put how often each forecaster has spoken, and how often that came true, under a story.

    Args:
        words: the reader's language.
        story: its predictions, with the ways onward at their end.
        records: what is known of each forecaster, who has most to show first.
    """
    drawn = [record for record in records[:DRAWN] if record.resolved]
    named = records[len(drawn) : len(drawn) + NAMED]
    blocks: list[Block] = [
        Divider(),
        Heading((Plain(words("The record of forecasters")),)),
        Note((Plain(words(HOW_TO_READ)),)),
    ]
    for record in drawn:
        blocks += _record(words, record)
    if named:
        blocks += (Heading((Plain(words("Others")),), level=2), _others(words, named))
    *above, onward = story.blocks
    return Reply((*above, *blocks, onward))


HOW_TO_READ = N_(
    "A Brier score of 0 is perfect; who says 50% each time gets 0.25. Of a good forecaster's "
    "forecasts of 70%, some 70% come true."
)


def _record(words: Words, record: Record) -> tuple[Block, ...]:
    said = words(
        "{made}, {resolved} of them resolved. Brier score: {score}",
        made=_made(words, record),
        resolved=record.resolved,
        score=f"{record.brier:.2f}",
    )
    return (
        Heading((Plain(record.forecaster),), level=2),
        Paragraph((Plain(said),)),
        *(_level(words, level) for level in record.levels),
    )


def _level(words: Words, level: Level) -> Gauge:
    # Numbers and not per cent: one of one looks like more than it is.
    came = words("{came} of {count}", came=round(level.came * level.count), count=level.count)
    said = words("came true where about {said} was said", said=words.percent(level.said))
    return Gauge((Plain(said),), level.came, came)


def _others(words: Words, records: Sequence[Record]) -> Items:
    return Items(
        tuple(
            Item((Strong(record.forecaster), BETWEEN, Plain(_made(words, record))))
            for record in records
        )
    )


def _made(words: Words, record: Record) -> str:
    return words.many("One forecast", "{number} forecasts", record.made)


def which_prediction(story: Revision, outcome: str) -> tuple[Choice, ...]:
    """Offer each of the predictions of a story, with what came of it where that was said."""
    said = (outcome,) if outcome in {*ANSWERS, OPEN} else ()
    return tuple(
        Choice(labelled(f"{number}. {each.text}"), "resolve", (f"~{story.id}", str(number), *said))
        for number, each in enumerate(story.story.predictions, start=1)
    )


def which_outcome(words: Words, story: Revision, number: int) -> Reply:
    """Ask what came of prediction *number* of a story, counted from 1."""
    prediction = story.story.predictions[number - 1]
    here = (f"~{story.id}", str(number))
    ways = [
        Choice(words(label), "resolve", (*here, outcome))
        for outcome, label in ANSWERS.items()
        if outcome != prediction.outcome
    ]
    if prediction.outcome:
        ways.append(Choice(words("Nobody knows yet"), "resolve", (*here, OPEN)))
    return Reply(
        (
            Heading((Plain(words("What came of it?")),)),
            Paragraph((Plain(prediction.text),)),
            *((Note((Plain(words(OUTCOMES[prediction.outcome])),)),) if prediction.outcome else ()),
            Choices(tuple(ways)),
        ),
        private=True,
    )


def resolved(words: Words, story: Revision, number: int, before: str | None) -> Reply:
    """Say what is written of a prediction now, and offer to take that back.

    Args:
        words: the editor's language.
        story: the story as readers see it now.
        number: which prediction, from 1.
        before: what was written of it before; None where nothing was.
    """
    prediction = story.story.predictions[number - 1]
    came = words(OUTCOMES[prediction.outcome] if prediction.outcome else N_("It is open again."))
    said = words(
        "Prediction {number} of “{headline}”:", number=number, headline=story.story.headline
    )
    back = Choice(words("Take it back"), "resolve", (f"~{story.id}", str(number), before or OPEN))
    return Reply(
        (
            Paragraph((Plain(f"{said} "), Strong(came))),
            Note((Plain(prediction.text),)),
            Choices((back,)),
        ),
        private=True,
    )
