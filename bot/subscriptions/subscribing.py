"""Who wants the briefing where and when: what those who manage a place can do, over the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.edition import Progress, Subscribed
from bot.errors import NotFound
from bot.schedule import Occurrence, changed
from bot.words import phrase

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.edition import Past, Subscription, Wish

SHOWN = 3  # moments that people are told
DAY = timedelta(days=1)
INSTANT = timedelta.resolution
HISTORY = 60  # deliveries; enough for the last days, however many parts they have
NONE_HERE = phrase("Nothing is subscribed here yet. For example: /subscribe 8:00 Paris")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a place wishes from now on.

    Args:
        subscription: its subscription.
        missed: days from today on that get no briefing because of the change.
    """

    subscription: Subscription
    missed: tuple[date, ...] = ()


async def subscription(desk: Desk, where: Address) -> Subscription:
    """Give the subscription of a place.

    Raises:
        NotFound: there is none, or it has ended.
    """
    found = await any_subscription(desk, where)
    if found.state is Subscribed.ENDED:
        raise _none_here()
    return found


async def any_subscription(desk: Desk, where: Address) -> Subscription:
    """Give the subscription of a place, also one that has ended.

    Raises:
        NotFound: there never was one.
    """
    return _as_of(await desk.store.ledger.subscription(where), desk.now())


def _as_of(found: Subscription | None, now: datetime) -> Subscription:
    if found is None:
        raise _none_here()
    return found.as_of(now)


def _none_here() -> NotFound:
    return NotFound(NONE_HERE, [Choice("/help subscribe", "help", ("subscribe",))])


async def is_subscribed(desk: Desk, where: Address) -> bool:
    """Whether a place has a subscription, also one that rests."""
    found = await desk.store.ledger.subscription(where)
    return found is not None and found.state is not Subscribed.ENDED


async def subscribe(desk: Desk, where: Address, wish: Wish, *, by: Account) -> Settled:
    """Let a place have what it wishes from now on; no day has two briefings because of it."""
    ledger, now = desk.store.ledger, desk.now()
    before = await ledger.subscription(where)
    first, missed = await _first(desk, before, wish, now)
    return Settled(await ledger.subscribe(where, wish, by=by, first=first, at=now), missed)


async def change(desk: Desk, where: Address, wish: Wish, *, by: Account) -> Settled:
    """Let a place have something else; what is paused or suspended stays so."""
    before, now = await subscription(desk, where), desk.now()
    first, missed = await _first(desk, before, wish, now)
    after = await desk.store.ledger.change(where, wish, by=by, first=first, at=now)
    return Settled(_as_of(after, now), missed)


async def pause(desk: Desk, where: Address, *, by: Account, until: datetime | None) -> Subscription:
    """Send nothing to a place, until a moment or until somebody resumes it."""
    await subscription(desk, where)
    return await _stand(desk, where, Subscribed.PAUSED, by=by, until=until)


async def resume(desk: Desk, where: Address, *, by: Account) -> Subscription:
    """Let what is paused or suspended go on."""
    before = await subscription(desk, where)
    if before.state is Subscribed.ACTIVE:
        return before
    return await _stand(desk, where, Subscribed.ACTIVE, by=by)


async def unsubscribe(desk: Desk, where: Address, *, by: Account) -> Subscription:
    """End the subscription of a place, and give it as it was."""
    before = await subscription(desk, where)
    await _stand(desk, where, Subscribed.ENDED, by=by)
    return before


async def take_back(
    desk: Desk, where: Address, *, by: Account, paused: bool, until: datetime | None
) -> Subscription:
    """Let an ended subscription be active or paused; what has begun anew meanwhile stays so."""
    found = await desk.store.ledger.subscription(where)
    if found is None:
        raise NotFound(NONE_HERE)
    if found.state is not Subscribed.ENDED:
        return found
    state = Subscribed.PAUSED if paused else Subscribed.ACTIVE
    return await _stand(desk, where, state, by=by, until=until if paused else None)


def coming(found: Subscription, now: datetime) -> tuple[Occurrence, ...]:
    """Give the next moments of a subscription; none where nobody knows when it goes on."""
    begin = now
    match found.state:
        case Subscribed.ACTIVE:
            pass
        case Subscribed.PAUSED if found.until is not None:
            begin = max(now, found.until - INSTANT)
        case _:
            return ()
    following = found.wish.slot.coming(begin, beyond=found.first - DAY)
    return tuple(islice(following, SHOWN))


def tried_again(found: Subscription, now: datetime) -> tuple[Occurrence, ...]:
    """Give the moment at which a suspended place is tried again."""
    if found.retry is None:
        return ()
    slot, begin = found.wish.slot, max(now, found.retry - INSTANT)
    return (slot.after(begin, beyond=found.first - DAY),)


async def past(desk: Desk, found: Subscription) -> tuple[Past, ...]:
    """Give what became of the last briefings, the newest first."""
    return await desk.store.ledger.past(found.id, limit=HISTORY)


async def comes_now(desk: Desk, found: Subscription) -> date | None:
    """Give the day of a briefing that is due and not sent; None where there is none."""
    last = await desk.store.ledger.past(found.id, limit=1)
    return next((each.day for each in last if each.progress is Progress.OPEN), None)


async def language_of(desk: Desk, where: Address) -> str | None:
    """Give the language in which a place is told its briefings; None for no briefings."""
    found = await desk.store.ledger.subscription(where)
    if found is None or found.state is Subscribed.ENDED:
        return None
    return found.wish.told_in(desk.language)


async def _first(
    desk: Desk, before: Subscription | None, wish: Wish, now: datetime
) -> tuple[date, tuple[date, ...]]:
    """Give the first day of a wish, and the days that have none because of a new time."""
    if before is None:
        return wish.slot.after(now).day, ()
    ended = before.state is Subscribed.ENDED
    # Where the time stays, the briefing that is due right now must not be lost.
    if wish.slot == before.wish.slot and not ended:
        return before.first, ()
    served = await desk.store.ledger.served(before.id)
    change = changed(wish.slot, now=now, served=Occurrence(*served) if served else None)
    return change.next.day, tuple(each for each in change.missed if _expected(before, each))


def _expected(before: Subscription, day: date) -> bool:
    """Whether a place could count on a briefing that day, before it was changed."""
    active = before.state is Subscribed.ACTIVE
    return active and day >= before.first and before.wish.slot.on(day) is not None


async def _stand(
    desk: Desk,
    where: Address,
    state: Subscribed,
    *,
    by: Account,
    until: datetime | None = None,
) -> Subscription:
    ledger = desk.store.ledger
    found = await ledger.stand(where, state, at=desk.now(), by=by, until=until)
    if found is None:
        raise NotFound(NONE_HERE)
    return found
