"""What becomes of deliveries, inside a transaction that the caller opened."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from bot.edition import Progress, Subscribed
from bot.store import driver, edition_statements
from bot.store import ledger_statements as statements
from bot.store.amended_statements import STANDS_NOW
from bot.store.chat_statements import OPEN_DAYS, RESTS
from bot.store.fanning_statements import REOPEN
from bot.store.listed import rows
from bot.store.rows import maybe_micros, micros_of, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.entries import Begun, Result

FAILED = {Progress.LOST, Progress.REFUSED, Progress.EXPIRED}


async def begin(
    connection: AsyncConnection,
    worker: str,
    begun: Sequence[Begun],
    *,
    now: datetime,
    lease: timedelta,
) -> frozenset[int]:
    """Write down that these are being sent; see `Ledger.begin`."""
    moments = {"now": micros_of(now), "until": micros_of(now + lease)}
    values = {"held": rows(map(_held, begun)), "worker": worker, **moments}
    held = frozenset(row[0] for row in await driver.rows(connection, statements.BEGIN, values))
    if further := [row for each in begun if each.delivery.id in held for row in _further(each)]:
        await connection.execute(edition_statements.ADD_PARTS, {"further": rows(further)})
    return held


async def record(
    connection: AsyncConnection, worker: str, results: Sequence[Result], *, now: datetime
) -> int:
    """Write down what became of deliveries; see `Ledger.record`."""
    at = micros_of(now)
    values = {"worker": worker, "results": rows(_result(each, at) for each in results)}
    held = {row[0] for row in await driver.rows(connection, statements.RECORD, values)}
    recorded = [each for each in results if each.delivery.id in held]
    if failed := [_failed(each) for each in recorded if each.progress in FAILED]:
        await connection.execute(statements.CLOSE_OTHERS, {"failed": rows(failed), "now": at})
    if reached := [[each.delivery.subscription.id] for each in recorded if _reached(each)]:
        await connection.execute(statements.REACHED, {"reached": rows(reached), "now": at})
        await connection.execute(REOPEN, {"places": rows(reached), "now": at})
    if standing := [row for each in recorded for row in _standing(each)]:
        await driver.rows(connection, STANDS_NOW, {"standing": rows(standing)})
    if chats := _chats(recorded, now):
        await rest(connection, chats)
    return len(held)


async def rest(connection: AsyncConnection, chats: Sequence[tuple[str, str, datetime]]) -> None:
    """Let nothing come to chats before a moment, each its own.

    Args:
        connection: a transaction.
        chats: of each its lane, its name and the moment.
    """
    listed = rows(
        (lane, chat, micros_of(until), until.astimezone(UTC).toordinal() - OPEN_DAYS)
        for lane, chat, until in chats
    )
    for statement in RESTS:
        await driver.rows(connection, statement, {"chats": listed})


def _chats(results: Sequence[Result], now: datetime) -> list[tuple[str, str, datetime]]:
    """Tell until when which chats of a lane have nothing more to come."""
    spaced = [each for each in results if each.spacing]
    places = (each.delivery.subscription.where for each in spaced)
    return [
        (where.platform, where.chat, now + each.spacing)
        for where, each in zip(places, spaced, strict=True)
    ]


def _held(begun: Begun) -> tuple[int, ...]:
    return (begun.delivery.id, begun.delivery.attempt, begun.edition, begun.parts)


def _further(begun: Begun) -> Iterator[tuple[int, int]]:
    """Give the other parts of a briefing that has but its first one yet."""
    if begun.delivery.parts is None:
        yield from ((begun.delivery.id, part) for part in range(1, begun.parts))


def _result(result: Result, at: int) -> tuple[object, ...]:
    return (
        result.delivery.id,
        result.delivery.attempt,
        result.progress,
        maybe_micros(result.due),
        result.unsure,
        storable(result.reason),
        storable(result.message),
        None if result.progress is Progress.OPEN else at,
        result.digest,
    )


def _standing(result: Result) -> Iterator[tuple[int, int]]:
    """Tell what stands in a message that was set right."""
    if result.delivery.amends is not None and result.digest is not None:
        yield result.delivery.amends.posted.delivery, result.digest


def _failed(result: Result) -> tuple[object, ...]:
    delivery = result.delivery
    day = delivery.day.toordinal()
    reason = storable(result.reason)
    return (delivery.subscription.id, day, delivery.dispatch, result.progress, reason)


def _reached(result: Result) -> bool:
    """Whether a try has shown that a suspended place can be reached."""
    suspended = result.delivery.subscription.state is Subscribed.SUSPENDED
    return suspended and result.progress is Progress.SENT
