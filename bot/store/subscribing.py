"""Who wants to be told what, inside a transaction that the caller opened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.address import Address
from bot.edition import Subscribed
from bot.store import subscription_statements as statements
from bot.store import upkeep_statements
from bot.store.ledger_rows import slot_row, wish_row
from bot.store.rows import micros_of
from bot.store.standing import held, known, let_stand, of_chat, place_row, reopen

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account
    from bot.edition import Subscription, Wish
    from bot.schedule import Slot

DAY = timedelta(days=1)


async def subscribe(
    connection: AsyncConnection,
    where: Address,
    wish: Wish,
    *,
    by: Account,
    first: date,
    at: datetime,
) -> Subscription:
    """Let a place have what it wishes; see `Ledger.subscribe`."""
    wished = await _wished(connection, wish, by=by, first=first, at=at)
    before = await held(connection, where)
    values = {
        **place_row(where),
        **wished,
        "state": Subscribed.ACTIVE,
        "since": micros_of(at),
        "reason": "",
        "until": None,
        "tries": 0,
        "retry": None,
    }
    await connection.execute(statements.SUBSCRIBE, values)
    if before is not None:
        await reopen(connection, before, Subscribed.ACTIVE, at=at)
    return await known(connection, where)


async def change(
    connection: AsyncConnection,
    where: Address,
    wish: Wish,
    *,
    by: Account,
    first: date,
    at: datetime,
) -> Subscription | None:
    """Let a place wish something else; see `Ledger.change`."""
    wished = await _wished(connection, wish, by=by, first=first, at=at)
    before = await held(connection, where)
    if before is None:
        return None
    await connection.execute(statements.CHANGE, {"id_": before.id, **wished})
    return await known(connection, where)


async def _wished(
    connection: AsyncConnection, wish: Wish, *, by: Account, first: date, at: datetime
) -> dict[str, Any]:
    """Give what the row of a place says of its wish; the slot is there, and is held."""
    return {
        "slot": await _slot(connection, wish.slot, first=first, at=at),
        **wish_row(wish),
        "by_platform": by.platform,
        "by_person": by.person,
        "first": first.toordinal(),
    }


async def _slot(connection: AsyncConnection, slot: Slot, *, first: date, at: datetime) -> int:
    """Give the number of a slot, which serves *first* if that is still to come at *at*.

    A tick may have served that day since whoever subscribes has looked at the clock.
    """
    coming = slot.after(at, beyond=first - DAY)
    due = {"due": micros_of(coming.at), "day": coming.day.toordinal()}
    fresh = {"next_due": due["due"], "next_day": due["day"], "planned_to": 0}
    await connection.execute(statements.ADD_SLOT, {**slot_row(slot), **fresh})
    id_, next_due = (await connection.execute(statements.SLOT, slot_row(slot))).one()
    if next_due > due["due"]:
        await connection.execute(statements.SET_BACK, {"slot_": id_, **due})
    return int(id_)


async def move(connection: AsyncConnection, old: Address, new: Address, *, at: datetime) -> None:
    """Let everything of *old* belong to *new*; see `Ledger.move`."""
    taken = {each.where for each in await of_chat(connection, new.platform, new.chat)}
    for each in await of_chat(connection, old.platform, old.chat):
        if old.thread and each.where.thread != old.thread:
            continue
        same = each.where.thread == old.thread
        target = new if same else Address(new.platform, new.chat, each.where.thread)
        if target == each.where:
            continue
        if target in taken:
            await let_stand(connection, each, Subscribed.ENDED, at=at)
            continue
        names = {"platform_": target.platform, "chat_": target.chat, "thread_": target.thread}
        await connection.execute(statements.MOVE, {"id_": each.id, **names})
        there = {"lane_": target.platform, "chat_": target.chat}
        await connection.execute(statements.MOVE_DELIVERIES, {"id_": each.id, **there})
    if not old.thread and new.chat != old.chat:
        of_chats = {"old_platform": old.platform, "old_chat": old.chat}
        of_chats |= {"platform_": new.platform, "chat_": new.chat}
        await connection.execute(statements.MOVE_ACCOUNT, of_chats)
        await connection.execute(upkeep_statements.MOVE_LANGUAGE, of_chats)
