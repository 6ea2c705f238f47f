"""Readers' notes and languages, what was answered, running copies, counting, and damage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import StoreError
from bot.revision import Counts, State
from bot.store import upkeep_statements as statements
from bot.store.rows import account_row, digest_of, micros_of, standing_of, standing_row
from bot.store.workshop_statements import COUNT_DRAFTS
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account
    from bot.standing import Standing
    from bot.store.database import Database
    from bot.store.transactions import Transactions
    from bot.words import Phrase

REPEATED = timedelta(days=7)  # Telegram, the most patient, says the same again for one day
FORGOTTEN = timedelta(days=7)  # for so long it is worth knowing that a copy was killed


class SqlUpkeep:
    """The `Upkeep` of a store over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._transactions = transactions
        self._write = transactions.do

    # Running copies

    async def stand(self, copy: str, standings: Sequence[Standing], *, at: datetime) -> None:
        """Write down how the parts of a copy stand."""
        await self._write(_stand, copy, standings, at=at)

    async def standings(self) -> tuple[Standing, ...]:
        """Give how the parts of all copies stand."""
        return tuple(map(standing_of, await self._database.rows(statements.STANDINGS)))

    # The database

    async def version(self) -> int:
        """Give a number that grows with every change of what readers see."""
        rows = await self._database.rows(statements.VERSION)
        return int(rows[0][0])

    async def counts(self) -> Counts:
        """Count what is kept."""
        states = {row[0]: row[1] for row in await self._database.rows(statements.COUNT_STATES)}
        return Counts(
            drafts=(await self._database.rows(COUNT_DRAFTS))[0][0],
            published=states.get(State.PUBLISHED, 0),
            retracted=states.get(State.RETRACTED, 0),
            revisions=(await self._database.rows(statements.COUNT_REVISIONS))[0][0],
            reports=(await self._database.rows(statements.COUNT_REPORTS))[0][0],
        )

    async def schema(self) -> str:
        """Name the schema the database stands at."""
        rows = await self._database.rows(statements.SCHEMA)
        return str(rows[0][0])

    async def check(self) -> tuple[Phrase, ...]:
        """Find every fault: of the engine, of the index, and contents that are not as they were."""
        try:
            altered = [
                phrase("Revision {number} of “{slug}” is damaged.", number=number, slug=slug)
                async for _, slug, number, digest, content in _contents(self._database)
                if digest_of(content) != digest
            ]
            return (*await self._database.faults(), *altered)
        except StoreError as error:
            # A file too damaged to be read on is a fault like the others.
            return (error.phrase,)

    async def backup(self, path: Path) -> None:
        """Write a whole copy to *path* and check it."""
        await self._database.copy(path)

    async def close(self) -> None:
        """Let go of the database, once what is being written is written."""
        await self._transactions.finish()
        await self._database.close()


async def speak(connection: AsyncConnection, who: Account, language: str) -> None:
    """Remember which language somebody reads, in place of the one before."""
    values = {**account_row(who), "language": language}
    await connection.execute(statements.SET_LANGUAGE, values)


async def answered(database: Database, platform: str, keys: Iterable[str]) -> frozenset[str]:
    """Give those of *keys* that were answered."""
    found: set[str] = set()
    asked = list(keys)
    for start in range(0, len(asked), statements.ANSWERED_AT_ONCE):
        some = asked[start : start + statements.ANSWERED_AT_ONCE]
        filled = some + some[:1] * (statements.ANSWERED_AT_ONCE - len(some))
        values = {f"key{number}": key for number, key in enumerate(filled)}
        rows = await database.rows(statements.ANSWERED, {"platform": platform, **values})
        found.update(row[0] for row in rows)
    return frozenset(found)


async def mark_answered(
    connection: AsyncConnection, platform: str, keys: Iterable[str], *, at: datetime
) -> None:
    """Remember that *keys* were answered, and forget what is long past."""
    await mark(connection, platform, keys, at=at)
    await connection.execute(statements.FORGET_ANSWERED, {"before": micros_of(at - REPEATED)})


async def mark(
    connection: AsyncConnection, platform: str, keys: Iterable[str], *, at: datetime
) -> None:
    """Remember that *keys* were answered, and touch nothing that others might wait for."""
    marks = [{"platform": platform, "key": key, "at": micros_of(at)} for key in keys]
    if marks:
        await connection.execute(statements.MARK_ANSWERED, marks)


async def _stand(
    connection: AsyncConnection, copy: str, standings: Sequence[Standing], *, at: datetime
) -> None:
    """Write down how the parts of a copy stand, in place of what was written before."""
    gone = {"copy": copy, "before": micros_of(at - FORGOTTEN)}
    await connection.execute(statements.DROP_STANDINGS, gone)
    if standings:
        rows = [standing_row(standing) for standing in standings]
        await connection.execute(statements.ADD_STANDING, rows)


async def _contents(database: Database) -> AsyncIterator[Sequence[Any]]:
    """Walk through all contents without holding them all."""
    after = 0
    while rows := await database.rows(statements.CONTENTS, {"after": after}):
        for row in rows:
            yield row
        after = rows[-1][0]
