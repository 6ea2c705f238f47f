"""SQLite, in a file or in memory."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from functools import partial
from operator import itemgetter
from sqlite3 import sqlite_version_info
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import event, text

from bot.errors import StoreError
from bot.store import damage, fulltext
from bot.store.backup import COPY_INTO, copied
from bot.store.connections import FOR_READING, FOR_WRITING, begin_immediate, opened
from bot.store.faults import border, is_held
from bot.store.upkeep_statements import COUNT_REVISIONS
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    import aiosqlite
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.connections import Connections
    from bot.store.database import Query, Shown
    from bot.words import Phrase

READERS = 4
AGAIN = 0.1  # seconds until a file that others make ready is tried again, at the most
OLDEST = (3, 37)

HAS_FTS5 = text("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")


class Sqlite:
    """One SQLite database.

    A file has one connection that writes and a few that read. What is in memory lives and dies
    with its single connection, so both share it, one after the other.

    Args:
        path: the file; None for memory.
        patience: how many seconds to wait for another program that holds the file.
    """

    tables: Query = text("SELECT name FROM sqlite_master WHERE type = 'table'")

    def __init__(self, path: Path | None, *, patience: float) -> None:
        self.place = "in memory" if path is None else str(path)
        self._patience = patience
        self._writer = opened(path, 1, patience, FOR_WRITING)
        self._reader = self._copier = self._writer
        if path is not None:
            self._reader = opened(path, READERS, patience, FOR_READING)
            self._copier = opened(path, 1, patience, ())
        event.listen(self._writer.engine.sync_engine, "begin", begin_immediate)
        self._closed = False
        self._compiled: dict[Query, tuple[str, Sequence[str], Mapping[str, object]]] = {}

    async def start(self) -> None:
        """Connect for writing, which readies the file for readers too.

        Raises:
            StoreError: the library on this machine lacks what a store needs.
        """
        await self._connect()
        if sqlite_version_info < OLDEST or not await self.rows(HAS_FTS5):
            raise StoreError(
                phrase(
                    "The SQLite library here ({version}) cannot hold a store: it must be "
                    "3.37 or later, with FTS5. Use a Python that brings such a one.",
                    version=".".join(map(str, sqlite_version_info)),
                )
            )

    async def _connect(self) -> None:
        """Connect for the first time.

        Of several that make one fresh file ready, each waits for the others; so none waits long
        in any one try, and whoever was first is out of the way in the next.
        """
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._patience
        while True:
            try:
                with border(self.place):
                    (await self._writer.engine.raw_connection()).close()
            except StoreError as error:
                if not is_held(error) or loop.time() >= ends:
                    raise
                await asyncio.sleep(random.uniform(0, AGAIN))  # noqa: S311 - no secret
            else:
                return

    async def create(self, connection: AsyncConnection) -> None:
        """Make what is not the same table on every engine."""
        await connection.execute(text(fulltext.CREATE_SEARCH))
        await connection.execute(text(fulltext.WEIGH_SEARCH))

    async def rows(
        self, statement: Query, values: Mapping[str, object] | None = None
    ) -> Sequence[Sequence[Any]]:
        """Read: the rows that *statement* gives, each as of one moment."""
        with border(self.place):
            try:
                return await self._read(self._reader, statement, values or {})
            except (OverflowError, UnicodeEncodeError):
                return ()  # no column can hold such a value, so no row does

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that holds the write lock; it ends with the block, whole or not."""
        with border(self.place):
            self._refuse_if_closed()
            async with self._writer.turns:
                self._refuse_if_closed()
                async with self._writer.engine.begin() as connection:
                    yield connection

    async def hold(self, connection: AsyncConnection, slugs: Sequence[str]) -> None:
        """Do nothing: who writes holds the whole database."""

    async def hold_schema(self, connection: AsyncConnection) -> None:
        """Do nothing, for the same reason."""

    async def enter(self, connection: AsyncConnection, shown: Sequence[Shown]) -> None:
        """Enter stories into the full-text index, in place of what it had of them."""
        # FTS5 writes out what it has gathered whenever a place lies before the last one.
        entries = sorted(map(fulltext.entry, shown), key=itemgetter("place"))
        await connection.execute(fulltext.ENTER, entries)

    async def strike(self, connection: AsyncConnection, id_: int, published_at: int) -> None:
        """Take a story out of the full-text index."""
        await connection.execute(fulltext.STRIKE, {"place": fulltext.place(id_, published_at)})

    async def matches(
        self, words: Sequence[str], *, limit: int, skip: int, headlines: bool, any_word: bool
    ) -> Sequence[Sequence[Any]]:
        """Give the rows of `statements.REVISION` and the marked matching place, best first."""
        match = fulltext.match(words, headlines=headlines, any_word=any_word)
        # To rank every word that begins so is several times the work, and seldom called for.
        if len(await self.rows(fulltext.WHOLE, {"match": match, "limit": limit})) < limit:
            match = fulltext.begun(match)
        return await self.rows(fulltext.SEARCH, {"match": match, "limit": limit, "skip": skip})

    async def faults(self) -> tuple[Phrase, ...]:
        """Find what is damaged in the file and in the full-text index."""
        return (*await damage.of_file(self), *await damage.of_search(self))

    async def copy(self, path: Path) -> None:
        """Write a sound copy of all data to *path*, where no file is yet."""
        read = partial(self._read, self._copier)

        async def revisions() -> int:
            return int((await read(COUNT_REVISIONS, {}))[0][0])

        async def write(part: Path) -> None:
            await read(COPY_INTO, {"path": str(part)})

        with border(str(path)):
            await copied(write, revisions, path)

    async def close(self) -> None:
        """Let go of every connection; the last one of a file puts all into that one file."""
        if self._closed:
            return
        self._closed = True
        # A connection that is still out when the others are closed would never be.
        for connections in dict.fromkeys((self._copier, self._reader, self._writer)):
            await connections.end()

    async def _read(
        self, connections: Connections, statement: Query, values: Mapping[str, object]
    ) -> Sequence[Sequence[Any]]:
        self._refuse_if_closed()
        sql, names, fixed = self._sql(statement)
        given = {**fixed, **values}
        async with connections.turns:
            self._refuse_if_closed()
            pooled = await connections.engine.raw_connection()
            try:
                # Straight to the driver: one change of threads where SQLAlchemy makes five.
                driver = cast("aiosqlite.Connection", pooled.driver_connection)
                return list(await driver.execute_fetchall(sql, [given[name] for name in names]))
            finally:
                pooled.close()

    def _sql(self, statement: Query) -> tuple[str, Sequence[str], Mapping[str, object]]:
        """Give a statement as the driver takes it, the names of its values, and those it has."""
        if statement not in self._compiled:
            compiled = statement.compile(dialect=self._reader.engine.dialect)
            self._compiled[statement] = (
                str(compiled),
                compiled.positiontup or (),
                compiled.params,
            )
        return self._compiled[statement]

    def _refuse_if_closed(self) -> None:
        """Hold back an engine from connecting once more, which nobody would undo."""
        if self._closed:
            raise StoreError(phrase("The store is closed. Start the program again."))
