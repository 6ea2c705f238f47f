"""Publishing a story as breaking news: who hears of it at once, once that is confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.dispatch import Occasion
from bot.dispatches import last_told
from bot.editing.appointed import carried_moment
from bot.errors import Conflict
from bot.handlers.asker import acting
from bot.pushing.reach import audience, lasts
from bot.staff import Deed
from bot.subscriptions.clock_time import folded
from bot.views import breaking as views
from bot.views.breaking import SURE, WISHED
from bot.words import phrase

if TYPE_CHECKING:
    from bot.editing.appointed import Appointed
    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision
    from bot.workshop import Manuscript

WORD = "breaking"  # typed anywhere in when a story is published


def meant(ask: Ask) -> tuple[Ask, bool]:
    """Take the word that asks for breaking news out of what was typed; whether it stood there."""
    typed = ask.text("when").split()
    others = [word for word in typed if folded(word) not in {WORD, folded(ask.words("breaking"))}]
    if len(others) == len(typed):
        return ask, bool(ask.text("breaking"))
    arguments = {**ask.request.arguments, "when": " ".join(others)}
    return replace(ask, request=replace(ask.request, arguments=arguments)), True


def is_confirmed(ask: Ask) -> bool:
    """Whether somebody has confirmed it."""
    return ask.text("breaking") == SURE


def carried(ask: Ask, *, is_news: bool) -> tuple[str, ...]:
    """Write at the end of a button whether it is breaking news, and whether that is confirmed."""
    if not is_news:
        return ()
    return (SURE if is_confirmed(ask) else WISHED,)


async def question(ask: Ask, found: Manuscript, chosen: Revision, then: Appointed | None) -> Reply:
    """Say how many places will be told and how long that takes, and ask whether they shall be."""
    await _must_be_news(ask, found)
    places = await audience(ask.desk, chosen.story)
    when = carried_moment(then) if then else ""
    way = (f"~{found.id}", str(chosen.number), when, found.mark)
    told = Choice(ask.words("Tell them at once"), "publish", (*way, SURE))
    quiet = Choice(ask.words("Publish it only"), "publish", way)
    # Whom it reaches at a later time nobody knows yet.
    ways: tuple[Choice, ...] = (told,) if places or then else ()
    ways += () if found.shown == chosen.number else (quiet,)
    takes = await lasts(ask.desk, places)
    return views.question(ask.words, chosen, sum(places.values()), takes, ways)


async def announce(ask: Ask, found: Manuscript, revision: Revision) -> Reply:
    """Let a story that readers see go out at once.

    Raises:
        Conflict: it has done so already.
    """
    places = await audience(ask.desk, revision.story)
    act = acting(ask, Deed.PUBLISHED, WORD)
    sent = await ask.desk.store.dispatches.announce(
        revision.id, revision.number, at=ask.desk.now(), act=act
    )
    if sent is None:
        raise _told_already(found)
    takes = await lasts(ask.desk, places)
    return views.announced(ask.words, revision, sum(places.values()), takes)


async def _must_be_news(ask: Ask, found: Manuscript) -> None:
    if await last_told(ask.desk.store.dispatches, found.id, Occasion.BREAKING):
        raise _told_already(found)


def _told_already(found: Manuscript) -> Conflict:
    headline = found.newest.story.headline
    return Conflict(phrase("“{headline}” was breaking news already.", headline=headline))
