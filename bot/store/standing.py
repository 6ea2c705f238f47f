"""How places stand: who hears, who rests, who cannot be reached; in a caller's transaction."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from bot.edition import Progress, Subscribed
from bot.schedule import LATE
from bot.store import subscription_statements as statements
from bot.store.chat_statements import OPEN_DAYS
from bot.store.fanning_statements import REOPEN
from bot.store.ledger_rows import subscription_of
from bot.store.listed import rows
from bot.store.rows import maybe_micros, micros_of, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account, Address
    from bot.edition import Subscription, Wish

DAY = timedelta(days=1)
# Half a day before the first try of a suspended place its slot of the next day is still to come.
FIRST_TRY = DAY / 2


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
    before = await held(connection, where)
    if before is None:
        return None
    await let_stand(connection, before, state, at=at, by=by, reason=reason, until=until)
    return await known(connection, where)


async def lose(
    connection: AsyncConnection,
    platform: str,
    chat: str,
    *,
    reason: Callable[[Wish], str],
    at: datetime,
    only: Address | None,
) -> tuple[Subscription, ...]:
    """Let the active subscriptions of a chat be suspended; see `Ledger.lose`."""
    found = [
        each.as_of(at)
        for each in await of_chat(connection, platform, chat)
        if only is None or each.where == only
    ]
    for each in found:
        if each.state in {Subscribed.ACTIVE, Subscribed.SUSPENDED}:
            await let_stand(connection, each, Subscribed.SUSPENDED, at=at, reason=reason(each.wish))
    active = (each.where for each in found if each.state is Subscribed.ACTIVE)
    return tuple([await known(connection, where) for where in active])


async def revive(
    connection: AsyncConnection,
    platform: str,
    chat: str,
    *,
    at: datetime,
    is_open: Callable[[Address], bool] | None,
) -> tuple[Subscription, ...]:
    """Let the suspended subscriptions of a chat be active; see `Ledger.revive`."""
    found = [
        each
        for each in await of_chat(connection, platform, chat)
        if is_open is None or is_open(each.where)
    ]
    suspended = [each for each in found if each.state is Subscribed.SUSPENDED]
    for each in suspended:
        await let_stand(connection, each, Subscribed.ACTIVE, at=at)
    return tuple([await known(connection, each.where) for each in suspended])


async def retry(
    connection: AsyncConnection, platform: str, chats: Iterable[str], *, at: datetime
) -> None:
    """Let the suspended subscriptions of chats be tried at their next moment."""
    values = {"chats": rows([each] for each in chats), "lane_": platform, "now": micros_of(at)}
    await connection.execute(statements.RETRY, values)


async def let_stand(
    connection: AsyncConnection,
    before: Subscription,
    state: Subscribed,
    *,
    at: datetime,
    by: Account | None = None,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    """Let a subscription that is held stand otherwise, and settle what it is still to be sent."""
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
    await reopen(connection, before, state, at=at)


async def reopen(
    connection: AsyncConnection, before: Subscription, state: Subscribed, *, at: datetime
) -> None:
    """Take up again what was given up while a place was suspended, as it stands now.

    What is there is set right; the last briefing comes where more are to come.
    """
    if before.state is not Subscribed.SUSPENDED or state is Subscribed.SUSPENDED:
        return
    await connection.execute(REOPEN, {"places": rows([[before.id]]), "now": micros_of(at)})
    if state is Subscribed.ACTIVE:
        values = {"id_": before.id, "now": micros_of(at), "late_": micros_of(at - LATE)}
        await connection.execute(statements.REOPEN_LAST, values)


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


async def known(connection: AsyncConnection, where: Address) -> Subscription:
    """Give the subscription of a place, which has one."""
    return subscription_of((await connection.execute(statements.HELD, place_row(where))).one())


async def held(connection: AsyncConnection, where: Address) -> Subscription | None:
    """Give the subscription of a place, which nobody else changes until the transaction ends."""
    row = (await connection.execute(statements.HELD, place_row(where))).one_or_none()
    return None if row is None else subscription_of(row)


async def of_chat(
    connection: AsyncConnection, platform: str, chat: str
) -> tuple[Subscription, ...]:
    """Give the subscriptions of a chat and its threads, likewise held."""
    values = {"platform": platform, "chat": chat}
    found = await connection.execute(statements.HELD_OF_CHAT, values)
    return tuple(map(subscription_of, found))


def place_row(where: Address) -> dict[str, Any]:
    """Give the values that a place is found by."""
    return {"platform": where.platform, "chat": where.chat, "thread": where.thread}
