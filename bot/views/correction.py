"""What had to be set right, where a story is told, and what editors are told of it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, assert_never

from bot.choice import Choice
from bot.cutting.shortened import shortened
from bot.dispatch import Occasion
from bot.reply import (
    Block,
    Choices,
    Divider,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Struck,
)
from bot.views.facts import lead
from bot.views.frame import corrections, headline
from bot.words import N_

if TYPE_CHECKING:
    from datetime import datetime

    from bot.dispatch import Dispatch
    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words

LONGEST = 1_000  # characters of a note that must find room in one message
WAYS = {"story": N_("Story"), "changes": N_("Changes")}


class Stands(Enum):
    """How a story stands of which something was taken back."""

    AS_TOLD = auto()  # as it was when it was retracted
    AS_BEFORE = auto()  # as it was before it was changed
    CHANGED = auto()


TAKEN_BACK = {
    Stands.AS_TOLD: N_("This is taken back: the story stands as it was told."),
    Stands.AS_BEFORE: N_(
        "What was changed is taken back: the story says again what it said before."
    ),
    Stands.CHANGED: N_("This is taken back: the story is published again, changed."),
}


def set_right(words: Words, revision: Revision, most: int) -> tuple[Note, ...]:
    """Say above a story what was corrected, of *most* corrections, or else that it was updated."""
    updated = revision.updated
    if revision.story.corrections:
        return tuple(corrections(words, revision.story, most))
    if updated is None:
        return ()
    date, time = words.date(updated), words.time(updated)
    if updated.date() > revision.appeared.date():
        said = words("Updated on {date}.", date=date)
    else:
        said = words("Updated on {date} at {time} UTC.", date=date, time=time)
    return (Note((Plain(said),)),)


def struck(
    words: Words, revision: Revision, mark: str, retraction: Dispatch | None, most: int
) -> tuple[Block, ...]:
    """Strike a story through where it stands among others.

    Args:
        words: the language of the place.
        revision: the story as readers saw it last.
        mark: what stands before its headline.
        retraction: when it was retracted, and why; None where nobody knows that.
        most: how many of its facts are shown.
    """
    story = revision.story
    facts = tuple(
        Item((Struck(fact.text),), str(place))
        for place, fact in enumerate(story.facts[:most], start=1)
    )
    return (
        Divider(),
        Heading((*((Plain(mark),) if mark else ()), Struck(story.headline)), level=2),
        Note((Plain(retracted(words, retraction)),)),
        *((Paragraph((Struck(story.summary),)),) if lead(story) else ()),
        *((Items(facts),) if facts else ()),
    )


def retracted(words: Words, retraction: Dispatch | None) -> str:
    """Say that a story was retracted, when and why."""
    if retraction is None:
        return words("This story was retracted.")
    date, reason = words.date(retraction.at), shortened(retraction.note, LONGEST)
    if not reason:
        return words("Retracted on {date}.", date=date)
    return words("Retracted on {date}: {reason}", date=date, reason=reason)


def instead(
    words: Words,
    revision: Revision,
    dispatch: Dispatch,
    posted: datetime,
    *,
    is_news: bool,
    stands: Stands,
) -> Reply:
    """Say what is set right, in place of a message that cannot be changed any more.

    Args:
        words: the language of the place.
        revision: the story as readers see it now, or saw it last.
        dispatch: what is set right.
        posted: when the message was due, by the clocks of the place.
        is_news: whether it told of breaking news, and was no briefing.
        stands: how the story stands, where something is taken back.
    """
    date, story = words.date(posted), revision.story
    opening = (
        words("The breaking news of {date} is set right:", date=date)
        if is_news
        else words("The briefing of {date} is set right:", date=date)
    )
    note = Note((Plain(_note(words, story, dispatch, stands)),))
    if dispatch.occasion is Occasion.RETRACTION:
        return Reply((Paragraph((Plain(opening),)), Heading((Struck(story.headline),)), note))
    here = (f"~{revision.id}",)
    ways = tuple(Choice(words(label), command, here) for command, label in WAYS.items())
    return Reply((Paragraph((Plain(opening),)), headline(story), note, Choices(ways)))


def _note(words: Words, story: Story, dispatch: Dispatch, stands: Stands) -> str:
    match dispatch.occasion:
        case Occasion.RETRACTION:
            return retracted(words, dispatch)
        case Occasion.RESTORATION if stands is not Stands.CHANGED or not dispatch.note:
            return words(TAKEN_BACK[stands])
        case Occasion.CORRECTION | Occasion.RESTORATION | Occasion.BREAKING:
            numbers = (each.number for each in story.corrections if each.text == dispatch.note)
            return words(
                "Correction {number} ({date}): {text}",
                number=max(numbers, default=1),
                date=words.date(dispatch.at),
                text=shortened(dispatch.note, LONGEST),
            )
        case _:
            assert_never(dispatch.occasion)
