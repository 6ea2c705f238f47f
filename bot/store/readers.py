"""The few connections to PostgreSQL that only read.

They are the driver's own, without SQLAlchemy between: it would take longer than the question.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence


class Lent(NamedTuple):
    """A connection for one question, and whether it has answered one before."""

    connection: psycopg.AsyncConnection
    tried: bool


class Readers:
    """Connections that are lent to one question at a time, in turn.

    Args:
        connect: opens one; each statement on it is a transaction of its own.
        number: how many there are at most.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[psycopg.AsyncConnection]], number: int
    ) -> None:
        self._connect = connect
        self._turns = asyncio.Semaphore(number)
        self._idle: list[psycopg.AsyncConnection] = []
        self._closed = False

    async def rows(self, sql: bytes, values: Mapping[str, object]) -> Sequence[Sequence[Any]]:
        """Read, on a fresh connection where the server has ended the one that was kept."""
        while True:
            async with self._lend() as (connection, tried):
                try:
                    cursor = await connection.execute(sql, values)
                    return await cursor.fetchall()
                except psycopg.OperationalError:
                    if not (connection.closed and tried):
                        raise
            # What ended this one, such as a restart of the server, has ended the others.
            await self._let_go()

    async def close(self) -> None:
        """Let go of every connection; those that are lent end when they come back."""
        self._closed = True
        await self._let_go()

    @asynccontextmanager
    async def _lend(self) -> AsyncIterator[Lent]:
        async with self._turns:
            tried = bool(self._idle)
            connection = self._idle.pop() if tried else await self._connect()
            try:
                yield Lent(connection, tried)
            finally:
                # Who asked may have been cancelled in the middle of the answer.
                if connection.info.transaction_status is TransactionStatus.IDLE:
                    self._idle.append(connection)
                else:
                    await connection.close()
                if self._closed:
                    await self._let_go()

    async def _let_go(self) -> None:
        while self._idle:
            await self._idle.pop().close()
