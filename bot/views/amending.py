"""What editors are told when something that was posted is set right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reading.changes import changes
from bot.reply import Choices, Item, Items, Note, Paragraph, Plain, Reply

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.words import Words
    from bot.workshop import Manuscript

SHORT = timedelta(seconds=2)  # what takes no longer is done by the time it is read


def corrected(
    words: Words, before: Revision, after: Revision, messages: int, takes: timedelta
) -> Reply:
    """Say what readers see from now on, and how many messages are changed.

    Args:
        words: the editor's language.
        before: what readers saw.
        after: what they see.
        messages: how many messages tell of the story.
        takes: how long it takes to change them.
    """
    text = words(
        "Corrected: “{headline}”, revision {number}.",
        headline=after.story.headline,
        number=after.number,
    )
    lines = tuple(Item((Plain(words.say(each)),)) for each in changes(before.story, after.story))
    here = (f"~{after.id}",)
    ways = Choices(
        (Choice(words("Story"), "story", here), Choice(words("Changes"), "changes", here))
    )
    note = Note((Plain(_reached(words, messages, takes)),))
    return Reply((Paragraph((Plain(text),)), Items(lines), note, ways), private=True)


def consequence(words: Words, found: Manuscript, messages: int, takes: timedelta) -> str:
    """Say what it means to retract a story."""
    headline = found.newest.story.headline
    if not messages:
        return words(
            "“{headline}” will be taken from readers' lists; nothing was posted of it.",
            headline=headline,
        )
    return words.many(
        "“{headline}” will be struck through in {number} message and taken from readers' lists; "
        "that takes {span}.",
        "“{headline}” will be struck through in {number} messages and taken from readers' lists; "
        "that takes {span}.",
        messages,
        headline=headline,
        span=words.span(max(takes, SHORT)),
    )


def sure(words: Words, consequence: str, way: Choice) -> Reply:
    """Ask whether a story shall be retracted."""
    text = words("{consequence} Shall it be retracted?", consequence=consequence)
    return Reply((Paragraph((Plain(text),)), Choices((way,))), private=True)


def retracted(
    words: Words, revision: Revision, messages: int, takes: timedelta, again: Choice
) -> Reply:
    """Say that a story is retracted, and how that is taken back."""
    text = words(
        "Retracted: “{headline}”. It is in no briefing that follows; its history stays.",
        headline=revision.story.headline,
    )
    note = Note((Plain(_reached(words, messages, takes)),))
    return Reply((Paragraph((Plain(text),)), note, Choices((again,))), private=True)


def _reached(words: Words, messages: int, takes: timedelta) -> str:
    if not messages:
        return words("Nothing was posted of it yet.")
    if takes <= SHORT:
        return words.many(
            "{number} message that was posted is changed now.",
            "{number} messages that were posted are changed now.",
            messages,
        )
    return words.many(
        "{number} message that was posted is changed; that takes {span}.",
        "{number} messages that were posted are changed; that takes {span}.",
        messages,
        span=words.span(takes),
    )
