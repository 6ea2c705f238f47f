"""All data of one database, whichever engine keeps it, written into a new SQLite file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from bot.store.database import Shown
from bot.store.rows import story_of
from bot.store.schema import create
from bot.store.sqlite import Sqlite
from bot.store.statements import NEWEST_FIRST, PUBLISHED
from bot.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

ROWS_AT_ONCE = 500
STORIES_AT_ONCE = 20  # to part the words of many would keep everybody else waiting

OLDEST_FIRST = PUBLISHED.order_by(*(age.element.asc() for age in NEWEST_FIRST))


async def transfer(source: AsyncEngine, path: Path) -> None:
    """Write everything in *source*, as of one moment, into a new store at *path*."""
    target = Sqlite(path, patience=1)
    try:
        await target.start()
        async with source.connect() as reader:
            await reader.execution_options(isolation_level="REPEATABLE READ")
            async with target.writing() as writer:
                await create(target, writer)
                for table in metadata.sorted_tables:
                    await _transfer_table(reader, writer, table)
                await _enter(reader, writer, target)
    finally:
        await target.close()


async def _transfer_table(reader: AsyncConnection, writer: AsyncConnection, table: Table) -> None:
    await writer.execute(delete(table))  # of the one row that a fresh store begins with
    async with reader.stream(select(table)) as result:
        async for rows in result.mappings().partitions(ROWS_AT_ONCE):
            await writer.execute(insert(table), [dict(row) for row in rows])


async def _enter(reader: AsyncConnection, writer: AsyncConnection, target: Sqlite) -> None:
    """Enter what readers see into the full-text index, which every engine has in its own way."""
    async with reader.stream(OLDEST_FIRST) as result:
        async for rows in result.partitions(STORIES_AT_ONCE):
            # To read a story is most of the work, and readers are served meanwhile.
            await target.enter(writer, await asyncio.to_thread(_shown, rows))


def _shown(rows: Sequence[Sequence[Any]]) -> list[Shown]:
    return [Shown(id_, published_at, story_of(content)) for id_, *_, published_at, content in rows]
