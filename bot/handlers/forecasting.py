"""What is asked about predictions: how forecasters have done, and what came of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.errors import Conflict, Misused, NotFound, Problem
from bot.handlers.asker import acting
from bot.handlers.reading import story_named
from bot.staff import Deed
from bot.views import forecasters as views
from bot.views.predictions import predictions as predictions_view
from bot.words import phrase

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision
    from bot.story import Prediction
    from bot.words import Words

# What people type for an outcome, beside the words of the buttons in their own language.
TYPED = {
    "happened": ("happened", "yes", "true"),
    "did not happen": ("did not happen", "not", "no", "false"),
    "annulled": ("annulled", "void", "cancelled"),
    views.OPEN: (views.OPEN, "unknown"),
}


async def predictions(ask: Ask) -> Reply:
    """Show the predictions of a story; without one, how forecasters have done as well."""
    records = () if ask.text("story") else await ask.desk.shelf.forecasters()
    page = min(ask.number("page", default=1), views.last_page(records))
    if page > 1:
        return views.further(ask.words, records, page)
    reply = predictions_view(ask.words, await ask.desk.shown(await story_named(ask)))
    if not any(record.resolved for record in records):
        return reply
    return views.with_record(ask.words, reply, records)


async def resolve(ask: Ask) -> Reply:
    """Write down what came of a prediction, and publish that at once."""
    story = await story_named(ask)
    number = _numbered(story, ask.number("prediction", default=0), ask.text("outcome"))
    if ask.text("mark") not in {"", views.mark(story, number)}:
        raise Conflict(
            phrase("This prediction was changed since. Which one is meant?"),
            views.which_prediction(story, ask.text("outcome")),
        )
    if not ask.text("outcome"):
        return views.which_outcome(ask.words, story, number)
    outcome = _outcome(ask.words, ask.text("outcome"))
    before = story.story.predictions[number - 1]
    if outcome != (before.outcome or views.OPEN):
        story = await _resolved(ask, story, number, before, outcome)
    return views.resolved(ask.words, story, number, before.outcome)


async def _resolved(
    ask: Ask, story: Revision, number: int, before: Prediction, outcome: str
) -> Revision:
    newest = await _followed(ask, story)
    after = before.model_copy(update={"outcome": None if outcome == views.OPEN else outcome})
    told = [*story.story.predictions]
    told[number - 1] = after
    act = acting(ask, Deed.RESOLVED, f"{number}: {outcome}")
    resolved = await ask.desk.store.save(
        story.story.model_copy(update={"predictions": tuple(told)}),
        by=str(act.who),
        at=act.at,
        follows=newest,
        shows=True,
        act=act,
    )
    ask.desk.shelf.forget()
    return resolved


async def _followed(ask: Ask, story: Revision) -> int:
    """Give the number that the next revision follows: readers' own, or what was set aside since.

    What waits would go out with the outcome.

    Raises:
        Problem: something waits to be published.
    """
    kept = await ask.desk.store.workshop.manuscript(story.id)
    if kept is None or not kept.waits:
        # What was within reach may be older than what readers see by now; then the store says so.
        is_shown = kept is not None and kept.shown == story.number
        return kept.newest.number if kept and is_shown else story.number
    raise Problem(
        phrase(
            "“{headline}” has changes that wait (revision {number}). Publish them or set them "
            "aside, and resolve the prediction then.",
            headline=story.story.headline,
            number=kept.newest.number,
        ),
        [Choice("/preview", "preview", (f"~{story.id}",))],
    )


def _numbered(story: Revision, number: int, outcome: str) -> int:
    """Hold a number to the predictions that a story has; the only one needs none."""
    count = len(story.story.predictions)
    if not count:
        raise NotFound(phrase("Nobody has made a prediction for this story."))
    if count == 1 and not number:
        return 1
    if not 1 <= number <= count:
        raise Misused(
            phrase("Which prediction is meant? Its number, from 1 to {count}.", count=count),
            views.which_prediction(story, outcome),
        )
    return number


def _outcome(words: Words, typed: str) -> str:
    folded = typed.casefold().strip(" .")
    for outcome, ways in TYPED.items():
        label = views.ANSWERS.get(outcome)
        if folded in ways or (label and folded == words(label).casefold()):
            return outcome
    raise Misused(
        phrase(
            "“{typed}” is no outcome. Say happened, did not happen, annulled, or open.", typed=typed
        )
    )
