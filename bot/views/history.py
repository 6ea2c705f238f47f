"""How a story came to say what it says: what readers saw of it, and what changed with each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.dispatch import Occasion
from bot.reading.changes import changes
from bot.reading.course import course
from bot.reply import (
    Block,
    Choices,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Struck,
)
from bot.revision import State
from bot.views.correction import retracted
from bot.views.frame import VIEWS, Shown, framed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.dispatch import Dispatch
    from bot.reading.course import Step
    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words

STEPS = 10  # revisions of a page, those shown last; a running story has hundreds


def history(
    words: Words,
    shown: Shown,
    revisions: Sequence[Revision],
    dispatches: Sequence[Dispatch] = (),
    *,
    is_newest: bool = True,
) -> Reply:
    """Say step by step what happened to a story, the newest step first.

    Args:
        words: the reader's language.
        shown: the story as readers see it, or saw it last.
        revisions: those of a page, in the order in which they were shown, and the one before it.
        dispatches: all of the story.
        is_newest: whether this page is the newest one.
    """
    steps = course(shown.revision, revisions, dispatches)
    first = {each.event.number: place for place, each in enumerate(steps) if each.event.is_first}
    is_more = len(revisions) > STEPS
    start = first[revisions[0].number] + 1 if is_more else 0
    end = len(steps) if is_newest else first[revisions[-1].number] + 1
    standing = max((place for place, each in enumerate(steps) if _stands(shown, each)), default=-1)
    blocks: list[Block] = []
    for place in reversed(range(start, end)):
        blocks += _step(words, shown, steps[place], stands=place == standing)
    if len(steps) == 1:
        blocks = [_unchanged(words, revisions[0])]
    earlier = (f"~{shown.revision.id}", "", str(revisions[0].number))
    own = (Choice(words("Earlier changes"), "changes", earlier),) if is_more else ()
    return _under(words, shown, blocks, dispatches, own)


def since(
    words: Words, shown: Shown, earlier: Revision, dispatches: Sequence[Dispatch] = ()
) -> Reply:
    """Say in one go what changed from an *earlier* revision to what readers see, or saw last."""
    if earlier.number == shown.revision.number:
        return _under(words, shown, (_nothing_to_compare(words, earlier),), dispatches)
    title = words(
        "Since revision {number} of {date}", number=earlier.number, date=words.date(_at(earlier))
    )
    blocks = (
        Heading((Plain(title),), level=2),
        _differences(words, shown, earlier.story, shown.story),
    )
    return _under(words, shown, blocks, dispatches)


def _under(
    words: Words,
    shown: Shown,
    blocks: Iterable[Block],
    dispatches: Sequence[Dispatch],
    own: tuple[Choice, ...] = (),
) -> Reply:
    """Put *blocks* under the story's headline, which is struck through where it was retracted."""
    if not _is_struck(shown):
        return framed(words, shown, "changes", blocks, own)
    retractions = (each for each in dispatches if each.occasion is Occasion.RETRACTION)
    last = max(retractions, key=lambda each: each.id, default=None)
    above = (
        Heading((Struck(shown.story.headline),)),
        Note((Plain(retracted(words, last)),)),
        Heading((Plain(words(VIEWS["changes"])),), level=2),
    )
    # Its other views are not to be had any more.
    return Reply((*above, *blocks, *((Choices(own),) if own else ())))


def _is_struck(shown: Shown) -> bool:
    return shown.revision.state is State.RETRACTED


def _stands(shown: Shown, step: Step) -> bool:
    """Whether a step has led to what readers see now; the last that has is the one."""
    event = step.event
    return event.number == shown.revision.number and event.is_retraction == _is_struck(shown)


def _unchanged(words: Words, revision: Revision) -> Note:
    since = words.date(revision.at)
    text = words("This story has not changed since it was taken in here on {date}.", date=since)
    return Note((Plain(text),))


def _nothing_to_compare(words: Words, newest: Revision) -> Note:
    if newest.number == 1:
        text = words("This story has one revision only: there is nothing earlier to compare with.")
    else:
        text = words(
            "Revision {number} is what you see. Name an earlier one.", number=newest.number
        )
    return Note((Plain(text),))


def _step(words: Words, shown: Shown, step: Step, *, stands: bool) -> Iterator[Block]:
    yield Heading((Plain(_title(words, step)),), level=2)
    if stands:
        yield Note((Plain(words("This is how it stands now.")),))
    if step.ends_retraction:
        yield Note((Plain(words("The retraction was taken back.")),))
    event, before, after = step.event, step.before, step.after
    if event.is_retraction:
        if event.dispatch and event.dispatch.note:
            yield Paragraph((Plain(event.dispatch.note),))
    elif event.is_first and after and after.note:
        yield Note((Plain(after.note),))
    if before and after and not event.is_retraction:
        if before.story != after.story or not step.ends_retraction:
            yield _differences(words, shown, before.story, after.story)
    elif event.is_first:
        yield Note((Plain(words("This is how it first appeared.")),))


def _title(words: Words, step: Step) -> str:
    number, date = step.event.number, words.date(step.event.at)
    if step.event.is_retraction:
        return words("Retracted, {date}", date=date)
    if step.event.is_first:
        return words("Revision {number}, {date}", number=number, date=date)
    return words("Revision {number} again, {date}", number=number, date=date)


def _at(revision: Revision) -> datetime:
    return revision.shown_at or revision.at


def _differences(words: Words, shown: Shown, before: Story, after: Story) -> Block:
    found = changes(before, after)
    if not found:
        return Note((Plain(words("Nothing that readers see.")),))
    run = Struck if _is_struck(shown) else Plain
    return Items(tuple(Item((run(words.say(each)),)) for each in found))
