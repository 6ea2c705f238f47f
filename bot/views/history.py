"""How a story came to say what it says: its revisions, and what changed with each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.reading.changes import changes
from bot.reply import Block, Heading, Item, Items, Note, Plain, Reply
from bot.views.frame import Shown, framed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words

STEPS = 10  # the newest ones; a running story has hundreds


def history(words: Words, shown: Shown, revisions: Sequence[Revision]) -> Reply:
    """Say step by step what changed, the newest step first.

    Args:
        words: the reader's language.
        shown: the story.
        revisions: the newest that readers have seen, the oldest of them first; one more than steps.
    """
    blocks: list[Block] = []
    for before, after in reversed([*pairwise(revisions)]):
        blocks += _step(words, before, after)
    if not blocks:
        since = words.date(revisions[0].at)
        text = words("This story has not changed since it was taken in here on {date}.", date=since)
        blocks.append(Note((Plain(text),)))
    return framed(words, shown, "changes", blocks)


def since(words: Words, shown: Shown, earlier: Revision) -> Reply:
    """Say in one go what changed from an *earlier* revision to what readers see now."""
    if earlier.number == shown.revision.number:
        return framed(words, shown, "changes", (_nothing_to_compare(words, earlier),))
    title = words(
        "Since revision {number} of {date}", number=earlier.number, date=words.date(earlier.at)
    )
    blocks = (
        Heading((Plain(title),), level=2),
        _differences(words, earlier.story, shown.story),
    )
    return framed(words, shown, "changes", blocks)


def _nothing_to_compare(words: Words, newest: Revision) -> Note:
    if newest.number == 1:
        text = words("This story has one revision only: there is nothing earlier to compare with.")
    else:
        text = words(
            "Revision {number} is what you see. Name an earlier one.", number=newest.number
        )
    return Note((Plain(text),))


def _step(words: Words, before: Revision, after: Revision) -> tuple[Block, ...]:
    title = words("Revision {number}, {date}", number=after.number, date=words.date(after.at))
    note = (Note((Plain(after.note),)),) if after.note else ()
    return (
        Heading((Plain(title),), level=2),
        *note,
        _differences(words, before.story, after.story),
    )


def _differences(words: Words, before: Story, after: Story) -> Block:
    found = changes(before, after)
    if not found:
        return Note((Plain(words("Nothing that readers see.")),))
    return Items(tuple(Item((Plain(words.say(each)),)) for each in found))
