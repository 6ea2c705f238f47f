"""How well forecasters have done, and what became of one prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice, mark_of
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
from bot.views.asking import said_and_ways
from bot.views.lists import BETWEEN, labelled
from bot.views.predictions import OUTCOMES
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.forecasts import Level, Record
    from bot.revision import Revision
    from bot.words import Words

DRAWN = 5  # forecasters whose record is drawn; those with most to show stand first
NAMED = 20  # further ones on a page, who have a line each

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
    drawn, pages = _paged(records)
    blocks: list[Block] = [Divider(), *_head(words)]
    for record in drawn:
        blocks += _record(words, record)
    if pages:
        blocks += (Heading((Plain(words("Others")),), level=2), _others(words, pages[0]))
    above, ways = said_and_ways(story.blocks)
    return Reply((*above, *blocks, Choices((*ways, *_turning(words, 1, len(pages))))))


def further(words: Words, records: Sequence[Record], page: int) -> Reply:
    """Show a later page of the record.

    Args:
        words: the reader's language.
        records: what is known of each forecaster, who has most to show first.
        page: which page, from 2.
    """
    _, pages = _paged(records)
    turning = (*_turning(words, page, len(pages)),)
    return Reply((*_head(words), _others(words, pages[page - 1]), Choices(turning)))


def last_page(records: Sequence[Record]) -> int:
    """Count the pages that the record has, of which the first stands under predictions."""
    _, pages = _paged(records)
    return len(pages)


def _paged(records: Sequence[Record]) -> tuple[Sequence[Record], list[Sequence[Record]]]:
    """Part the records into those that are drawn and the pages of the others."""
    drawn = [record for record in records[:DRAWN] if record.resolved]
    others = records[len(drawn) :]
    return drawn, [others[start : start + NAMED] for start in range(0, len(others), NAMED)]


def _turning(words: Words, page: int, last: int) -> Iterator[Choice]:
    if page > 1:
        yield Choice(words("Previous page"), "predictions", ("", str(page - 1)))
    if page < last:
        yield Choice(words("Next page"), "predictions", ("", str(page + 1)))


def _head(words: Words) -> tuple[Block, ...]:
    return (
        Heading((Plain(words("The record of forecasters")),)),
        Note((Plain(words(HOW_TO_READ)),)),
    )


HOW_TO_READ = N_(
    "A Brier score of 0 is perfect; who says 50% each time gets 0.25. Of a good forecaster's "
    "forecasts of 70%, some 70% come true."
)


def _record(words: Words, record: Record) -> tuple[Block, ...]:
    return (
        Heading((Plain(record.forecaster),), level=2),
        Paragraph((Plain(_scored(words, record)),)),
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
            Item((Strong(record.forecaster), BETWEEN, Plain(_scored(words, record))))
            for record in records
        )
    )


def _scored(words: Words, record: Record) -> str:
    made = words.many("One forecast", "{number} forecasts", record.made)
    if record.brier is None:
        return made
    return words(
        "{made}, {resolved} of them resolved. Brier score: {score}",
        made=made,
        resolved=record.resolved,
        score=f"{record.brier:.2f}",
    )


def which_prediction(story: Revision, outcome: str) -> tuple[Choice, ...]:
    """Offer each of the predictions of a story, with what came of it where that was said."""
    said = outcome if outcome in {*ANSWERS, OPEN} else ""
    return tuple(
        _way(labelled(f"{number}. {each.text}"), story, number, said)
        for number, each in enumerate(story.story.predictions, start=1)
    )


def mark(story: Revision, number: int) -> str:
    """Tell prediction *number* of a story from another that has taken its place."""
    return mark_of(story.story.predictions[number - 1].text)


def _way(label: str, story: Revision, number: int, outcome: str) -> Choice:
    way = (f"~{story.id}", str(number), outcome, mark(story, number))
    return Choice(label, "resolve", way)


def which_outcome(words: Words, story: Revision, number: int) -> Reply:
    """Ask what came of prediction *number* of a story, counted from 1."""
    prediction = story.story.predictions[number - 1]
    ways = [
        _way(words(label), story, number, outcome)
        for outcome, label in ANSWERS.items()
        if outcome != prediction.outcome
    ]
    if prediction.outcome:
        ways.append(_way(words("Nobody knows yet"), story, number, OPEN))
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
    back = _way(words("Take it back"), story, number, before or OPEN)
    return Reply(
        (
            Paragraph((Plain(f"{said} "), Strong(came))),
            Note((Plain(prediction.text),)),
            Choices((back,)),
        ),
        private=True,
    )
