"""Workers of a ledger for tests: they plan, claim, begin and record until nothing is left."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, NamedTuple

from bot.edition import Progress
from bot.entries import Result
from bot.store.open import open_store
from tests.briefings import EIGHT, FREE, LANE, LEASE, WINDOW, begin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.edition import Delivery
    from bot.ledger import Ledger
    from bot.pace import Lane
    from bot.store import Store

CLAIMED_AT_ONCE = 3


class Sent(NamedTuple):
    """One send: its delivery, the chat, when it was due, and the moment it was given."""

    delivery: int
    attempt: int
    chat: str
    due: float
    at: float


async def deliver(ledger: Ledger, worker: str, lane: Lane = FREE) -> list[Sent]:
    """Do all that is due at eight, and send each by doing nothing for a moment."""
    sent: list[Sent] = []
    now = EIGHT
    while True:
        await ledger.plan(now, window=WINDOW, limit=1)
        claimed = await ledger.claim(
            LANE, lane, worker=worker, now=now, lease=LEASE, limit=CLAIMED_AT_ONCE
        )
        held = [each for each, _ in claimed.deliveries]
        begun = await begin(ledger, held, now, worker=worker)
        sent += [_sent(each, at.timestamp()) for each, at in claimed.deliveries if each.id in begun]
        await asyncio.sleep(random.random() / 500)  # noqa: S311 - hands should come apart
        results = [Result(delivery=each, progress=Progress.SENT) for each in held]
        await ledger.record(worker, results, now=now)
        backlog = await ledger.backlog(LANE, lane, now=now)
        if not held and not backlog.due:
            return sent
        # Where the lane is full, time goes on: the same for all, whoever does the work.
        now = max(now, claimed.again) if not held and lane is not FREE else now


def _sent(delivery: Delivery, at: float) -> Sent:
    chat = delivery.subscription.where.chat
    return Sent(delivery.id, delivery.attempt, chat, delivery.due.timestamp(), at)


def in_a_process(address: str, worker: str, lane: Lane = FREE) -> list[Sent]:
    """Do the same in a process of its own."""

    async def work(store: Store) -> list[Sent]:
        return await deliver(store.ledger, worker, lane)

    async def opened() -> list[Sent]:
        store = await open_store(address, patience=30)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(opened())


def most_within(moments: Sequence[float], span: timedelta) -> int:
    """Count the most that fall into any stretch of time of *span*."""
    ordered = sorted(moments)
    seconds = span.total_seconds()
    return max(
        sum(start <= each < start + seconds for each in ordered[index:])
        for index, start in enumerate(ordered)
    )
