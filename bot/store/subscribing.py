"""Who wants to be told what, inside a transaction that the caller opened."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from bot.address import Address
from bot.edition import Progress, Subscribed
from bot.store import subscription_statements as statements
from bot.store.chat_statements import OPEN_DAYS
from bot.store.fanning_statements import REOPEN
from bot.store.ledger_rows import slot_row, subscription_of, wish_row
from bot.store.listed import rows
from bot.store.rows import maybe_micros, micros_of, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account
    from bot.edition import Subscription, Wish
    from bot.schedule import Slot

DAY = timedelta(days=1)
# Half a day before the first try of a suspended place its slot of the next day is still to come.
FIRST_TRY = DAY / 2


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
    before = await _held(connection, where)
    values = {
        **_place(where),
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
        await _reopen(connection, before, at=at)
    return await _known(connection, where)


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
    before = await _held(connection, where)
    if before is None:
        return None
    await connection.execute(statements.CHANGE, {"id_": before.id, **wished})
    return await _known(connection, where)


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


async def stand(
    connection: AsyncConnection,
    where: Address,
    state: Subscribed,
    *,
    at: datetime,
    by: Account | None,
    reason: str,
    until: datetime | None,
) -> Subscription | None:
    """Let a subscription stand otherwise; see `Ledger.stand`."""
    before = await _held(connection, where)
    if before is None:
        return None
    await _stand(connection, before, state, at=at, by=by, reason=reason, until=until)
    return await _known(connection, where)


async def lose(
    connection: AsyncConnection,
    platform: str,
    chat: str,
    *,
    reason: Callable[[Wish], str],
    at: datetime,
) -> tuple[Subscription, ...]:
    """Let the active subscriptions of a chat be suspended."""
    found = await _of_chat(connection, platform, chat)
    active = [each for each in found if each.state is Subscribed.ACTIVE]
    for each in active:
        await _stand(connection, each, Subscribed.SUSPENDED, at=at, reason=reason(each.wish))
    return tuple([await _known(connection, each.where) for each in active])


async def revive(
    connection: AsyncConnection, platform: str, chat: str, *, at: datetime, thread: str | None
) -> tuple[Subscription, ...]:
    """Let the suspended subscriptions of a chat be active; see `Ledger.revive`."""
    found = [
        each
        for each in await _of_chat(connection, platform, chat)
        if thread is None or each.where.thread == thread
    ]
    suspended = [each for each in found if each.state is Subscribed.SUSPENDED]
    for each in suspended:
        await _stand(connection, each, Subscribed.ACTIVE, at=at)
    return tuple([await _known(connection, each.where) for each in suspended])


async def retry(
    connection: AsyncConnection, platform: str, chats: Iterable[str], *, at: datetime
) -> None:
    """Let the suspended subscriptions of chats be tried at their next moment."""
    values = {"chats": rows([each] for each in chats), "lane_": platform, "now": micros_of(at)}
    await connection.execute(statements.RETRY, values)


async def move(connection: AsyncConnection, old: Address, new: Address, *, at: datetime) -> None:
    """Let everything of *old* belong to *new*; see `Ledger.move`."""
    taken = {each.where for each in await _of_chat(connection, new.platform, new.chat)}
    for each in await _of_chat(connection, old.platform, old.chat):
        if old.thread and each.where.thread != old.thread:
            continue
        same = each.where.thread == old.thread
        target = new if same else Address(new.platform, new.chat, each.where.thread)
        if target == each.where:
            continue
        if target in taken:
            await _stand(connection, each, Subscribed.ENDED, at=at)
            continue
        names = {"platform_": target.platform, "chat_": target.chat, "thread_": target.thread}
        await connection.execute(statements.MOVE, {"id_": each.id, **names})
        there = {"lane_": target.platform, "chat_": target.chat}
        await connection.execute(statements.MOVE_DELIVERIES, {"id_": each.id, **there})


async def _stand(
    connection: AsyncConnection,
    before: Subscription,
    state: Subscribed,
    *,
    at: datetime,
    by: Account | None = None,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    suspended = state is Subscribed.SUSPENDED
    who = by or before.by
    values = {
        "id_": before.id,
        "state_": state,
        "since_": micros_of(before.since if state is before.state else at),
        "reason_": storable(reason),
        "until_": maybe_micros(until),
        "by_platform_": who.platform,
        "by_person_": who.person,
        "tries_": int(suspended),
        "retry_": micros_of(at + FIRST_TRY) if suspended else None,
    }
    await connection.execute(statements.STAND, values)
    if state is not Subscribed.ACTIVE:
        progress = Progress.LOST if suspended else Progress.SKIPPED
        await _close(connection, before, progress, at=at, reason=reason)
    if not suspended:
        await _reopen(connection, before, at=at)


async def _reopen(connection: AsyncConnection, before: Subscription, *, at: datetime) -> None:
    """Let what stands in a place be set right once it is no longer suspended."""
    if before.state is Subscribed.SUSPENDED:
        await connection.execute(REOPEN, {"places": rows([[before.id]]), "now": micros_of(at)})


async def _close(
    connection: AsyncConnection, of: Subscription, progress: Progress, *, at: datetime, reason: str
) -> None:
    """Send nothing more of what is open of a subscription."""
    closed = {
        "id_": of.id,
        "since_": at.astimezone(UTC).toordinal() - OPEN_DAYS,
        "progress_": progress,
        "reason_": storable(reason),
        "at_": micros_of(at),
    }
    await connection.execute(statements.CLOSE, closed)


async def _known(connection: AsyncConnection, where: Address) -> Subscription:
    return subscription_of((await connection.execute(statements.HELD, _place(where))).one())


async def _held(connection: AsyncConnection, where: Address) -> Subscription | None:
    """Give the subscription of a place, which nobody else changes until the transaction ends."""
    row = (await connection.execute(statements.HELD, _place(where))).one_or_none()
    return None if row is None else subscription_of(row)


async def _of_chat(
    connection: AsyncConnection, platform: str, chat: str
) -> tuple[Subscription, ...]:
    values = {"platform": platform, "chat": chat}
    found = await connection.execute(statements.HELD_OF_CHAT, values)
    return tuple(map(subscription_of, found))


def _place(where: Address) -> dict[str, Any]:
    return {"platform": where.platform, "chat": where.chat, "thread": where.thread}
