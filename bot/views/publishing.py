"""What editors are told when a story is published, at once or at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reading.changes import changes
from bot.reply import Block, Choices, Item, Items, Note, Paragraph, Plain, Reply
from bot.views.drafts import calling_off, later, moment_said, plan_ends, planned

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.words import Words
    from bot.workshop import Manuscript, Release


def published(
    words: Words, revision: Revision, undo: Choice, *, before: Manuscript, after: Manuscript
) -> Reply:
    """Say that readers see a revision from now on, and what is planned to follow it.

    Args:
        words: the editor's language.
        revision: what readers see.
        undo: takes that back.
        before: how the story stood until then.
        after: how it stands.
    """
    text = words(
        "Published: “{headline}”, revision {number}.",
        headline=revision.story.headline,
        number=revision.number,
    )
    seen = (
        words("It goes into the briefings that follow.")
        if before.shown is None
        else words("Readers see it from now on.")
    )
    note = () if after.release is None else (_goes_on(words, before, after.release),)
    ways = (Choice(words("Story"), "story", (f"~{revision.id}",)), undo)
    return Reply((Paragraph((Plain(f"{text} {seen}"),)), *note, Choices(ways)), private=True)


def _goes_on(words: Words, before: Manuscript, release: Release) -> Note:
    """Say what is still to be published later, and whether it says other corrections by now."""
    text = planned(words, release)
    if before.release is not None and before.release.number != release.number:
        text = f"{text} {words('The corrections in it change too.')}"
    return Note((Plain(text),))


def scheduled(words: Words, found: Manuscript, release: Release) -> Reply:
    """Say when a revision will be published."""
    title = words("“{headline}”", headline=found.newest.story.headline)
    blocks: list[Block] = [Paragraph((Plain(f"{title}: {planned(words, release)}"),))]
    if found.release is not None:
        blocks.append(Note((Plain(plan_ends(words, found.release)),)))
    if release.number != found.newest.number:
        blocks.append(later(words, found))
    ways = (
        calling_off(words, found.id, release),
        Choice(words("Preview"), "preview", (f"~{found.id}", "", "", str(release.number))),
    )
    return Reply((*blocks, Choices(ways)), private=True)


def called_off(words: Words, found: Manuscript, release: Release, again: Choice) -> Reply:
    """Say that nothing is published at a time any more."""
    text = words(
        "“{headline}” is not published on {moment} any more.",
        headline=found.newest.story.headline,
        moment=moment_said(words, release.at, release.zone),
    )
    return Reply((Paragraph((Plain(text),)), Choices((again,))), private=True)


def early(words: Words, release: Release, revision: Revision, way: tuple[str, ...]) -> Reply:
    """Ask whether readers shall see at once what is planned for later.

    Args:
        words: the editor's language.
        release: what is planned.
        revision: what shall be published.
        way: what a button gives the command to do it.
    """
    asked = words(
        "Shall revision {number} of “{headline}” be published now instead?",
        number=revision.number,
        headline=revision.story.headline,
    )
    text = f"{planned(words, release)} {asked}"
    ways = (
        Choice(words("Publish it now"), "publish", way),
        Choice(words("Preview"), "preview", (f"~{revision.id}", "", "", str(revision.number))),
    )
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


def saved_since(
    words: Words, found: Manuscript, revision: Revision, anyway: tuple[str, ...]
) -> Reply:
    """Say that there is a later revision than the one that shall be published.

    Args:
        words: the editor's language.
        found: the story.
        revision: what shall be published.
        anyway: what a button gives the command to publish it all the same.
    """
    newest = found.newest
    text = words(
        "Nothing was published: revision {number} of “{headline}” is not the newest any more. "
        "{who} has saved revision {newest} since.",
        number=revision.number,
        headline=revision.story.headline,
        who=newest.by,
        newest=newest.number,
    )
    lines = tuple(Item((Plain(words.say(each)),)) for each in changes(revision.story, newest.story))
    here = f"~{found.id}"
    again = Choice(
        words("Publish revision {number} all the same", number=revision.number), "publish", anyway
    )
    ways = (Choice(words("Preview the newest"), "preview", (here,)), again)
    listed = (Items(lines),) if lines else ()
    return Reply((Paragraph((Plain(text),)), *listed, Choices(ways)), private=True, failed=True)
