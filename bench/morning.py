"""A morning to measure: very many places that are told one story, and couriers that do it.

`python -m bench.morning DATABASE BASE FASTER` is a courier for Telegram, until it is killed.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, cast

from sqlalchemy import insert, select

from adapters.telegram.adapter import Telegram
from bench.newsroom import invented
from bot.address import Account, Address
from bot.desk import Desk
from bot.edition import Wish
from bot.pace import Lane
from bot.pushing.clock import Clock, steady
from bot.pushing.delivery import Courier
from bot.schedule import Slot
from bot.store.ledger_tables import subscriptions
from bot.store.open import open_store

if TYPE_CHECKING:
    from bot.adapter import Door
    from bot.ledger import Ledger
    from bot.store import Store
    from bot.store.sql import SqlStore

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
WINDOW = timedelta(hours=6)
AT_ONCE = 10_000


async def awaited(store: Store, platform: str, places: int) -> None:
    """Let so many places of a platform await a briefing of one message, which is due."""
    due = now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    before = due - timedelta(minutes=1)
    await store.load([*islice(invented(1), 1)], at=before)
    wish = Wish(slot=Slot(due.time(), "UTC"), most=1)
    by = Account("console", "bench")
    first = Address(platform, "1")
    await store.ledger.subscribe(first, wish, by=by, first=due.date(), at=before)
    # The others without the ceremony of each being a transaction.
    async with cast("SqlStore", store)._database.writing() as connection:  # noqa: SLF001 - a bench may fill a table
        row = dict((await connection.execute(select(subscriptions))).mappings().one())
        del row["id"]
        for start in range(2, places + 1, AT_ONCE):
            numbers = range(start, min(places + 1, start + AT_ONCE))
            chats = [{**row, "chat": str(number)} for number in numbers]
            await connection.execute(insert(subscriptions), chats)


async def planned(ledger: Ledger) -> int:
    """Let the morning come; give how many deliveries it brings."""
    deliveries = 0
    while True:
        done = await ledger.plan(now(), window=WINDOW, limit=1)
        deliveries += done.deliveries
        if done.next is None or done.next > now():
            return deliveries


def courier(store: Store, door: Door) -> Courier:
    """Give somebody who delivers through *door*."""
    desk = Desk(store, now=now, clock=time.monotonic)
    return Courier(desk, door, worker=str(os.getpid()), clock=Clock(store.ledger, steady(now)))


def now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)


async def deliver(address: str, base: str, faster: float) -> None:
    """Deliver what is due on Telegram, and say when it begins to look."""
    store = await open_store(address)
    door = Telegram(TOKEN, api=base)
    door.pace = Lane(rate=door.pace.rate * faster, share=door.pace.share * faster)
    async with door.opened():
        print("ready", flush=True)
        await courier(store, door).run()


if __name__ == "__main__":
    asyncio.run(deliver(sys.argv[1], sys.argv[2], float(sys.argv[3])))
