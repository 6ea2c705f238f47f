"""PORT: what the newsroom asks of its delivery ledger: nobody is missed, nobody is told twice.

The contract is prose here and is tried on every engine by `tests/contract/`, with eight workers at
once. It carries five guarantees:

1. *Fan-out.* One delivery for each place of a due slot and the slot's next moment are written in
   one transaction; with very many places in several, each of which says how far the slot has come.
   Doing it twice is harmless.
2. *Claim.* A delivery may be claimed when it is open, due, the next of its chat, and free: nobody
   holds it, or the lease of who held it ran out. Recovery from a crash is nothing but
   the lease running out: what was claimed stays due. Two workers never hold the same one.
3. *Rate.* The same transaction gives the claimed ones their places in the lane that all copies of
   the program share.
4. *Order.* A chat's deliveries are claimed one after the other, the oldest first. What it has
   begun to hear it hears to its end, before others begin. What sets right what was posted comes
   after all news of the chat, and holds up none of them but while it is held itself.
5. *Record.* What became of a delivery is written by whoever holds it, and by nobody else.

Moments are given by the caller, by the clock that `clock` tells, and come back in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime, timedelta

    from bot.address import Account, Address
    from bot.edition import Delivery, Edition, Past, Subscribed, Subscription, Wish
    from bot.entries import Backlog, Begun, Claimed, Planned, Result
    from bot.pace import Lane
    from bot.revision import Revision


class Ledger(Protocol):
    """Subscriptions, and every message that was or is to be sent because of them.

    What the contract of `Store` says of its methods holds here too. A *lane* is named by its
    platform: a database serves one bot of each.
    """

    async def clock(self) -> datetime:
        """Tell the time that all copies of the program go by: the database's own."""

    # Subscriptions

    async def subscription(self, where: Address) -> Subscription | None:
        """Give the subscription of a place, whatever its state."""

    async def subscribe(
        self,
        where: Address,
        wish: Wish,
        *,
        by: Account,
        first: date,
        at: datetime,
    ) -> Subscription:
        """Let a place have what it wishes from the local date *first* on, and be active.

        A place that has a subscription, whatever its state, has that one changed: what was planned
        for it and is not sent yet stays planned, and no local date is served twice. What was still
        to come at *at* comes, though a tick may have served the slot since.
        """

    async def change(
        self, where: Address, wish: Wish, *, by: Account, first: date, at: datetime
    ) -> Subscription | None:
        """Let a place wish something else likewise, and stand as it stood; None where it has none.

        What is suspended stays so, with its reason, and is tried again when it would have been.
        """

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
        """Let a subscription be paused, active, suspended or ended; None where there is none.

        Of one that is not active nothing more is sent: its open deliveries are `LOST` where it is
        suspended, else `SKIPPED`; what was posted is still set right, in a suspended place once
        that is active again. Then its last briefing comes too, if it is in time; who still holds it
        ends it. A suspended one is planned for again as a try: at the next slot a day later, then
        two, four … days later, thirty at the most.
        """

    async def suspended(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that have suspended subscriptions, or their threads have."""

    async def lose(
        self,
        platform: str,
        chat: str,
        *,
        reason: Callable[[Wish], str],
        at: datetime,
        only: Address | None = None,
    ) -> tuple[Subscription, ...]:
        """Let the active subscriptions of a chat, its threads' too, be suspended: it is closed.

        They come back. One that is suspended already is given the reason alone; one that somebody
        paused or ended stays as it is. *reason* says why to a place that has such a wish, in the
        language that it is told in; with *only* that one place is meant.
        """

    async def revive(
        self,
        platform: str,
        chat: str,
        *,
        at: datetime,
        is_open: Callable[[Address], bool] | None = None,
    ) -> tuple[Subscription, ...]:
        """Let the suspended subscriptions of a chat, its threads' too, be active: it is open.

        Where not all of it is, *is_open* tells of which of its places that is so.
        """

    async def retry(self, platform: str, chats: Iterable[str], *, at: datetime) -> None:
        """Let suspended places of chats be tried at their next moment; it counts as a try."""

    async def move(self, old: Address, new: Address, *, at: datetime) -> None:
        """Let everything that is planned for or known of *old*, and its threads, belong to *new*.

        Where *new* has a subscription already, that one stays and the old one ends. With a whole
        chat its account moves, and the language that was chosen in its name, unless *new* has one.
        """

    async def served(self, subscription: int) -> tuple[date, datetime] | None:
        """Give the last local date for which anything was planned, and when that was due."""

    async def subscribed(self, platform: str) -> int:
        """Count the active subscriptions of a platform."""

    async def past(self, subscription: int, *, limit: int) -> tuple[Past, ...]:
        """Give the last deliveries of a subscription's briefings, the newest first."""

    # The morning

    async def plan(self, now: datetime, *, window: timedelta, limit: int) -> Planned:
        """Serve at most *limit* of the slots that are due, the longest due first.

        For each: what `schedule.round_at` says. One delivery (part 0) for each active place of the
        slot whose *first* is not later than the local date; `SKIPPED` ones for what is outside the
        *window*. It expires when *window* is over, counted from when it was due. A pause that is
        over ends here. Twice at the same moment, or by several workers, plans nothing twice. No
        more is written than others can wait for: there is more where `next` is not after *now*.

        Args:
            now: the moment.
            window: how late a briefing may still come; two days at the most.
            limit: how many slots to look at.
        """

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
        """Take deliveries of a lane for *worker*, the longest due first, until *lease* is over.

        At most *limit*, and no more than the lane has places for within `pace.AHEAD`; what sets
        right what was posted waits for all news. A delivery knows its dispatch, what it amends,
        and what its place has heard of as breaking news; see `Dispatches`. What has
        expired is recorded so instead of being given. One whose lease ran out after `begin` may
        have been sent: its `unsure` counts one more, and it does not expire but is `UNCERTAIN`.

        Args:
            lane: whose deliveries.
            pace: what the whole bot may send.
            worker: who holds them.
            now: the moment.
            lease: for how long.
            limit: how many at the most.
            unplaced: calls that this worker's door has made without a place of the lane since the
                last claim; they take theirs now, before any delivery.
        """

    async def begin(
        self, worker: str, begun: Sequence[Begun], *, now: datetime, lease: timedelta
    ) -> frozenset[int]:
        """Write down that these are being sent from now on; give the numbers of those still held.

        The last look before a send: a worker that was stopped for longer than its lease learns
        here that others have gone on without it. The *lease* of the others begins anew. In the same
        transaction a briefing that has none yet is given its edition, the number of its parts, and
        a delivery for each further part.
        """

    async def compose(
        self, delivery: Delivery, choose: Callable[[], Awaitable[tuple[Sequence[Revision], int]]]
    ) -> Edition:
        """Give the edition of a delivery: its own; that of the same wish, since and due; a new one.

        Args:
            delivery: one that is held.
            choose: gives the stories of a new edition, and how many more there would have been; of
                several workers that choose at once, one is heard.
        """

    async def record(self, worker: str, results: Sequence[Result], *, now: datetime) -> int:
        """Write down what became of deliveries, all in one transaction; how many were still held.

        What another worker has claimed meanwhile stays as that one left it, and so does what was
        closed meanwhile, unless it has arrived. The next delivery of the same chat is not due
        before the chat's spacing is over. Where a delivery is `LOST`, `REFUSED` or `EXPIRED`, the
        other parts of its briefing are so too. A suspended place that was reached is active.
        """

    async def hold(self, lane: str, until: datetime, *, chat: str | None = None) -> None:
        """Send nothing before *until*: to one chat, or by the whole lane; never moved back."""

    async def answer(self, lane: str, pace: Lane, *, now: datetime) -> datetime:
        """Give an answer to a reader its place in the lane."""

    async def unplanned(self, now: datetime) -> datetime | None:
        """Tell since when a briefing is due that is not planned; None where there is none."""

    async def backlog(self, lane: str, pace: Lane, *, now: datetime) -> Backlog:
        """Tell what news are due and not sent; what is to be set right `Dispatches.left` tells."""

    # Leases: who does what only one copy may do

    async def lease(self, name: str, worker: str, *, now: datetime, until: datetime) -> bool:
        """Hold *name* until that moment: whether nobody else holds it; again to hold it longer."""

    async def release(self, name: str, worker: str) -> None:
        """Let go of *name*, if *worker* holds it."""

    async def holders(self, *, now: datetime) -> Mapping[str, str]:
        """Tell who holds what."""
