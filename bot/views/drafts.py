"""The stories that wait to be published, and how each of them stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing.appointed import carried_plan
from bot.reply import (
    Block,
    Choices,
    Emphasis,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
    Text,
)
from bot.revision import State
from bot.schedule import zone_called
from bot.views.lists import BETWEEN, story_choice
from bot.views.whole import contents
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.revision import Revision
    from bot.words import Words
    from bot.workshop import Manuscript, Release


LATE = timedelta(minutes=1)  # whoever publishes at a time looks every few seconds


def drafts(
    words: Words,
    waiting: Sequence[Manuscript],
    zone: str,
    now: datetime,
    *,
    page: int = 1,
    more: bool = False,
) -> Reply:
    """List what waits, the last saved first, each with who saved it and how it stands.

    Args:
        words: the editor's language.
        waiting: the stories of this page.
        zone: the IANA name of the place whose clocks are meant.
        now: the moment.
        page: which page of the list this is, from 1.
        more: whether there is a further page.
    """
    title = Heading((Plain(words("Drafts")),))
    if not waiting:
        text = words("No draft is waiting. Take a story in with /addstory.")
        return Reply((title, Note((Plain(text),))), private=True)
    lines = tuple(
        Item(_line(words, each, zone, now), str(number))
        for number, each in enumerate(waiting, start=1)
    )
    ways = [
        story_choice(each.newest, number, "preview") for number, each in enumerate(waiting, start=1)
    ]
    if page > 1:
        ways.append(Choice(words("Newer"), "drafts", (str(page - 1),)))
    if more:
        ways.append(Choice(words("Older"), "drafts", (str(page + 1),)))
    return Reply((title, Items(lines), Choices(tuple(ways))), private=True)


def standing(words: Words, found: Manuscript) -> str:
    """Say what readers see of a story, and what they will."""
    said = [_seen(words, found)]
    if found.aside:
        said.append(words("Revision {number} was set aside.", number=found.newest.number))
    if found.release is not None:
        said.append(planned(words, found.release))
    return " ".join(said)


def planned(words: Words, release: Release) -> str:
    """Say when a revision is to be published, and whether all who allow it are told of it then."""
    breaking = N_("Revision {number} is to be published as breaking news on {moment}.")
    quiet = N_("Revision {number} is to be published on {moment}.")
    return _of_plan(words, release, breaking if release.breaking else quiet)


def calling_off(words: Words, story: int, release: Release) -> Choice:
    """Offer not to publish what is planned, which calls off nothing that is planned later."""
    never = (f"~{story}", "", "never", carried_plan(release))
    return Choice(words("Do not publish it then"), "publish", never)


def plan_ends(words: Words, release: Release) -> str:
    """Say that something takes away what was planned."""
    breaking = N_(
        "With that ends the plan to publish revision {number} as breaking news on {moment}."
    )
    quiet = N_("With that ends the plan to publish revision {number} on {moment}.")
    return _of_plan(words, release, breaking if release.breaking else quiet)


def _of_plan(words: Words, release: Release, sentence: str) -> str:
    moment = moment_said(words, release.at, release.zone)
    return words(sentence, number=release.number, moment=moment)


def moment_said(words: Words, moment: datetime, zone: str) -> str:
    """Write a moment as the clocks of a place show it, and whose they are."""
    return f"{words.moment(moment.astimezone(zone_called(zone)))} ({zone})"


def saved(words: Words, revision: Revision, zone: str) -> str:
    """Say who saved a revision, and when."""
    return words(
        "Revision {number}, saved by {who} on {moment}.",
        number=revision.number,
        who=revision.by,
        moment=moment_said(words, revision.at, zone),
    )


def later(words: Words, found: Manuscript) -> Note:
    """Say that what is shown, or planned, is not what was saved last."""
    text = words(
        "There is a later revision: {number}, saved by {who}.",
        number=found.newest.number,
        who=found.newest.by,
    )
    return Note((Plain(text),))


def discarded(words: Words, found: Manuscript, undo: Choice) -> Reply:
    """Say that a draft was set aside, and how to take that back."""
    text = words("“{headline}” was set aside.", headline=found.newest.story.headline)
    blocks: tuple[Block, ...] = (Paragraph((Plain(text),)),)
    if found.newest.state is State.PUBLISHED:
        blocks += (Note((Plain(_seen(words, found)),)),)
    return Reply((*blocks, Choices((undo,))), private=True)


def restored(words: Words, found: Manuscript) -> Reply:
    """Say that a draft waits again."""
    text = words("“{headline}” waits again.", headline=found.newest.story.headline)
    ways = (Choice(words("Preview"), "preview", (f"~{found.id}",)),)
    note = Note((Plain(standing(words, found)),))
    return Reply((Paragraph((Plain(text),)), note, Choices(ways)), private=True)


def _line(words: Words, each: Manuscript, zone: str, now: datetime) -> Text:
    story = each.newest.story
    is_late = each.release is not None and now - each.release.at > LATE
    inside = contents(words, story)
    return (
        Strong(story.headline),
        *((BETWEEN, Plain(inside)) if inside else ()),
        Plain("\n"),
        Emphasis(f"{saved(words, each.newest, zone)} {standing(words, each)}"),
        *((Plain(" "), Strong(words("That time is over."))) if is_late else ()),
    )


def _seen(words: Words, found: Manuscript) -> str:
    if found.newest.state is State.RETRACTED:
        return words("It was retracted.")
    if found.newest.state is State.DRAFT:
        return words("Readers have not seen it yet.")
    if found.is_seen:
        return words("Readers see it.")
    return words("Readers still see revision {shown}.", shown=found.shown)
