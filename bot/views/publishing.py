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


def published(words: Words, revision: Revision, undo: Choice, *, first: bool) -> Reply:
    """Say that readers see a revision from now on, and whether they have seen the story before."""
    text = words(
        "Published: “{headline}”, revision {number}.",
        headline=revision.story.headline,
        number=revision.number,
    )
    after = (
        words("It goes into the briefings that follow.")
        if first
        else words("Readers see it from now on.")
    )
    text = f"{text} {after}"
    ways = (Choice(words("Story"), "story", (f"~{revision.id}",)), undo)
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


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
