"""What each command of those who manage a place does: take it apart, do it, choose the view."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.edition import Subscribed
from bot.errors import Misused, NotFound, Problem
from bot.subscriptions import subscribing
from bot.subscriptions.carried import TOO_LONG, carried
from bot.subscriptions.until import is_open, read_until
from bot.subscriptions.wishing import changed, wished
from bot.views import subscribing as views
from bot.views.deliveries import status as status_view
from bot.words import phrase

if TYPE_CHECKING:
    from datetime import date

    from bot.address import Address
    from bot.edition import Subscription, Wish
    from bot.reply import Reply
    from bot.request import Ask

DIGITS = 11  # of the seconds since 1970 for some thousand years
SURE, AS_POSTS = "1", "2"  # what the buttons of a confirmation carry
FORUM = "forum"


async def subscribe(ask: Ask) -> Reply:
    """Let the place have the briefing; where others see it too, only once it is confirmed."""
    desk, sure = ask.desk, ask.text("sure")
    where = await _meant(ask, sure)
    wish = await wished(ask, where, _choice)
    await _can_write(ask, where, None if sure else carried(wish))
    confirmed = sure in {SURE, AS_POSTS} or ask.request.alone
    if not (confirmed or await subscribing.is_subscribed(desk, where)):
        first = tuple(islice(wish.slot.coming(desk.now()), subscribing.SHOWN))
        return views.question(ask.words, wish, first, await _ways(ask, wish))
    done = await subscribing.subscribe(desk, where, wish, by=ask.request.who)
    coming = subscribing.coming(done.subscription, desk.now())
    return views.settled(ask.words, done.subscription, coming, done.missed)


async def subscription(ask: Ask) -> Reply:
    """Show what the place wishes, or change some of it."""
    desk, where = ask.desk, await _here(ask)
    found = await subscribing.subscription(desk, where)
    if not ask.request.arguments:
        return views.shown(ask.words, found, subscribing.coming(found, desk.now()))
    wish = await changed(ask, found.wish)
    done = await subscribing.change(desk, where, wish, by=ask.request.who)
    coming = subscribing.coming(done.subscription, desk.now())
    return views.shown(ask.words, done.subscription, coming, done.missed)


async def pause(ask: Ask) -> Reply:
    """Send nothing for a while."""
    desk, where = ask.desk, await _here(ask)
    found = await subscribing.subscription(desk, where)
    typed, until = ask.text("until"), None
    if typed and not is_open(typed):
        zone, language = found.wish.slot.zone, ask.words.language
        until = read_until(typed, now=desk.now(), zone=zone, language=language)
    return _stands(ask, await subscribing.pause(desk, where, by=ask.request.who, until=until))


async def resume(ask: Ask) -> Reply:
    """Let what is paused or suspended go on."""
    where = await _here(ask)
    await _can_write(ask, where)
    found = await subscribing.resume(ask.desk, where, by=ask.request.who)
    return _stands(ask, found, await subscribing.comes_now(ask.desk, found))


async def unsubscribe(ask: Ask) -> Reply:
    """End it, or take that back."""
    if before := ask.text("undo"):
        return await _take_back(ask, before.split(" "))
    where = await _here(ask)
    found = await subscribing.unsubscribe(ask.desk, where, by=ask.request.who)
    undo = Choice(ask.words("Undo"), "unsubscribe", (_as_it_was(ask, found),))
    return views.ended(ask.words, undo)


async def status(ask: Ask) -> Reply:
    """Say what was sent, what comes next, and what stands in the way."""
    where = await _known(ask)
    found = await subscribing.any_subscription(ask.desk, where)
    past, now = await subscribing.past(ask.desk, found), ask.desk.now()
    rests = found.state is Subscribed.SUSPENDED
    moments = subscribing.tried_again(found, now) if rests else subscribing.coming(found, now)
    ended = found.state is Subscribed.ENDED
    lacking = "" if ended else await _lacking(ask, where)
    return status_view(ask.words, found, past, moments, lacking)


async def _here(ask: Ask) -> Address:
    """Give the place that is meant: the one where it was asked, or the forum that is subscribed."""
    where = ask.request.where
    if await subscribing.is_subscribed(ask.desk, where):
        return where
    forum = await ask.request.forum()
    subscribed = forum is not None and await subscribing.is_subscribed(ask.desk, forum.where)
    return forum.where if forum is not None and subscribed else where


async def _known(ask: Ask) -> Address:
    """Give the place of which there is something to tell, also where it has ended."""
    where = await _here(ask)
    if await ask.desk.store.ledger.subscription(where) is None:
        forum = await ask.request.forum()
        return forum.where if forum is not None else where
    return where


async def _meant(ask: Ask, sure: str) -> Address:
    """Give the place that a confirmation says, or else that is meant where none was pressed."""
    if sure == AS_POSTS:
        return await _forum(ask)
    return ask.request.where if sure == SURE else await _here(ask)


async def _forum(ask: Ask) -> Address:
    """Give the forum in which it was asked.

    Raises:
        NotFound: it cannot be found any more.
    """
    forum = await ask.request.forum()
    if forum is None:
        raise NotFound(phrase("The forum cannot be found. Try again after a while."))
    return forum.where


async def _ways(ask: Ask, wish: Wish) -> tuple[Choice, ...]:
    """Offer to confirm; in the post of a forum that may mean this one, or a new one each time."""
    if await ask.request.forum() is None:
        return (_choice(ask.words("Subscribe"), wish, SURE),)
    return (
        _choice(ask.words("In this post"), wish, SURE),
        _choice(ask.words("Each as a new post"), wish, AS_POSTS),
    )


async def _take_back(ask: Ask, before: list[str]) -> Reply:
    """Let an ended subscription be as `_as_it_was` has written it down."""
    where = ask.request.where
    if FORUM in before:
        where = await _forum(ask)
    until = next(
        (datetime.fromtimestamp(int(each), UTC) for each in before if _is_moment(each)), None
    )
    paused = Subscribed.PAUSED in before and (until is None or until > ask.desk.now())
    if not paused:
        await _can_write(ask, where, (" ".join(before),))
    found = await subscribing.take_back(
        ask.desk, where, by=ask.request.who, paused=paused, until=until
    )
    return _stands(ask, found)


def _stands(ask: Ask, found: Subscription, today: date | None = None) -> Reply:
    return views.stands(ask.words, found, subscribing.coming(found, ask.desk.now()), today)


def _choice(label: str, wish: Wish, sure: str = "") -> Choice:
    """Offer to subscribe with all of a wish.

    Raises:
        Misused: a button cannot carry all of it.
    """
    # With or without the last word: what can be asked must be possible to confirm.
    if not Choice(label, "subscribe", (*carried(wish), SURE)).fits:
        raise Misused(TOO_LONG)
    return Choice(label, "subscribe", (*carried(wish), *((sure,) if sure else ())))


async def _can_write(ask: Ask, where: Address, again: tuple[str, ...] | None = None) -> None:
    """See to it that the bot can write in the place by itself.

    Args:
        ask: what was asked.
        where: the place.
        again: what a button gives the command to try once more; None for no such button.

    Raises:
        Problem: it lacks something.
    """
    if lacking := await _lacking(ask, where):
        button = Choice(ask.words("Try again"), ask.request.command, again or ())
        raise Problem(
            phrase("The bot lacks {rights} here. Let it have that, and try again.", rights=lacking),
            [button] if again is not None and button.fits else [],
        )


async def _lacking(ask: Ask, where: Address) -> str:
    """Say what the bot lacks to write in a place; nothing where it lacks nothing."""
    if where == ask.request.where:
        lacking = await ask.request.lacks()
    else:
        forum = await ask.request.forum()
        lacking = forum.lacks if forum is not None else ()
    return ask.words.listed([ask.words.say(each) for each in lacking])


def _as_it_was(ask: Ask, found: Subscription) -> str:
    """Write how a subscription stood: `active`, `paused forum`, `paused 1798070400`."""
    words: list[str] = [
        Subscribed.PAUSED if found.state is Subscribed.PAUSED else Subscribed.ACTIVE
    ]
    if found.until is not None:
        words.append(str(int(found.until.timestamp())))
    if found.where != ask.request.where:
        words.append(FORUM)
    return " ".join(words)


def _is_moment(text: str) -> bool:
    return text.isdecimal() and len(text) <= DIGITS
