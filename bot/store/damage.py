"""What can be damaged in a SQLite file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.errors import StoreError
from bot.store import fulltext
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.store.database import Database
    from bot.words import Phrase

INTEGRITY = text("PRAGMA integrity_check")
FOREIGN_KEYS = text("PRAGMA foreign_key_check")


async def of_file(database: Database) -> tuple[Phrase, ...]:
    """Find what does not hold together in the file, and rows that belong to nothing."""
    return (*_damage(await database.rows(INTEGRITY)), *_orphans(await database.rows(FOREIGN_KEYS)))


async def of_search(database: Database) -> tuple[Phrase, ...]:
    """Find what the full-text index lacks."""
    try:
        async with database.writing() as connection:
            await connection.execute(fulltext.TRY_SEARCH)
    except StoreError as error:
        return (error.phrase,)
    ((entered, published),) = await database.rows(fulltext.COUNT_ENTRIES)
    if entered == published:
        return ()
    fault = phrase(
        "The index for searching holds {entered} stories, and {published} are published. "
        "Restore a backup.",
        entered=entered,
        published=published,
    )
    return (fault,)


def _damage(rows: Sequence[Sequence[str]]) -> Iterator[Phrase]:
    for (fault,) in rows:
        if fault != "ok":
            yield phrase("The file is damaged: {fault}.", fault=fault)


def _orphans(rows: Sequence[Sequence[object]]) -> Iterator[Phrase]:
    for table, row, parent, _ in rows:
        yield phrase(
            "Row {row} of {table} belongs to a row of {parent} that is not there.",
            row=row,
            table=table,
            parent=parent,
        )
