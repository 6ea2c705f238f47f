"""A tick: what is due becomes deliveries, inside a transaction that the caller opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bot.edition import Progress
from bot.entries import Planned
from bot.schedule import Occurrence, Round, round_at
from bot.store import driver
from bot.store import planning_statements as statements
from bot.store.ledger_rows import slot_of
from bot.store.listed import rows
from bot.store.rows import maybe_moment, micros_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection

AT_ONCE = 5_000  # deliveries; to write them takes a fraction of a second, and others wait for it
EVERY = 2**62  # beyond any number of a subscription


class Due(NamedTuple):
    """A row of `DUE_SLOTS`; *places* is counted no further than to one more than `AT_ONCE`.

    Whether any place is paused or suspended is asked for, because hardly ever one is.
    """

    slot: int
    zone: str
    minute: int
    weekdays: int
    next_due: int
    next_day: int
    planned_to: int
    begun_at: int | None
    places: int
    paused: bool
    suspended: bool


class Piece(NamedTuple):
    """Some places of a due slot, behind the last one that was served, and what to do for them."""

    due: Due
    round: Round
    begun_at: int
    last: int


async def plan(
    connection: AsyncConnection, now: datetime, *, window: timedelta, limit: int
) -> Planned:
    """Serve slots that are due; see `Ledger.plan`."""
    values = {"now": micros_of(now), "limit": limit, "most": AT_ONCE + 1}
    found = [Due(*row) for row in await driver.rows(connection, statements.DUE_SLOTS, values)]
    pieces = await _pieces(connection, found, now, window)
    deliveries = await _fan_out(connection, pieces, now, window) if pieces else 0
    ((due,),) = await driver.rows(connection, statements.NEXT_DUE, {})
    served = sum(piece.last == EVERY for piece in pieces)
    return Planned(served, deliveries, maybe_moment(due))


async def _fan_out(
    connection: AsyncConnection, pieces: Sequence[Piece], now: datetime, window: timedelta
) -> int:
    """Write down the deliveries of some pieces, and how far their slots have come."""
    briefings = {"briefings": rows(row for each in pieces for row in _briefings(each, now, window))}
    written = await driver.written(connection, statements.FAN_OUT, briefings)
    if any(each.due.paused for each in pieces):
        await connection.execute(statements.END_PAUSES, briefings)
    if any(each.due.suspended for each in pieces):
        await connection.execute(statements.COUNT_TRIES, briefings)
    await driver.rows(connection, statements.MOVE_ON, {"moves": rows(map(_move, pieces))})
    return written


async def _pieces(
    connection: AsyncConnection, found: Sequence[Due], now: datetime, window: timedelta
) -> list[Piece]:
    """Take as much of the due slots as may be written at once, and a little of any slot."""
    pieces: list[Piece] = []
    room = AT_ONCE
    for due in found:
        # What was begun for some places goes on for the others, though more has come due since.
        begun = micros_of(now) if due.begun_at is None else due.begun_at
        planned = Occurrence(date.fromordinal(due.next_day), moment_of(due.next_due))
        slot = slot_of(due.zone, due.minute, due.weekdays)
        round_ = round_at(moment_of(begun), slot, planned, window=window)
        each = len(round_.skipped) + (round_.send is not None)
        if due.places * each <= room:
            pieces.append(Piece(due, round_, begun, EVERY))
            room -= due.places * each
        elif not pieces:
            skip = max(1, room // each) - 1
            values = {"slot": due.slot, "planned_to": due.planned_to, "skip": skip}
            last = await connection.scalar(statements.LAST_OF_PIECE, values)
            pieces.append(Piece(due, round_, begun, last or EVERY))
            break
        else:
            break
    return pieces


def _briefings(piece: Piece, now: datetime, window: timedelta) -> Iterator[tuple[object, ...]]:
    """Give the rows of the briefings of a piece, the oldest first."""
    recorded = micros_of(now)
    for occurrence in piece.round.skipped:
        yield _briefing(piece, occurrence, window, Progress.SKIPPED, late=False, at=recorded)
    if piece.round.send:
        send, late = piece.round.send, piece.round.late
        yield _briefing(piece, send, window, Progress.OPEN, late=late, at=None)


def _briefing(
    piece: Piece,
    occurrence: Occurrence,
    window: timedelta,
    progress: Progress,
    *,
    late: bool,
    at: int | None,
) -> tuple[object, ...]:
    day, due = occurrence.day.toordinal(), micros_of(occurrence.at)
    ends = micros_of(occurrence.at + window)
    slot, after = piece.due.slot, piece.due.planned_to
    return (slot, after, piece.last, day, due, progress, int(late), ends, at)


def _move(piece: Piece) -> tuple[object, ...]:
    """Give the row that the slot stands at behind a piece."""
    if piece.last != EVERY:
        due = piece.due
        return (due.slot, due.next_due, due.next_day, piece.last, piece.begun_at)
    following = piece.round.next
    return (piece.due.slot, micros_of(following.at), following.day.toordinal(), 0, None)
