"""What each command of those who write does: drafts, previews, changes, setting aside."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing import drafting, in_hand
from bot.editing.changing import ADD, NEEDED, edited, hold_to_entry, named_alone, written
from bot.editing.drafting import Clash
from bot.editing.handed_out import base_of
from bot.editing.parts import LISTS, PARTS, PROMPTS, part_called
from bot.errors import Conflict, Misused, NotFound
from bot.handlers.asker import acting, publishes, zone_here
from bot.importers import read
from bot.question import NOTHING, Field, Question
from bot.reading.finder import PAGE
from bot.reply import Reply
from bot.request import File
from bot.staff import Deed
from bot.views import drafts as views
from bot.views import editing as editing_views
from bot.views import parts as part_views
from bot.views import preview as preview_views
from bot.views.unfinished import with_unfinished
from bot.words import phrase

if TYPE_CHECKING:
    from bot.editing.drafting import Kept
    from bot.request import Ask
    from bot.revision import Revision
    from bot.workshop import Manuscript

ROOM = 2_000  # characters that every form has room for
ENTIRE = "all"  # in place of an entry, where the part has none
LONGEST = 20_000  # characters of a part, as many as the longest of them may have


async def drafts(ask: Ask) -> Reply:
    """List what waits to be published."""
    page = max(ask.number("page", default=1), 1)
    waiting = await ask.desk.store.workshop.drafts(limit=PAGE + 1, skip=(page - 1) * PAGE)
    if page > 1 and not waiting:
        raise NotFound(phrase("The list has no page {page}. See /drafts.", page=page))
    shown = waiting[:PAGE]
    request = ask.request
    ask.desk.remember([each.id for each in shown], who=request.who, where=request.where)
    zone = await zone_here(ask)
    more, now = len(waiting) > PAGE, ask.desk.now()
    listed = views.drafts(ask.words, shown, zone, now, page=page, more=more)
    sketch = await ask.desk.store.asking.sketch(request.who)
    return listed if sketch is None else with_unfinished(ask.words, listed, sketch)


async def preview(ask: Ask) -> Reply:
    """Show what readers will see."""
    found = await manuscript(ask)
    shown = await _chosen(ask, found)
    door, view = _look(ask)
    await ask.desk.store.workshop.hand(ask.request.who, found.id, shown.number)
    before = shown if found.shown is None else await in_hand.revision(ask.desk, found, found.shown)
    reply = preview_views.drawn(ask.words, shown, view, ask.desk.now().date(), before=before)
    if door not in {"", ask.request.where.platform}:
        look = ask.desk.looks[door]
        ways = preview_views.ways(ask.words, found, shown, publishes=await publishes(ask))
        return preview_views.elsewhere(ask.words, shown, reply, ways, door=door, look=look)
    return preview_views.preview(
        ask.words,
        found,
        shown,
        reply,
        view=view,
        zone=await zone_here(ask),
        publishes=await publishes(ask),
    )


async def editstory(ask: Ask) -> Reply:
    """Change a part of a story, or the whole of it; or show what can be changed."""
    found = await manuscript(ask)
    if held := ask.text("held"):
        onto = ask.number("onto", default=0)
        act = acting(ask, Deed.SAVED)
        return await outcome(ask, await drafting.go_on(ask.desk, found, held, onto, act=act))
    if ask.request.file is not None:
        return await _sent_in(ask, found, await ask.request.file())
    if not ask.text("part"):
        # Without a part it is the whole, pasted.
        pasted = File("", ask.text("text").encode("utf-8", "surrogatepass"))
        return await _sent_in(ask, found, pasted) if pasted.data else await _overview(ask, found)
    part, entry, text = part_called(ask.text("part")), ask.text("entry"), ask.text("text")
    if part in LISTS and not entry and (entry := named_alone(text, ask.words)):
        return await _part(ask, found, part, entry)
    if entry and not text and "text" in ask.request.arguments:
        text = NOTHING  # it was asked for, and left out
    if not text:
        return await _part(ask, found, part, entry)
    typed = text if entry in {"", ENTIRE} else f"{entry} {text}"
    change = partial(edited, part=part, typed=typed, words=ask.words, whole=bool(entry))
    act = acting(ask, Deed.SAVED)
    return await outcome(ask, await drafting.edit(ask.desk, found, change, act=act))


async def discard(ask: Ask) -> Reply:
    """Set aside what waits of a story, or take that back."""
    found = await manuscript(ask)
    seen = await in_hand.overtaken(ask.desk, found, ask.request.who) or found.newest
    number = ask.number("revision", default=seen.number)
    workshop = ask.desk.store.workshop
    if ask.text("undo"):
        back = await workshop.restore(found.slug, number, act=acting(ask, Deed.RESTORED))
        return views.restored(ask.words, back)
    here = f"~{found.id}"
    if found.release is not None:
        call_off = views.calling_off(ask.words, found.id, found.release)
        raise Conflict(
            phrase(
                "“{headline}” is to be published. That must be called off first.",
                headline=found.newest.story.headline,
            ),
            [call_off] if await publishes(ask) else [],
        )
    aside = await workshop.discard(found.slug, number, act=acting(ask, Deed.DISCARDED))
    undo = Choice(ask.words("Undo"), "discard", (here, str(number), "undo"))
    return views.discarded(ask.words, aside, undo)


async def manuscript(ask: Ask) -> Manuscript:
    """Find the story that an editor means."""
    request = ask.request
    return await ask.desk.find_any(
        ask.text("story"), who=request.who, where=request.where, command=request.command
    )


async def outcome(ask: Ask, done: Kept | Clash) -> Reply:
    """Say what was saved, or what somebody else has saved meanwhile."""
    if isinstance(done, Clash):
        return Reply(editing_views.meanwhile(ask.words, done), private=True, failed=True)
    return editing_views.changed(ask.words, done, publishes=await publishes(ask))


async def _chosen(ask: Ask, found: Manuscript) -> Revision:
    """Give the revision that is asked for; what editors go on from where none is."""
    number = ask.number("revision", default=0)
    if number:
        return await in_hand.revision(ask.desk, found, number)
    return await in_hand.working(ask.desk, found)


def _look(ask: Ask) -> tuple[str, str]:
    """Give the door and the view that are asked for, whichever stands first.

    Raises:
        Misused: one of them is neither a door nor a view.
    """
    door, view = "", "story"
    for typed in (ask.text("look").lower(), ask.text("view").lower()):
        if typed in ask.desk.looks:
            door = typed
        elif typed in preview_views.SEEN:
            view = typed
        elif typed:
            raise Misused(
                phrase(
                    "“{typed}” is none of these: {words}.",
                    typed=typed[:40],
                    words=", ".join((*ask.desk.looks, *preview_views.SEEN)),
                )
            )
    return door, view


async def _sent_in(ask: Ask, found: Manuscript, file: File) -> Reply:
    """Take the whole of a story out of a file."""
    # A large file takes a while to read, and others are waiting for answers.
    drafts = await asyncio.to_thread(read, file.data, file.name)
    if len(drafts) != 1:
        raise Misused(phrase("This file holds several stories. Send it in with /addstory."))
    base, act = base_of(file.data, file.name), acting(ask, Deed.SAVED)
    story = drafts[0].story
    return await outcome(ask, await drafting.send_in(ask.desk, found, story, base, act=act))


async def _overview(ask: Ask, found: Manuscript) -> Reply:
    shown = await in_hand.working(ask.desk, found)
    await ask.desk.store.workshop.hand(ask.request.who, found.id, found.newest.number)
    zone = await zone_here(ask)
    return part_views.overview(ask.words, found, shown, PARTS, zone=zone)


async def _part(ask: Ask, found: Manuscript, part: str, entry: str) -> Reply:
    """Show one part as it is, and ask for what it shall say where that can be but one thing."""
    shown = await in_hand.working(ask.desk, found)
    await ask.desk.store.workshop.hand(ask.request.who, found.id, found.newest.number)
    says = written(shown.story, part)
    if part in LISTS and not entry:
        return part_views.part(ask.words, shown, part, says)
    if part in LISTS and entry != ADD:
        hold_to_entry(shown.story, part, entry)
    value = says.get(entry.replace(ENTIRE, ""), "")
    field = Field(
        "text",
        ask.words(PROMPTS.get(part, PARTS[part])),
        value=value,
        # A form may be too small to show a long one: sent empty, that shall not be gone.
        optional=part not in NEEDED and entry != ADD and len(value) <= ROOM,
        long=True,
        length=LONGEST,
    )
    given = (f"~{found.id}", part, entry or ENTIRE)
    return Reply((), private=True, asks=Question("editstory", given, (field,)))
