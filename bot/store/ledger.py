"""The ledger on SQL, whichever engine keeps it; the contract stands with the port."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.entries import Backlog, Planned
from bot.store import (
    claiming,
    composing,
    lane_statements,
    leasing,
    planning,
    planning_statements,
    recording,
    standing,
    subscribing,
    subscription_statements,
)
from bot.store import ledger_statements as statements
from bot.store.ledger_rows import past_of, subscription_of
from bot.store.rows import maybe_moment, micros_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.address import Account, Address
    from bot.edition import Delivery, Edition, Past, Subscribed, Subscription, Wish
    from bot.entries import Begun, Claimed, Result
    from bot.pace import Lane
    from bot.revision import Revision
    from bot.store.database import Database
    from bot.store.transactions import Transactions


class SqlLedger:
    """A `Ledger` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that the ledger stands beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def clock(self) -> datetime:
        """Tell the time that all copies of the program go by."""
        rows = await self._database.rows(subscription_statements.CLOCK)
        return moment_of(rows[0][0])

    # Subscriptions

    async def subscription(self, where: Address) -> Subscription | None:
        """Give the subscription of a place, whatever its state."""
        values = {"platform": where.platform, "chat": where.chat, "thread": where.thread}
        rows = await self._database.rows(subscription_statements.SUBSCRIPTION_OF, values)
        return subscription_of(rows[0]) if rows else None

    async def subscribe(
        self,
        where: Address,
        wish: Wish,
        *,
        by: Account,
        first: date,
        at: datetime,
    ) -> Subscription:
        """Let a place have what it wishes from the local date *first* on."""
        return await self._write(subscribing.subscribe, where, wish, by=by, first=first, at=at)

    async def change(
        self, where: Address, wish: Wish, *, by: Account, first: date, at: datetime
    ) -> Subscription | None:
        """Let a place wish something else, and stand as it stood."""
        return await self._write(subscribing.change, where, wish, by=by, first=first, at=at)

    async def stand(
        self,
        where: Address,
        state: Subscribed,
        *,
        at: datetime,
        by: Account | None = None,
        reason: str = "",
        until: datetime | None = None,
    ) -> Subscription | None:
        """Let a subscription be paused, active, suspended or ended."""
        return await self._write(
            standing.stand, where, state, at=at, by=by, reason=reason, until=until
        )

    async def suspended(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that have suspended subscriptions."""
        values = {"platform": platform}
        rows = await self._database.rows(subscription_statements.SUSPENDED, values)
        return frozenset(row[0] for row in rows)

    async def lose(
        self,
        platform: str,
        chat: str,
        *,
        reason: Callable[[Wish], str],
        at: datetime,
        only: Address | None = None,
    ) -> tuple[Subscription, ...]:
        """Let the active subscriptions of a chat be suspended."""
        return await self._write(standing.lose, platform, chat, reason=reason, at=at, only=only)

    async def revive(
        self,
        platform: str,
        chat: str,
        *,
        at: datetime,
        is_open: Callable[[Address], bool] | None = None,
    ) -> tuple[Subscription, ...]:
        """Let the suspended subscriptions of a chat be active."""
        return await self._write(standing.revive, platform, chat, at=at, is_open=is_open)

    async def retry(self, platform: str, chats: Iterable[str], *, at: datetime) -> None:
        """Let suspended places be tried at their next moment."""
        await self._write(standing.retry, platform, chats, at=at)

    async def move(self, old: Address, new: Address, *, at: datetime) -> None:
        """Let everything of *old* belong to *new*."""
        await self._write(subscribing.move, old, new, at=at)

    async def served(self, subscription: int) -> tuple[date, datetime] | None:
        """Give the last local date for which anything was planned, and when that was due."""
        values = {"subscription": subscription}
        rows = await self._database.rows(subscription_statements.SERVED, values)
        return (date.fromordinal(rows[0][0]), moment_of(rows[0][1])) if rows else None

    async def subscribed(self, platform: str) -> int:
        """Count the active subscriptions of a platform."""
        values = {"platform": platform}
        ((number,),) = await self._database.rows(subscription_statements.SUBSCRIBED, values)
        return int(number)

    async def past(self, subscription: int, *, limit: int) -> tuple[Past, ...]:
        """Give the last deliveries of a subscription, the newest first."""
        values = {"subscription": subscription, "limit": limit}
        return tuple(map(past_of, await self._database.rows(subscription_statements.PAST, values)))

    # The morning

    async def plan(self, now: datetime, *, window: timedelta, limit: int) -> Planned:
        """Serve slots that are due."""
        ((due,),) = await self._database.rows(planning_statements.NEXT_DUE)
        if due is None or due > micros_of(now):
            return Planned(0, 0, maybe_moment(due))
        return await self._write(planning.plan, now, window=window, limit=limit)

    async def claim(
        self,
        lane: str,
        pace: Lane,
        *,
        worker: str,
        now: datetime,
        lease: timedelta,
        limit: int,
        unplaced: int = 0,
    ) -> Claimed:
        """Take deliveries of a lane for *worker*."""
        return await self._write(
            claiming.claim,
            lane,
            pace,
            worker=worker,
            now=now,
            lease=lease,
            limit=limit,
            unplaced=unplaced,
        )

    async def begin(
        self, worker: str, begun: Sequence[Begun], *, now: datetime, lease: timedelta
    ) -> frozenset[int]:
        """Write down that these are being sent from now on; give those still held."""
        return await self._write(recording.begin, worker, begun, now=now, lease=lease)

    async def compose(
        self, delivery: Delivery, choose: Callable[[], Awaitable[tuple[Sequence[Revision], int]]]
    ) -> Edition:
        """Give the edition of a delivery: one that there is, else a new one."""
        while True:
            found = await composing.find(self._database, delivery)
            if found is not None:
                return found
            stories, more = await choose()
            await self._write(composing.add, delivery, stories, more)

    async def record(self, worker: str, results: Sequence[Result], *, now: datetime) -> int:
        """Write down what became of deliveries."""
        return await self._write(recording.record, worker, results, now=now)

    async def hold(self, lane: str, until: datetime, *, chat: str | None = None) -> None:
        """Send nothing before *until*: to one chat, or by the whole lane."""
        await self._write(claiming.hold, lane, until, chat=chat)

    async def answer(self, lane: str, pace: Lane, *, now: datetime) -> datetime:
        """Give an answer to a reader its place in the lane."""
        return await self._write(claiming.answer, lane, pace, now=now)

    async def unplanned(self, now: datetime) -> datetime | None:
        """Tell since when a briefing is due that is not planned."""
        values = {"now": micros_of(now)}
        rows = await self._database.rows(planning_statements.UNPLANNED, values)
        return maybe_moment(rows[0][0])

    async def backlog(self, lane: str, pace: Lane, *, now: datetime) -> Backlog:
        """Tell what is due and not sent."""
        values = {"lane_": lane, "now": micros_of(now)}
        ((due, oldest),) = await self._database.rows(statements.BACKLOG, values)
        return Backlog(due, maybe_moment(oldest), pace.lasts(due))

    # Leases

    async def lease(self, name: str, worker: str, *, now: datetime, until: datetime) -> bool:
        """Hold *name* until that moment: whether nobody else holds it."""
        return await self._write(leasing.lease, name, worker, now=now, until=until)

    async def release(self, name: str, worker: str) -> None:
        """Let go of *name*, if *worker* holds it."""
        await self._write(leasing.release, name, worker)

    async def holders(self, *, now: datetime) -> Mapping[str, str]:
        """Tell who holds what."""
        rows = await self._database.rows(lane_statements.HOLDERS, {"now": micros_of(now)})
        return dict(map(tuple, rows))
