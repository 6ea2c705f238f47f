"""What editors are told when something that was posted is set right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reading.changes import changes
from bot.reply import Block, Choices, Item, Items, Note, Paragraph, Plain, Reply
from bot.views.drafts import plan_ends, planned

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words
    from bot.workshop import Manuscript, Release

SHORT = timedelta(seconds=2)  # what takes no longer is done by the time it is read


def proposed(
    words: Words,
    before: Story,
    after: Story,
    messages: int,
    takes: timedelta,
    *,
    way: Choice,
    waits: Release | None,
) -> Reply:
    """Show what readers would see with a correction, and ask whether they shall.

    Args:
        words: the editor's language.
        before: what readers see.
        after: what they would see.
        messages: how many messages tell of the story.
        takes: how long it takes to change them.
        way: does it.
        waits: what is to be published of the story later, and is not in it.
    """
    text = words("Shall “{headline}” be corrected? Readers will see:", headline=after.headline)
    same = after.model_copy(update={"corrections": before.corrections, "updated": before.updated})
    alone = () if changes(before, same) else (words("Nothing else of the story changes."),)
    said = " ".join((*alone, _changing(words, messages, max(takes, SHORT))))
    blocks: list[Block] = [Paragraph((Plain(text),)), _changed(words, before, after)]
    if waits is not None:
        blocks.append(Note((Plain(_goes_on(words, waits)),)))
    return Reply((*blocks, Note((Plain(said),)), Choices((way,))), private=True)


def corrected(
    words: Words,
    before: Revision,
    after: Revision,
    messages: int,
    takes: timedelta,
    *,
    undo: Choice,
    waits: Release | None,
) -> Reply:
    """Say what readers see from now on, and how many messages are changed.

    Args:
        words: the editor's language.
        before: what readers saw.
        after: what they see.
        messages: how many messages tell of the story.
        takes: how long it takes to change them.
        undo: lets readers see again what they saw.
        waits: what is to be published of the story later.
    """
    text = words(
        "Corrected: “{headline}”, revision {number}.",
        headline=after.story.headline,
        number=after.number,
    )
    lines = _changed(words, before.story, after.story)
    here = (f"~{after.id}",)
    ways = Choices(
        (Choice(words("Story"), "story", here), Choice(words("Changes"), "changes", here), undo)
    )
    notes = [Note((Plain(_reached(words, messages, takes)),))]
    if waits is not None:
        notes.insert(0, Note((Plain(_goes_on(words, waits)),)))
    return Reply((Paragraph((Plain(text),)), lines, *notes, ways), private=True)


def consequence(words: Words, found: Manuscript, messages: int, takes: timedelta) -> str:
    """Say what it means to retract a story."""
    struck = _struck(words, found.newest.story.headline, messages, takes)
    return f"{struck} {plan_ends(words, found.release)}" if found.release else struck


def _struck(words: Words, headline: str, messages: int, takes: timedelta) -> str:
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


def _goes_on(words: Words, release: Release) -> str:
    """Say that what is planned is seen no sooner for a correction, and does not lack it."""
    goes_on = words("Readers see nothing of it before; the correction goes into it too.")
    return f"{planned(words, release)} {goes_on}"


def _changed(words: Words, before: Story, after: Story) -> Items:
    return Items(tuple(Item((Plain(words.say(each)),)) for each in changes(before, after)))


def _reached(words: Words, messages: int, takes: timedelta) -> str:
    if messages and takes <= SHORT:
        return words.many(
            "{number} message that was posted is changed now.",
            "{number} messages that were posted are changed now.",
            messages,
        )
    return _changing(words, messages, takes)


def _changing(words: Words, messages: int, takes: timedelta) -> str:
    if not messages:
        return words("Nothing was posted of it yet.")
    return words.many(
        "{number} message that was posted is changed; that takes {span}.",
        "{number} messages that were posted are changed; that takes {span}.",
        messages,
        span=words.span(takes),
    )
