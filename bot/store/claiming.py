"""Taking deliveries and the places of a lane, inside a transaction that the caller opened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.entries import Claimed
from bot.pace import Taken
from bot.store import driver, lane_statements
from bot.store import ledger_statements as statements
from bot.store.informing import informed
from bot.store.ledger_rows import delivery_of
from bot.store.listed import rows
from bot.store.recording import rest
from bot.store.rows import micros_of, moment_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.edition import Delivery
    from bot.pace import Lane

SECOND = 1_000_000
IDLE = timedelta(seconds=1)  # what others plan or record is seen no later than this
EXPIRED_AT_ONCE = 1_000


async def claim(
    connection: AsyncConnection,
    lane: str,
    pace: Lane,
    *,
    worker: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    unplaced: int,
) -> Claimed:
    """Take deliveries of a lane; see `Ledger.claim`."""
    at = micros_of(now)
    known = await _taken(connection, lane)
    taken = pace.unplaced(known, at / SECOND, unplaced)
    ended = {"lane_": lane, "now": at, "limit": EXPIRED_AT_ONCE}
    expired = len(await driver.rows(connection, statements.EXPIRE, ended))
    places = len(pace.pushes(taken, at / SECOND, limit).moments)
    asked = {"lane_": lane, "now": at, "until": micros_of(now + lease), "worker": worker}
    deliveries = await _claim(connection, asked, places) if places else ()
    grant = pace.pushes(taken, at / SECOND, len(deliveries))
    if grant.taken != known:
        await _set(connection, lane, grant.taken)
    again = _moment(grant.again)
    if len(deliveries) < places and expired < EXPIRED_AT_ONCE:
        values = {"lane_": lane, "now": at}
        ((coming,),) = await driver.rows(connection, statements.NEXT_AT, values)
        idle = now + IDLE
        again = idle if coming is None else min(idle, moment_of(coming))
    moments = map(_moment, grant.moments)
    return Claimed(tuple(zip(deliveries, moments, strict=True)), again)


async def hold(
    connection: AsyncConnection, lane: str, until: datetime, *, chat: str | None
) -> None:
    """Send nothing before *until*."""
    if chat is not None:
        await rest(connection, [(lane, chat, until)])
        return
    taken = await _taken(connection, lane)
    await _set(connection, lane, taken.hold(micros_of(until) / SECOND))


async def answer(connection: AsyncConnection, lane: str, pace: Lane, *, now: datetime) -> datetime:
    """Give an answer its place in the lane."""
    at, taken = pace.answer(await _taken(connection, lane), micros_of(now) / SECOND)
    await _set(connection, lane, taken)
    return _moment(at)


async def _claim(
    connection: AsyncConnection, asked: dict[str, object], places: int
) -> tuple[Delivery, ...]:
    ids: list[int] = []
    for statement in statements.CLAIMS:
        if len(ids) < places:
            values = {**asked, "limit": places - len(ids)}
            ids += [row[0] for row in await driver.rows(connection, statement, values)]
    if not ids:
        return ()
    values = {"ids": rows([id_] for id_ in ids)}
    found = await driver.rows(connection, statements.DELIVERIES, values)
    return await informed(connection, [*map(delivery_of, found)])


async def _taken(connection: AsyncConnection, lane: str) -> Taken:
    """Read what is given away of a lane, and keep it until the transaction ends."""
    while not (found := await driver.rows(connection, lane_statements.LANE, {"lane": lane})):
        await connection.execute(lane_statements.ADD_LANE, {"name": lane})
    pushes, answers, _ = found[0]
    return Taken(pushes / SECOND, answers / SECOND)


async def _set(connection: AsyncConnection, lane: str, taken: Taken) -> None:
    pushes, answers = round(taken.pushes * SECOND), round(taken.answers * SECOND)
    values = {"lane": lane, "pushes_": pushes, "answers_": answers}
    await driver.rows(connection, lane_statements.SET_LANE, values)


def _moment(seconds: float) -> datetime:
    return moment_of(round(seconds * SECOND))
