"""What each command of those who manage a place does: take it apart, do it, choose the view."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from bot import subscribing
from bot.carried import carried
from bot.edition import Subscribed
from bot.errors import Misused, Problem
from bot.reply import Choice
from bot.until import read_until
from bot.views import subscribing as views
from bot.views.deliveries import status as status_view
from bot.wishing import changed, wished
from bot.words import phrase

if TYPE_CHECKING:
    from bot.edition import Subscription, Wish
    from bot.reply import Reply
    from bot.request import Ask

DIGITS = 11  # of the seconds since 1970 for some thousand years
SURE = "1"  # what the button of a confirmation carries
TOO_LONG = phrase(
    "These are too many topics for one button. Take fewer, and add the others later with "
    "/subscription topics."
)


async def subscribe(ask: Ask) -> Reply:
    """Let the place have the briefing; where others see it too, only once it is confirmed."""
    desk, where = ask.desk, ask.request.where
    wish = await wished(ask, _choice)
    await _can_write(ask, None if ask.text("sure") else carried(wish))
    sure = ask.request.alone or ask.text("sure") == SURE
    if not sure and not await subscribing.is_subscribed(desk, where):
        first = tuple(islice(wish.slot.coming(desk.now()), subscribing.SHOWN))
        yes = _choice(ask.words("Subscribe"), wish, SURE)
        return views.question(ask.words, wish, first, yes)
    done = await subscribing.subscribe(desk, where, wish, by=ask.request.who)
    coming = subscribing.coming(done.subscription, desk.now())
    return views.settled(ask.words, done.subscription, coming, done.missed)


async def subscription(ask: Ask) -> Reply:
    """Show what the place wishes, or change some of it."""
    desk, where = ask.desk, ask.request.where
    found = await subscribing.subscription(desk, where)
    if not ask.request.arguments:
        return views.shown(ask.words, found, subscribing.coming(found, desk.now()))
    wish = await changed(ask, found.wish)
    done = await subscribing.change(desk, where, wish, by=ask.request.who)
    coming = subscribing.coming(done.subscription, desk.now())
    return views.shown(ask.words, done.subscription, coming, done.missed)


async def pause(ask: Ask) -> Reply:
    """Send nothing for a while."""
    desk, where = ask.desk, ask.request.where
    found = await subscribing.subscription(desk, where)
    typed, until = ask.text("until"), None
    if typed:
        zone, language = found.wish.slot.zone, ask.words.language
        until = read_until(typed, now=desk.now(), zone=zone, language=language)
    return _stands(ask, await subscribing.pause(desk, where, by=ask.request.who, until=until))


async def resume(ask: Ask) -> Reply:
    """Let what is paused or suspended go on."""
    await _can_write(ask)
    return _stands(ask, await subscribing.resume(ask.desk, ask.request.where, by=ask.request.who))


async def unsubscribe(ask: Ask) -> Reply:
    """End it, or take that back."""
    desk, where, who = ask.desk, ask.request.where, ask.request.who
    if before := ask.text("undo"):
        state, _, until = before.partition(" ")
        paused = state == Subscribed.PAUSED
        moment = datetime.fromtimestamp(int(until), UTC) if _is_moment(until) else None
        return _stands(
            ask, await subscribing.take_back(desk, where, by=who, paused=paused, until=moment)
        )
    found = await subscribing.unsubscribe(desk, where, by=who)
    undo = Choice(ask.words("Undo"), "unsubscribe", (_as_it_was(found),))
    return views.ended(ask.words, undo)


async def status(ask: Ask) -> Reply:
    """Say what was sent, what comes next, and what stands in the way."""
    found = await subscribing.subscription(ask.desk, ask.request.where)
    return status_view(
        ask.words,
        found,
        await subscribing.past(ask.desk, found),
        subscribing.coming(found, ask.desk.now()),
        await _lacking(ask),
    )


def _stands(ask: Ask, found: Subscription) -> Reply:
    return views.stands(ask.words, found, subscribing.coming(found, ask.desk.now()))


def _choice(label: str, wish: Wish, sure: str = "") -> Choice:
    """Offer to subscribe with all of a wish.

    Raises:
        Misused: a button cannot carry all of it.
    """
    # With or without the last word: what can be asked must be possible to confirm.
    if not Choice(label, "subscribe", (*carried(wish), SURE)).fits:
        raise Misused(TOO_LONG)
    return Choice(label, "subscribe", (*carried(wish), *((sure,) if sure else ())))


async def _can_write(ask: Ask, again: tuple[str, ...] | None = None) -> None:
    """See to it that the bot can write in the place by itself.

    Args:
        ask: what was asked.
        again: what a button gives the command to try once more; None for no such button.

    Raises:
        Problem: it lacks something.
    """
    if lacking := await _lacking(ask):
        button = Choice(ask.words("Try again"), ask.request.command, again or ())
        raise Problem(
            phrase("The bot lacks {rights} here. Let it have that, and try again.", rights=lacking),
            [button] if again is not None and button.fits else [],
        )


async def _lacking(ask: Ask) -> str:
    return ask.words.listed([ask.words.say(each) for each in await ask.request.lacks()])


def _as_it_was(found: Subscription) -> str:
    """Write how a subscription stood: `active`, `paused`, `paused 1798070400`."""
    if found.state is not Subscribed.PAUSED:
        return Subscribed.ACTIVE
    until = "" if found.until is None else f" {int(found.until.timestamp())}"
    return f"{Subscribed.PAUSED}{until}"


def _is_moment(text: str) -> bool:
    return text.isdecimal() and len(text) <= DIGITS
