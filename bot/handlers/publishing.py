"""What the command of those who publish does: at once, at a time, or not after all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing import in_hand
from bot.editing.appointed import (
    Appointed,
    carried_moment,
    carried_plan,
    is_moment,
    read_moment,
)
from bot.errors import Conflict, NotFound
from bot.handlers import breaking
from bot.handlers.asker import acting, zone_wished
from bot.handlers.writing import manuscript
from bot.revision import State
from bot.staff import Deed
from bot.subscriptions.clock_time import folded
from bot.views import publishing as views
from bot.views.breaking import SURE
from bot.views.drafts import calling_off, moment_said
from bot.words import phrase
from bot.workshop import PLANNED, TAKEN_BACK

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision
    from bot.workshop import Manuscript, Release

NEVER = {"never", "cancel", "no"}
NOW = {"", "now"}


async def publish(ask: Ask) -> Reply:
    """Let readers see a revision, now or at a time; or call that off."""
    ask, is_news = breaking.meant(ask)
    ask, found = _dated(ask), await manuscript(ask)
    when = ask.text("when")
    if folded(when) in NEVER:
        return await _called_off(ask, found)
    chosen, news = await _chosen(ask, found), breaking.carried(ask, is_news=is_news)
    then = None if folded(when) in NOW else _when(ask, await zone_wished(ask), chosen, news)
    way = (f"~{found.id}", str(chosen.number), carried_moment(then) if then else "")
    if chosen.number != found.newest.number and not (found.aside or _knows_newest(ask, found)):
        return views.saved_since(ask.words, found, chosen, (*way, str(found.newest.number), *news))
    _must_not_be_taken_back(ask, found, chosen, way, news)
    if not is_news or found.shown != chosen.number:
        _can_be_published(ask, found, chosen)
    if then is None and (planned := _overtaken(ask, found, chosen)):
        return views.early(ask.words, planned, chosen, (*way, found.mark, *news))
    if is_news and not breaking.is_confirmed(ask):
        return await breaking.question(ask, found, chosen, then)
    if then is not None:
        return await _scheduled(ask, found, chosen, then, is_news=is_news)
    return await _published(ask, found, chosen, is_news=is_news)


async def _published(ask: Ask, found: Manuscript, chosen: Revision, *, is_news: bool) -> Reply:
    act, newest = acting(ask, Deed.PUBLISHED), found.newest.number
    revision = await ask.desk.store.publish(
        found.slug, chosen.number, at=ask.desk.now(), newest=newest, act=act
    )
    ask.desk.shelf.forget()
    if is_news:
        return await breaking.announce(ask, found, revision)
    after = await ask.desk.store.workshop.manuscript(found.id) or found
    return views.published(ask.words, revision, _undo(ask, found, after), before=found, after=after)


async def _scheduled(
    ask: Ask, found: Manuscript, chosen: Revision, when: Appointed, *, is_news: bool
) -> Reply:
    release = await ask.desk.store.workshop.schedule(
        found.slug,
        chosen.number,
        at=when.at,
        zone=when.zone or "UTC",
        newest=found.newest.number,
        breaking=is_news,
        act=acting(ask, Deed.SCHEDULED, when.at.isoformat(timespec="minutes")),
    )
    return views.scheduled(ask.words, found, release)


async def _called_off(ask: Ask, found: Manuscript) -> Reply:
    if found.release is None:
        headline = found.newest.story.headline
        raise NotFound(phrase("Nothing is planned for “{slug}”.", slug=headline))
    if ask.text("sure") not in {"", carried_plan(found.release)}:
        raise Conflict(
            phrase(
                "Nothing was called off: “{headline}” is planned for {moment} by now.",
                headline=found.newest.story.headline,
                moment=moment_said(ask.words, found.release.at, found.release.zone),
            ),
            [calling_off(ask.words, found.id, found.release)],
        )
    act = acting(ask, Deed.UNSCHEDULED)
    release = await ask.desk.store.workshop.unschedule(found.slug, act=act)
    news = (SURE,) if release.breaking else ()
    then, newest = carried_plan(release), str(found.newest.number)
    again = (f"~{found.id}", str(release.number), then, newest, *news)
    undo = Choice(ask.words("Undo"), "publish", again)
    return views.called_off(ask.words, found, release, undo)


async def _chosen(ask: Ask, found: Manuscript) -> Revision:
    number = ask.number("revision", default=0)
    if number:
        return await in_hand.revision(ask.desk, found, number)
    # Who has seen an earlier one does not mean what somebody else has made of it since.
    seen = await in_hand.overtaken(ask.desk, found, ask.request.who)
    return (None if found.aside else seen) or await in_hand.working(ask.desk, found)


def _dated(ask: Ask) -> Ask:
    """Let a number in front of what is no moment without it belong there, and be no revision.

    The 24 of `24 November 18:00 Paris` is a day; that of `24 in 2 hours` is a revision.
    """
    number, when = ask.text("revision"), ask.text("when")
    now, language = ask.desk.now(), ask.words.language
    if folded(when) in NOW | NEVER or is_moment(when, now=now, language=language):
        return ask
    if not is_moment(f"{number} {when}", now=now, language=language):
        return ask
    arguments = {**ask.request.arguments, "revision": "", "when": f"{number} {when}".strip()}
    return replace(ask, request=replace(ask.request, arguments=arguments))


def _can_be_published(ask: Ask, found: Manuscript, chosen: Revision) -> None:
    """See to it that this revision is not shown already, and not set aside.

    Raises:
        Conflict: it is; a button says what can be done.
    """
    here, headline = f"~{found.id}", chosen.story.headline
    if found.newest.state is State.PUBLISHED and found.shown == chosen.number:
        raise Conflict(
            phrase(
                "Readers see revision {number} of “{headline}” already.",
                number=chosen.number,
                headline=headline,
            ),
            [Choice(ask.words("Story"), "story", (here,))],
        )
    if found.aside and chosen.number > (found.shown or 0):
        back = (here, str(found.newest.number), "undo")
        raise Conflict(
            phrase("“{headline}” was set aside.", headline=headline),
            [Choice(ask.words("Take it up again"), "discard", back)],
        )


def _knows_newest(ask: Ask, found: Manuscript) -> bool:
    """Whether they know which revision was saved last, and that readers see one again, if so."""
    known = ask.text("sure")
    if known.startswith(TAKEN_BACK) and found.newest.state is not State.RETRACTED:
        return False
    number, _, _ = known.removeprefix(TAKEN_BACK).partition(PLANNED)
    return number == str(found.newest.number)


def _overtaken(ask: Ask, found: Manuscript, chosen: Revision) -> Release | None:
    """Give the plan that would end, for readers would see it now, if they may not know of it."""
    if found.release is None or ask.text("sure") == found.mark:
        return None
    return found.release if found.release.number <= chosen.number else None


def _must_not_be_taken_back(
    ask: Ask, found: Manuscript, chosen: Revision, way: tuple[str, ...], news: tuple[str, ...]
) -> None:
    """See to it that who publishes a retracted story again knows that it is one.

    Raises:
        Conflict: it may have been taken back since they have looked at it.
    """
    known = f"{TAKEN_BACK}{found.newest.number}"
    if found.newest.state is State.RETRACTED and ask.text("sure") not in {known, found.mark}:
        raise Conflict(
            phrase("“{headline}” was retracted.", headline=chosen.story.headline),
            # It knows of no plan, of which nothing was said.
            [Choice(ask.words("Publish it again"), "publish", (*way, known, *news))],
        )


def _when(ask: Ask, zone: str | None, chosen: Revision, news: tuple[str, ...]) -> Appointed:
    def in_zone(place: str, when: str) -> Choice:
        known = ask.text("sure")
        return Choice(place, "publish", (f"~{chosen.id}", str(chosen.number), when, known, *news))

    return read_moment(
        ask.text("when"),
        now=ask.desk.now(),
        zone=zone,
        language=ask.words.language,
        choice=in_zone,
    )


def _undo(ask: Ask, before: Manuscript, after: Manuscript) -> Choice:
    """Offer to show again what was shown before, or to retract what never was."""
    here, newest = f"~{before.id}", str(after.newest.number)
    if before.newest.state is State.PUBLISHED and before.shown is not None:
        return Choice(ask.words("Undo"), "publish", (here, str(before.shown), "", newest))
    return Choice(ask.words("Retract"), "retract", (here,))
