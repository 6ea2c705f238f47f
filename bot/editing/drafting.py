"""What editors do with a story before readers see it; nobody writes over what another one wrote.

An editor changes the revision that they have seen. Where somebody else has saved a later one, the
change is held, the editor is told what is different, and may have the change made on the later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.corrections import carried
from bot.editing.in_hand import are_alike, changed_since, overtaken, revision, working
from bot.editing.merging import Merged, merged
from bot.errors import Conflict, Misused, NotFound
from bot.forecasts import with_outcomes
from bot.revision import State
from bot.words import phrase
from bot.workshop import Held

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.address import Account
    from bot.desk import Desk
    from bot.importers import Draft
    from bot.revision import Revision
    from bot.staff import Act
    from bot.story import Story
    from bot.workshop import Manuscript

NEW = 0  # the number that the first revision of a story follows
BACK = "r"  # in front of the number of an earlier revision that is wanted back
OUT_OF_DATE = phrase("This button is out of date. See /drafts.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A change that was saved.

    Args:
        manuscript: the story as it is now.
        before: the revision that was changed; None for a story that is new.
        was_aside: whether all of it was set aside before.
    """

    manuscript: Manuscript
    before: Revision | None
    was_aside: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that was not saved, for somebody else has saved another one.

    Args:
        manuscript: the story as it is now.
        theirs: what was changed meanwhile.
        seen: the revision that the change was made on; None where that is not known.
        held: the number under which the change is held.
        merged: what would become of both changes; None where it is not known what was changed.
    """

    manuscript: Manuscript
    theirs: Revision
    seen: Revision | None
    held: int
    merged: Merged | None


async def edit(
    desk: Desk, found: Manuscript, change: Callable[[Story], Story], *, act: Act
) -> Kept | Clash:
    """Let an editor make a *change* of a story.

    It is meant for the revision that they have seen, whose parts they have numbered.

    Raises:
        Misused: nothing is changed.
    """
    if seen := await overtaken(desk, found, act.who):
        return await _clash(desk, found, seen, change(seen.story), act)
    before = await working(desk, found)
    return await _keep(desk, found, before, change(before.story), act)


async def take_in(desk: Desk, draft: Draft, base: int | None, *, act: Act) -> Kept | Clash:
    """Keep a story that an editor sends in: a new one, or the next revision of one that is here.

    Args:
        desk: the newsroom.
        draft: what they send in.
        base: the number of the revision that it was made from, where the file says so.
        act: who does it.

    Raises:
        Misused: it says what is there already.
    """
    story = await desk.recognized(draft)
    found = await desk.store.workshop.manuscript(story.slug)
    if found is None:
        try:
            await desk.add(draft, by=str(act.who), follows=NEW, act=act)
        except Conflict:
            # Somebody else may have sent it in a moment ago.
            found = await desk.store.workshop.manuscript(story.slug)
            if found is None:
                raise
        else:
            return Kept(await _seen(desk, story.slug, act.who), None)
    return await send_in(desk, found, story, base, act=act)


async def send_in(
    desk: Desk, found: Manuscript, story: Story, base: int | None, *, act: Act
) -> Kept | Clash:
    """Keep the whole of a story as its next revision; see `take_in`."""
    story = story.model_copy(update={"slug": found.slug})
    if base is None and found.shown is not None:
        # A file that does not say how old it is may be older than what came of a prediction.
        told = await revision(desk, found, found.shown)
        story = with_outcomes(story, told.story)
    number = base or await desk.store.workshop.handed(act.who, found.id)
    seen = None if number is None else await desk.store.workshop.revision(found.id, number)
    if await _is_overtaken(desk, found, seen, story, act.who, is_told=base is not None):
        if are_alike(story, found.newest.story):
            return Kept(await _taken_up(desk, found, act), found.newest)
        return await _clash(desk, found, seen, story, act)
    return await _keep(desk, found, await working(desk, found), story, act)


async def _is_overtaken(
    desk: Desk,
    found: Manuscript,
    seen: Revision | None,
    story: Story,
    who: Account,
    *,
    is_told: bool,
) -> bool:
    """Whether the story was changed since it was handed out, also by who sends it in.

    Who *is_told* of by a file, and not by what they were shown last, may have forgotten. A file
    that is sent in once more with further changes takes nothing back.
    """
    if seen is None or not is_told:
        return await changed_since(desk, found, seen, who)
    if are_alike(seen.story, found.newest.story):
        return False
    both = merged(seen.story, story, found.newest.story)
    return both.story is None or not are_alike(both.story, story)


async def go_on(desk: Desk, found: Manuscript, held: str, onto: int, *, act: Act) -> Kept | Clash:
    """Make a change that was held on what somebody else has saved, or take an earlier one back.

    Args:
        desk: the newsroom.
        found: the story.
        held: the number that the change is held under, or `r` and that of an earlier revision.
        onto: the newest revision that the editor was told of.
        act: who does it.

    Raises:
        Misused: it is not held any more, or it is somebody else's.
    """
    number = int(held.removeprefix(BACK)) if held.removeprefix(BACK).isdecimal() else 0
    if held.startswith(BACK):
        return await _back(desk, found, number, onto, act)
    kept = await desk.store.workshop.held(number)
    if kept is None or (kept.by, kept.story) != (act.who, found.id):
        raise Misused(OUT_OF_DATE)
    theirs = await working(desk, found)
    seen = None if kept.base is None else await revision(desk, found, kept.base)
    both = None if seen is None else merged(seen.story, kept.written, theirs.story)
    story = kept.written if both is None else both.story
    if found.newest.number != onto or story is None:
        return await _clash(desk, found, seen, kept.written, act)
    return await _keep(desk, found, theirs, story, act)


async def _keep(
    desk: Desk, found: Manuscript, before: Revision, story: Story, act: Act
) -> Kept | Clash:
    """Save the next revision of a story, unless somebody was quicker."""
    if found.shown is not None:
        told = await revision(desk, found, found.shown)
        story = carried(story, told.story)
    if are_alike(story, before.story) and not found.aside:
        raise Misused(phrase("“{headline}” says that already.", headline=before.story.headline))
    try:
        await desk.store.save(
            _stamped(found, before.story, story, act),
            by=str(act.who),
            at=act.at,
            follows=found.newest.number,
            act=act,
        )
    except Conflict:
        newest = await desk.store.workshop.manuscript(found.id)
        return await _clash(desk, newest or found, before, story, act)
    was_aside = found.aside and found.shown is None
    return Kept(await _seen(desk, found.slug, act.who), before, was_aside)


async def _taken_up(desk: Desk, found: Manuscript, act: Act) -> Manuscript:
    """Save word for word what is there, which takes it up if it was set aside."""
    newest = found.newest
    await desk.store.save(newest.story, by=str(act.who), at=act.at, follows=newest.number, act=act)
    return await _seen(desk, found.slug, act.who)


async def _back(desk: Desk, found: Manuscript, number: int, onto: int, act: Act) -> Kept | Clash:
    """Let a story say again what an earlier revision of it said."""
    earlier = await revision(desk, found, number)
    if found.newest.number != onto:
        told = await revision(desk, found, onto)
        return await _clash(desk, found, told, earlier.story, act)
    return await _keep(desk, found, found.newest, earlier.story, act)


async def _clash(
    desk: Desk, found: Manuscript, seen: Revision | None, written: Story, act: Act
) -> Clash:
    base = None if seen is None else seen.number
    held = await desk.store.workshop.hold(
        Held(story=found.id, base=base, written=written, by=act.who, at=act.at), where=act.where
    )
    # From now on they know what is different; what they type next is meant for that.
    await desk.store.workshop.hand(act.who, found.id, found.newest.number)
    theirs = await working(desk, found)
    both = None if seen is None else merged(seen.story, written, theirs.story)
    return Clash(found, theirs, seen, held, both)


async def _seen(desk: Desk, slug: str, who: Account) -> Manuscript:
    """Give a story as it is now, and remember that an editor has seen it so."""
    found = await desk.store.workshop.manuscript(slug)
    if found is None:
        raise NotFound(phrase("There is no story “{slug}”.", slug=slug))
    await desk.store.workshop.hand(who, found.id, found.newest.number)
    return found


def _stamped(found: Manuscript, before: Story, story: Story, act: Act) -> Story:
    """Say when a story that readers know was changed, unless the editor says so themselves."""
    if found.newest.state is State.DRAFT or story.updated != before.updated:
        return story
    return story.model_copy(update={"updated": act.at})
