"""Connections to a SQLite file, each with a thread of its own, and how they are set up."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import aiosqlite
from sqlalchemy import URL, AsyncAdaptedQueuePool, event
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

# Whoever makes the file ready for this kind of journal waits briefly, and is tried again.
# FULL: what a method has written outlives a power cut too, not only the process.
# A morning changes many pages again and again: each is to be kept, and put into the file once.
FOR_WRITING = (
    "busy_timeout = 100",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -65536",
    "wal_autocheckpoint = 16000",
)
FOR_READING = ("query_only = ON",)
FETCHED_AT_ONCE = 64  # rows; the driver's own number


class Connections(NamedTuple):
    """An engine, and a fair queue before it: at its pool, who comes back first is served first."""

    engine: AsyncEngine
    turns: asyncio.Semaphore
    number: int

    async def end(self) -> None:
        """Close every connection, once whoever has one is done with it."""
        for _ in range(self.number):
            await self.turns.acquire()
        await self.engine.dispose()


class _Connection(aiosqlite.Connection):
    """A connection that keeps hold of the end of its thread."""

    ended: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Ask the thread to end."""
        self.ended = super().stop()
        return self.ended


async def _connected(path: str, **given: float | None) -> aiosqlite.Connection:
    """Connect; what `sqlite3.connect` takes is *given*."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    connection = _Connection(partial(connect, path, **given), FETCHED_AT_ONCE)
    connection._thread.daemon = True  # noqa: SLF001 - SQLAlchemy does so where it connects itself
    try:
        return await connection
    except BaseException:
        # The driver does not wait here, and its thread would answer a loop that may have ended.
        if connection.ended:
            await connection.ended
        raise


def opened(path: Path | None, number: int, patience: float, pragmas: Sequence[str]) -> Connections:
    """Make ready to connect.

    Args:
        path: the file; None for memory.
        number: how many connections there may be at once.
        patience: how many seconds to wait for another program that holds the file.
        pragmas: what is set on each connection.
    """
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=None if path is None else str(path)),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=number,
        max_overflow=0,
        pool_reset_on_return=None,  # every transaction of ours has ended by then
        connect_args={
            "async_creator_fn": _connected,
            "timeout": patience,
            "isolation_level": None,
        },
    )

    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        try:
            for pragma in (*pragmas, f"busy_timeout = {round(patience * 1000)}"):
                cursor.execute(f"PRAGMA {pragma}")
        except BaseException:
            # The pool forgets a connection that fails here, and its thread would stay.
            connection.close()
            raise
        cursor.close()

    event.listen(engine.sync_engine, "connect", set_up)
    return Connections(engine, asyncio.Semaphore(number), number)


def begin_immediate(connection: Connection) -> None:
    """Take the write lock at once; taken later, it could be refused in the middle of the work."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
