"""PostgreSQL, which several copies of the program share."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import StoreError
from bot.store import vectors
from bot.store.backup import copied
from bot.store.faults import border as border_of_files
from bot.store.lexemes import query
from bot.store.line import Line, place
from bot.store.lookup import SLUGS_AT_ONCE
from bot.store.readers import Readers
from bot.store.sqlstates import border
from bot.store.tables import stories
from bot.store.transfer import transfer
from bot.store.upkeep_statements import COUNT_REVISIONS
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Query, Shown
    from bot.words import Phrase

READERS = 4
SEARCHERS = 2
WRITERS = 4
OLDEST = 13

SERVER = text(
    "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,"
    " current_setting('server_encoding')".replace("::", r"\:\:")
)

# Without a share for keys: new revisions and notes of readers may refer to the story meanwhile.
HOLD = (
    select(stories.c.id)
    .where(stories.c.slug.in_(bindparam("slugs", expanding=True)))
    .order_by(stories.c.slug)  # everybody in the same order, so that nobody waits in a circle
    .with_for_update(key_share=True)
)
# A migration may take as long as it must.
HOLD_SCHEMA = text("SELECT pg_advisory_xact_lock(:key), set_config('statement_timeout', '0', true)")
KEY_OF_SCHEMA = int.from_bytes(b"stories", "big")


class Postgres:
    """One PostgreSQL database.

    Args:
        url: where it is.
        patience: how many seconds to wait for another program that holds what is written.
    """

    tables: Query = text(
        "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
    )

    def __init__(self, url: URL, *, patience: float) -> None:
        self.place = place(url)
        line = Line(url, patience=patience)
        self._writer = create_async_engine(
            url.set(drivername="postgresql+psycopg"),
            async_creator=line.connect,
            isolation_level="READ COMMITTED",
            pool_size=WRITERS,
            max_overflow=0,
            pool_pre_ping=True,
        )
        self._turns = asyncio.Semaphore(WRITERS)
        self._readers = Readers(line.connect, READERS)
        self._searchers = Readers(line.connect_to_search, SEARCHERS)
        self._closed = False
        self._compiled: dict[Query, tuple[bytes, Mapping[str, object]]] = {}

    async def start(self) -> None:
        """Connect for the first time.

        Raises:
            StoreError: it does not answer, or lacks what a store needs.
        """
        ((version, major, encoding),) = await self.rows(SERVER)
        if major < OLDEST:
            raise StoreError(
                phrase(
                    "The server of the database {place} is PostgreSQL {version}, which cannot "
                    "hold a store: it must be {oldest} or later.",
                    place=self.place,
                    version=version,
                    oldest=OLDEST,
                )
            )
        if encoding != "UTF8":
            raise StoreError(
                phrase(
                    "The database {place} keeps its text as {encoding}, which lacks most letters. "
                    "Make one with the encoding UTF8, and name it in STORYDESK_DATABASE.",
                    place=self.place,
                    encoding=encoding,
                )
            )

    async def create(self, connection: AsyncConnection) -> None:
        """Make what is not the same table on every engine."""
        for statement in vectors.CREATE_SEARCH:
            await connection.execute(text(statement))

    async def rows(
        self, statement: Query, values: Mapping[str, object] | None = None
    ) -> Sequence[Sequence[Any]]:
        """Read: the rows that *statement* gives, each as of one moment."""
        return await self._read(statement, values or {}, self._readers)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction to write in; it ends with the block, whole or not."""
        with border(self.place):
            self._refuse_if_closed()
            async with self._turns, self._writer.begin() as connection:
                yield connection

    async def hold(self, connection: AsyncConnection, slugs: Sequence[str]) -> None:
        """Keep everybody else from writing to these stories until the transaction ends."""
        ordered = sorted(slugs)
        for start in range(0, len(ordered), SLUGS_AT_ONCE):
            await connection.execute(HOLD, {"slugs": ordered[start : start + SLUGS_AT_ONCE]})

    async def hold_schema(self, connection: AsyncConnection) -> None:
        """Keep everybody else from making or changing the tables until the transaction ends."""
        await connection.execute(HOLD_SCHEMA, {"key": KEY_OF_SCHEMA})

    async def enter(self, connection: AsyncConnection, shown: Sequence[Shown]) -> None:
        """Enter stories into the full-text index, in place of what it had of them."""
        # To part the words of a thousand stories takes seconds, in which readers are served.
        entries = await asyncio.to_thread(lambda: [*map(vectors.entry, shown)])
        await connection.execute(vectors.ENTER, entries)

    async def strike(self, connection: AsyncConnection, id_: int, published_at: int) -> None:  # noqa: ARG002 - another engine finds a story by its age
        """Take a story out of the full-text index."""
        await connection.execute(vectors.STRIKE, {"story": id_})

    async def matches(
        self, words: Sequence[str], *, limit: int, skip: int, headlines: bool, any_word: bool
    ) -> Sequence[Sequence[Any]]:
        """Give the rows of `statements.REVISION` and the marked matching place, best first."""

        async def rows(*, begun: bool) -> Sequence[Sequence[Any]]:
            match = query(words, any_word=any_word, begun=begun)
            values = {"match": match, "limit": limit, "skip": skip}
            found = await self._read(vectors.SEARCH[headlines], values, self._searchers)
            return [*vectors.marked(found, words, headlines=headlines, begun=begun)]

        found = await rows(begun=False)
        # To rank every word that begins so is several times the work, and seldom called for.
        # What goes on from an earlier page goes on with what that page found.
        return found if len(found) == limit or (skip and found) else await rows(begun=True)

    async def faults(self) -> tuple[Phrase, ...]:
        """Find what the full-text index lacks; the server looks after its files by itself."""
        ((astray,),) = await self.rows(vectors.COUNT_ASTRAY)
        if not astray:
            return ()
        return (
            phrases(
                "The index for searching is wrong about one story. Publish it again.",
                "The index for searching is wrong about {number} stories. Restore a backup.",
                astray,
            ),
        )

    async def copy(self, path: Path) -> None:
        """Write a sound copy of all data to *path*, a SQLite file that can be opened as a store."""

        async def revisions() -> int:
            return int((await self.rows(COUNT_REVISIONS))[0][0])

        async def write(part: Path) -> None:
            await transfer(self._writer, part)

        with border_of_files(str(path)), border(self.place):
            self._refuse_if_closed()
            await copied(write, revisions, path)

    async def close(self) -> None:
        """Let go of every connection."""
        self._closed = True
        await self._readers.close()
        await self._searchers.close()
        await self._writer.dispose()

    async def _read(
        self, statement: Query, values: Mapping[str, object], readers: Readers
    ) -> Sequence[Sequence[Any]]:
        with border(self.place):
            self._refuse_if_closed()
            sql, fixed = self._sql(statement)
            try:
                return await readers.rows(sql, {**fixed, **values})
            except (psycopg.DataError, UnicodeEncodeError):
                return ()  # no column can hold such a value, so no row does

    def _sql(self, statement: Query) -> tuple[bytes, Mapping[str, object]]:
        """Give a statement as the driver takes it, and the values that it has already."""
        if statement not in self._compiled:
            compiled = statement.compile(dialect=self._writer.dialect)
            self._compiled[statement] = (str(compiled).encode(), compiled.params)
        return self._compiled[statement]

    def _refuse_if_closed(self) -> None:
        """Hold back an engine from connecting once more, which nobody would undo."""
        if self._closed:
            raise StoreError(phrase("The store is closed. Start the program again."))
