"""What is taken in by itself, on SQL; the contract stands with the port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store import taking
from bot.store import wire_statements as statements
from bot.store.rows import maybe_micros, maybe_moment, micros_of, moment_of
from bot.wires import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Act
    from bot.store.database import Database
    from bot.store.transactions import Transactions
    from bot.wires import Item, Source, Taken


class SqlWires:
    """`Wires` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that the wires stand beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def enrol(self, names: Iterable[str], *, now: datetime) -> None:
        """Know these sources from now on."""
        await self._write(_enrol, [*names], now)

    async def claim(
        self, names: Iterable[str], reader: str, *, now: datetime, until: datetime
    ) -> Wire | None:
        """Take one of *names* that is due, the longest due first, to read it."""
        values = {
            "names": [*names],
            "by": reader,
            "now": micros_of(now),
            "until": micros_of(until),
        }
        return await self._write(_claim, values)

    async def settle(self, wire: Wire, reader: str) -> bool:
        """Write down how a source stands now that it was read."""
        return await self._write(_settle, wire, reader)

    async def wires(self) -> tuple[Wire, ...]:
        """Give how all sources stand that were ever enrolled."""
        return tuple(map(wire_of, await self._database.rows(statements.WIRES)))

    async def take(
        self,
        item: Item,
        source: Source,
        *,
        at: datetime,
        reader: str | None = None,
        act: Act | None = None,
    ) -> Taken:
        """Keep what a source says of a story."""
        return await self._write(
            taking.take, self._database, item, source, at=at, reader=reader, act=act
        )


def wire_of(row: Sequence[Any]) -> Wire:
    """Read a row of the columns `wire_statements.WIRE`."""
    name, etag, modified, read_at, next_at, came_at, *counts, failing_since, reason, told_at = row
    came, waiting, failures = counts
    return Wire(
        name=name,
        etag=etag,
        modified=modified,
        read_at=maybe_moment(read_at),
        next_at=moment_of(next_at),
        came_at=maybe_moment(came_at),
        came=came,
        waiting=waiting,
        failures=failures,
        failing_since=maybe_moment(failing_since),
        reason=reason,
        told_at=maybe_moment(told_at),
    )


def wire_row(wire: Wire) -> dict[str, Any]:
    """Give the values of how a source stands."""
    return {
        "name_": wire.name,
        "etag_": wire.etag,
        "modified_": wire.modified,
        "read_at_": maybe_micros(wire.read_at),
        "next_at_": micros_of(wire.next_at),
        "came_at_": maybe_micros(wire.came_at),
        "came_": wire.came,
        "waiting_": wire.waiting,
        "failures_": wire.failures,
        "failing_since_": maybe_micros(wire.failing_since),
        "reason_": wire.reason,
        "told_at_": maybe_micros(wire.told_at),
    }


async def _enrol(connection: AsyncConnection, names: Sequence[str], now: datetime) -> None:
    rows = [{"name": name, "next_at": micros_of(now)} for name in names]
    if rows:
        await connection.execute(statements.ENROL, rows)


async def _claim(connection: AsyncConnection, values: dict[str, object]) -> Wire | None:
    row = (await connection.execute(statements.CLAIM, values)).first()
    return None if row is None else wire_of(row)


async def _settle(connection: AsyncConnection, wire: Wire, reader: str) -> bool:
    values = {**wire_row(wire), "reader_": reader}
    return await connection.scalar(statements.SETTLE, values) is not None
