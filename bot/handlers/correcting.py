"""What each command of those who set right what was published does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.handlers.asker import acting
from bot.handlers.publishing import AGAIN
from bot.handlers.reporting import must_be_open, settle
from bot.handlers.writing import manuscript
from bot.postbox import Fate
from bot.pushing import dispatching
from bot.question import Field, Question
from bot.reply import Reply
from bot.staff import Deed
from bot.views import amending as views

if TYPE_CHECKING:
    from bot.request import Ask
    from bot.workshop import Manuscript

REASON = 1_000  # characters; it stands in every message that told of the story


async def correct(ask: Ask) -> Reply:
    """Publish a correction, and let what was posted be set right."""
    found = await manuscript(ask)
    note, report = ask.text("note"), ask.number("report", default=0)
    if report:
        await must_be_open(ask, report)
    before = await ask.desk.history(found.newest, limit=1)
    act = acting(ask, Deed.CORRECTED, note)
    revision = await dispatching.correct(ask.desk, found, note, act=act)
    if report:
        await settle(ask, report, Fate.CORRECTED, note)
    posted = await ask.desk.store.dispatches.posted(revision.id)
    takes = await dispatching.lasts(ask.desk, posted)
    return views.corrected(ask.words, before[-1], revision, sum(posted.values()), takes)


async def retract(ask: Ask) -> Reply:
    """Strike a story through where it was posted, once that is confirmed."""
    found = await manuscript(ask)
    dispatching.must_be_published(found)
    posted = await ask.desk.store.dispatches.posted(found.id)
    messages, takes = sum(posted.values()), await dispatching.lasts(ask.desk, posted)
    reason = ask.text("reason")
    if not reason or ask.number("sure", default=0) != found.newest.number:
        return _confirmed(ask, found, reason, views.consequence(ask.words, found, messages, takes))
    act = acting(ask, Deed.RETRACTED, reason)
    revision = await dispatching.retract(ask.desk, found, act=act)
    number = str(revision.number)
    way = (f"~{found.id}", number, "", f"{AGAIN}{number}")
    again = Choice(ask.words("Undo"), "publish", way)
    return views.retracted(ask.words, revision, messages, takes, again)


def _confirmed(ask: Ask, found: Manuscript, reason: str, consequence: str) -> Reply:
    """Ask once more: by a button where it can carry the reason, else by asking for that."""
    here, sure = f"~{found.id}", str(found.newest.number)
    way = Choice(ask.words("Retract"), "retract", (here, reason, sure))
    if reason and way.fits:
        return views.sure(ask.words, consequence, way)
    prompt = ask.words("{consequence} Why is it retracted?", consequence=consequence)
    field = Field("reason", prompt, value=reason, long=True, length=REASON)
    return Reply((), private=True, asks=Question("retract", (here, "", sure), (field,)))
