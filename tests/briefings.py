"""A small morning for tests of the ledger: eight o'clock on a Thursday, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bot.address import Account, Address
from bot.edition import Progress, Subscribed, Wish
from bot.entries import Begun, Result
from bot.pace import Lane
from bot.schedule import Slot, Weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.edition import Delivery, Past, Subscription
    from bot.ledger import Ledger

LANE = "chat"
FREE = Lane(rate=1e6, share=1e6)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
DAY = timedelta(days=1)
WINDOW = 6 * HOUR
LEASE = MINUTE
TODAY = date(2026, 11, 26)
EIGHT = datetime(2026, 11, 26, 8, tzinfo=UTC)
EVE = EIGHT - HOUR
EDITOR = Account(LANE, "editor")


def slot(hour: int = 8, minute: int = 0, weekdays: Weekdays = Weekdays.DAILY) -> Slot:
    """A time of day in UTC."""
    return Slot(time(hour, minute), "UTC", weekdays)


def place(chat: str = "one", thread: str = "") -> Address:
    """A place of the platform whose lane is `LANE`."""
    return Address(LANE, chat, thread)


async def subscribe(
    ledger: Ledger,
    where: Address | None = None,
    *,
    at: datetime = EVE,
    first: date = TODAY,
    **wish: Any,  # noqa: ANN401 - any field of a wish
) -> Subscription:
    """Subscribe a place to eight o'clock, or to another *wish*."""
    wanted = Wish(**{"slot": slot(), **wish})
    return await ledger.subscribe(where or place(), wanted, by=EDITOR, first=first, at=at)


async def plan(ledger: Ledger, now: datetime = EIGHT) -> int:
    """Plan until nothing is due any more; give how many deliveries that were."""
    deliveries = 0
    while True:
        planned = await ledger.plan(now, window=WINDOW, limit=100)
        deliveries += planned.deliveries
        if planned.next is None or planned.next > now:
            return deliveries


async def claim(
    ledger: Ledger, now: datetime = EIGHT, *, worker: str = "one", limit: int = 100
) -> list[Delivery]:
    """Claim by a lane that is never full."""
    claimed = await ledger.claim(LANE, FREE, worker=worker, now=now, lease=LEASE, limit=limit)
    return [delivery for delivery, _ in claimed.deliveries]


async def begin(
    ledger: Ledger,
    deliveries: Iterable[Delivery],
    now: datetime = EIGHT,
    *,
    worker: str = "one",
    edition: int = 1,
    parts: int = 1,
) -> frozenset[int]:
    """Begin the same of each."""
    begun = [Begun(each, edition, parts) for each in deliveries]
    return await ledger.begin(worker, begun, now=now, lease=LEASE)


async def record(
    ledger: Ledger,
    deliveries: Iterable[Delivery],
    progress: Progress = Progress.SENT,
    *,
    now: datetime = EIGHT,
    worker: str = "one",
    **more: Any,  # noqa: ANN401 - any field of a result
) -> int:
    """Record the same of each."""
    return await ledger.record(
        worker, [result(each, progress, **more) for each in deliveries], now=now
    )


def result(delivery: Delivery, progress: Progress, **more: Any) -> Result:  # noqa: ANN401 - the same
    """What became of a delivery."""
    return Result(delivery=delivery, progress=progress, **more)


async def past(ledger: Ledger, where: Address | None = None) -> tuple[Past, ...]:
    """Give what was planned for a place, the newest first."""
    subscription = await ledger.subscription(where or place())
    assert subscription
    return await ledger.past(subscription.id, limit=1000)


async def progress(ledger: Ledger, where: Address | None = None) -> list[Progress]:
    """Give how far each delivery of a place has come, the newest first."""
    return [each.progress for each in await past(ledger, where)]


async def suspend(
    ledger: Ledger,
    where: Address | None = None,
    *,
    at: datetime = EIGHT,
    reason: str = "kicked",
) -> None:
    """Lose a place."""
    await ledger.stand(where or place(), Subscribed.SUSPENDED, at=at, reason=reason)
