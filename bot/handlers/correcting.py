"""What each command of those who set right what was published does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing import correcting
from bot.editing.drafting import OUT_OF_DATE
from bot.errors import Misused
from bot.handlers.asker import acting
from bot.handlers.reporting import must_be_open, settle
from bot.handlers.writing import manuscript
from bot.postbox import Fate
from bot.pushing.reach import lasts
from bot.question import Field, Question
from bot.reply import Reply
from bot.staff import Deed
from bot.views import amending as views
from bot.workshop import TAKEN_BACK, Held

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.request import Ask
    from bot.revision import Revision
    from bot.staff import Act
    from bot.workshop import Manuscript

REASON = 1_000  # characters; it stands in every message that told of the story


async def correct(ask: Ask) -> Reply:
    """Publish a correction, and let what was posted be set right."""
    found = await manuscript(ask)
    sure, report = ask.text("sure"), ask.number("report", default=0)
    if report:
        await must_be_open(ask, report)
    before = await correcting.seen(ask.desk, found)
    note = await _held(ask, found) if sure else ask.text("note")
    act = acting(ask, Deed.CORRECTED, note)
    if sure != found.mark:
        return await _proposed(ask, found, before, act)
    revision = await correcting.correct(ask.desk, found, note, act=act)
    if report:
        await settle(ask, report, Fate.CORRECTED, note)
    messages, takes = await _posted(ask, found)
    after = await manuscript(ask)
    back = (f"~{found.id}", str(before.number), "", str(after.newest.number))
    undo = Choice(ask.words("Undo"), "publish", back)
    return views.corrected(
        ask.words, before, revision, messages, takes, undo=undo, waits=after.release
    )


async def _proposed(ask: Ask, found: Manuscript, before: Revision, act: Act) -> Reply:
    """Show what readers would see with a correction, and hold it until that is confirmed."""
    story = await correcting.corrected(ask.desk, found, act.detail, act=act)
    held = Held(story=found.id, base=found.newest.number, written=story, by=act.who, at=act.at)
    number = str(await ask.desk.store.workshop.hold(held, where=act.where))
    way = (f"~{found.id}", number, ask.text("report"), found.mark)
    sure = Choice(ask.words("Correct the story"), "correct", way)
    messages, takes = await _posted(ask, found)
    return views.proposed(
        ask.words, before.story, story, messages, takes, way=sure, waits=found.release
    )


async def _held(ask: Ask, found: Manuscript) -> str:
    """Give the note that a button stands for.

    Raises:
        Misused: it is not held any more, or it is somebody else's.
    """
    held = await ask.desk.store.workshop.held(ask.number("note", default=0))
    if held is None or (held.by, held.story) != (ask.request.who, found.id):
        raise Misused(OUT_OF_DATE)
    return held.written.corrections[-1].text


async def _posted(ask: Ask, found: Manuscript) -> tuple[int, timedelta]:
    """Count the messages that tell of a story, and say how long it takes to change them."""
    posted = await ask.desk.store.dispatches.posted(found.id)
    return sum(posted.values()), await lasts(ask.desk, posted)


async def retract(ask: Ask) -> Reply:
    """Strike a story through where it was posted, once that is confirmed."""
    found = await manuscript(ask)
    correcting.must_be_published(found)
    messages, takes = await _posted(ask, found)
    reason = ask.text("reason")
    if not reason or ask.text("sure") != found.mark:
        return _confirmed(ask, found, reason, views.consequence(ask.words, found, messages, takes))
    act = acting(ask, Deed.RETRACTED, reason)
    revision = await correcting.retract(ask.desk, found, act=act)
    known = f"{TAKEN_BACK}{found.newest.number}"
    way = (f"~{found.id}", str(revision.number), "", known)
    again = Choice(ask.words("Undo"), "publish", way)
    return views.retracted(ask.words, revision, messages, takes, again)


def _confirmed(ask: Ask, found: Manuscript, reason: str, consequence: str) -> Reply:
    """Ask once more: by a button where it can carry the reason, else by asking for that."""
    here, sure = f"~{found.id}", found.mark
    way = Choice(ask.words("Retract"), "retract", (here, reason, sure))
    if reason and way.fits:
        return views.sure(ask.words, consequence, way)
    prompt = ask.words("Why is it retracted? {consequence}", consequence=consequence)
    field = Field("reason", prompt, value=reason, long=True, length=REASON)
    return Reply((), private=True, asks=Question("retract", (here, "", sure), (field,)))
