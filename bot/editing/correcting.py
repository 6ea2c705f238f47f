"""What was published is set right, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.choice import Choice
from bot.editing import in_hand
from bot.editing.appointed import carried_plan
from bot.editing.changing import sound
from bot.editing.merging import merged
from bot.errors import Conflict, Misused
from bot.revision import State
from bot.story import HIGHEST, Correction
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.desk import Desk
    from bot.revision import Revision
    from bot.staff import Act
    from bot.story import Story
    from bot.workshop import Manuscript


async def correct(desk: Desk, found: Manuscript, note: str, *, act: Act) -> Revision:
    """Let readers see a story with a further correction; what was posted is set right.

    What waits of the story is published with it, but for what is planned for later.

    Raises:
        Conflict, Misused, Unreadable: as `corrected`, or somebody was quicker.
    """
    story = await corrected(desk, found, note, act=act)
    if found.release is None:
        revision = await desk.store.save(
            story, by=str(act.who), at=act.at, follows=found.newest.number, shows=True, act=act
        )
    else:
        revision = await desk.store.workshop.correct(story, before=found, act=act)
    desk.shelf.forget()
    return revision


async def corrected(desk: Desk, found: Manuscript, note: str, *, act: Act) -> Story:
    """Give a story as readers would see it with a further correction, and with what waits of it.

    What is planned for later is not in it.

    Raises:
        Conflict: it is not published, says so already, somebody else has saved a revision that
            whoever corrects has not looked at, or what waits cannot be parted from what is planned.
        Misused: the note cannot be kept, or no number is left for it.
        Unreadable: the story has as many corrections as one can have.
    """
    must_be_published(found)
    newest = found.newest
    handed = await desk.store.workshop.handed(act.who, found.id)
    goes_out = found.waits and (found.release is None or found.release.number != newest.number)
    if goes_out and newest.by != str(act.who) and handed != newest.number:
        raise _not_looked_at(found)
    told = (await seen(desk, found)).story.corrections
    _must_be_new(found, told, note)
    once = [each for last in await desk.history(newest, limit=1) for each in last.story.corrections]
    return _corrected(await _goes_out(desk, found), told, once, note, act.at)


async def seen(desk: Desk, found: Manuscript) -> Revision:
    """Give what readers see of a story, or saw last.

    Raises:
        Conflict: they have never seen it.
    """
    must_be_published(found)
    return await in_hand.revision(desk, found, found.shown or found.newest.number)


async def retract(desk: Desk, found: Manuscript, *, act: Act) -> Revision:
    """Take a story back; it is struck through wherever it was posted.

    Raises:
        Conflict: it is not published.
    """
    must_be_published(found)
    revision = await desk.store.retract(found.slug, at=act.at, act=act)
    desk.shelf.forget()
    return revision


def must_be_published(found: Manuscript) -> None:
    """See to it that readers see a story.

    Raises:
        Conflict: they do not.
    """
    if found.newest.state is State.PUBLISHED:
        return
    headline = found.newest.story.headline
    raise Conflict(
        phrase("“{headline}” is retracted already.", headline=headline)
        if found.newest.state is State.RETRACTED
        else phrase("“{headline}” is not published.", headline=headline)
    )


async def _goes_out(desk: Desk, found: Manuscript) -> Story:
    """Give what waits of a story, without what is planned for later.

    Raises:
        Conflict: what was changed after it was planned touches the same.
    """
    waiting = await in_hand.working(desk, found)
    if found.release is None:
        return waiting.story
    told = await seen(desk, found)
    planned = await in_hand.revision(desk, found, found.release.number)
    story = merged(planned.story, waiting.story, told.story).story
    if story is None:
        never = (f"~{found.id}", "", "never", carried_plan(found.release))
        raise Conflict(
            phrase(
                "Revision {planned} of “{headline}” is planned for later, and revision {newest} "
                "changes the same. Call the plan off, or correct the story once it is published.",
                planned=planned.number,
                headline=told.story.headline,
                newest=waiting.number,
            ),
            [Choice("/publish never", "publish", never)],
        )
    return story


def _not_looked_at(found: Manuscript) -> Conflict:
    newest = found.newest
    said = phrase(
        "Revision {number}, saved by {who}, would be published with the correction. Look at it "
        "first: /preview {slug}",
        number=newest.number,
        who=newest.by,
        slug=found.slug,
    )
    return Conflict(said, [Choice("/preview", "preview", (f"~{found.id}",))])


def _must_be_new(found: Manuscript, told: Sequence[Correction], note: str) -> None:
    """See to it that a correction is not the last one over again.

    A platform tells a program that was killed once more what it had just done.

    Raises:
        Conflict: it is.
    """
    last = max(told, key=lambda each: each.number, default=None)
    if last is not None and last.text == note.strip():
        said = phrase(
            "“{headline}” says so already: correction {number}.",
            headline=found.newest.story.headline,
            number=last.number,
        )
        raise Conflict(said, [Choice("/changes", "changes", (f"~{found.id}",))])


def _corrected(
    story: Story,
    told: Iterable[Correction],
    once: Iterable[Correction],
    note: str,
    at: datetime,
) -> Story:
    """Add a correction to a story.

    What readers are *told* is kept, though a draft left it out. What they were told *once*, and
    what was taken back since, comes back with no draft; its number is not given again.
    """
    known = {each.number: each for each in told}
    taken_back = [each for each in once if each.number not in known]
    known |= {each.number: each for each in story.corrections if each not in taken_back}
    number = max((*known, *(each.number for each in taken_back)), default=0) + 1 if known else 1
    if number > HIGHEST:
        raise Misused(
            phrase(
                "No number is left for a further correction: the last one has {number}.",
                number=HIGHEST,
            )
        )
    correction = _correction(number, at, note)
    corrections = (*sorted(known.values(), key=lambda each: each.number), correction)
    changed = story.model_copy(update={"corrections": corrections, "updated": at})
    return sound(changed.model_dump(mode="json", exclude_defaults=True))


def _correction(number: int, at: datetime, note: str) -> Correction:
    try:
        return Correction(number=number, at=at, text=note)
    except ValidationError:
        raise Misused(
            phrase("This text cannot be kept: it holds signs that nobody sees.")
        ) from None
