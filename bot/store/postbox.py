"""Readers' reports, on SQL; the contract stands with the port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.address import Account, Address
from bot.errors import NotFound
from bot.postbox import MOST, Fate, Letter, settled_already, too_many
from bot.revision import Report
from bot.store import postbox_statements as statements
from bot.store.acting import note
from bot.store.listed import rows
from bot.store.rows import account_row, maybe_moment, micros_of, moment_of, storable, story_of
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Act
    from bot.store.database import Database, Query
    from bot.store.transactions import Transactions


class SqlPostbox:
    """A `Postbox` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that it stands beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def open(self, *, limit: int, skip: int = 0) -> tuple[Letter, ...]:
        """Give the reports that are open, the oldest first."""
        return await self._letters(statements.OPEN, limit=limit, skip=skip)

    async def settled(self, *, limit: int, skip: int = 0) -> tuple[Letter, ...]:
        """Give the reports that are not open, the last written first."""
        return await self._letters(statements.SETTLED, limit=limit, skip=skip)

    async def letter(self, number: int) -> Letter | None:
        """Give one report."""
        found = await self._letters(statements.LETTER, number=number)
        return found[0] if found else None

    async def settle(self, number: int, fate: Fate, answer: str, *, act: Act) -> Letter:
        """Write down what became of a report; of several editors at once one is heard."""
        settled = await self._write(_settle, number, fate, answer, act)
        letter = await self.letter(number)
        if letter is None:
            raise NotFound(phrase("There is no report {number}. See /reports.", number=number))
        if not settled:
            raise settled_already(letter)
        return letter

    async def untold(
        self, platform: str, *, limit: int, without: Iterable[Account] = ()
    ) -> tuple[Letter, ...]:
        """Give settled reports that came in through *platform* and whose reader was not told."""
        left_out = rows((each.platform, each.person) for each in without)
        values = {"platform": platform, "limit": limit, "without": left_out}
        return await self._letters(statements.UNTOLD, **values)

    async def told(self, number: int, *, at: datetime) -> None:
        """Write down that the reader of a report was told, or cannot be; twice is harmless."""
        await self._write(_told, number, at)

    async def _letters(self, statement: Query, **values: object) -> tuple[Letter, ...]:
        return tuple(map(_letter, await self._database.rows(statement, values)))


async def report(connection: AsyncConnection, report: Report) -> int:
    """Keep a reader's note and give its number; see `Store.report`."""
    about = {"story": report.story, "number": report.revision}
    if await connection.scalar(statements.HAS_REVISION, about) is None:
        raise NotFound(phrase("The story this note is about is not here any more."))
    await connection.execute(statements.HOLD_REPORTS)
    values: dict[str, object] = {
        "story": report.story,
        "fact": report.fact,
        "text": storable(report.text),
        **account_row(report.who),
    }
    there = await connection.scalar(statements.SAME, values)
    if there is not None:
        return int(there)
    open_ones = await connection.scalar(statements.WAITING, account_row(report.who))
    if open_ones is not None and open_ones >= MOST:
        raise too_many()
    values |= {
        "revision": report.revision,
        "chat_platform": report.where.platform,
        "chat": report.where.chat,
        "thread": report.where.thread,
        "at": micros_of(report.at),
        "language": report.language,
    }
    return int(await connection.scalar(statements.ADD_REPORT, values))


async def _settle(
    connection: AsyncConnection, number: int, fate: Fate, answer: str, act: Act
) -> bool:
    values = {
        "number": number,
        "fate": fate.value,
        "said": storable(answer),
        "editor_platform": act.who.platform,
        "editor": act.who.person,
        "moment": micros_of(act.at),
    }
    row = (await connection.execute(statements.SETTLE, values)).first()
    if row is not None:
        await note(connection, act, story=row[0], revision=row[1])
    return row is not None


async def _told(connection: AsyncConnection, number: int, at: datetime) -> None:
    await connection.execute(statements.TOLD, {"number": number, "moment": micros_of(at)})


def _letter(row: Sequence[Any]) -> Letter:
    id_, story, revision, fact, text, platform, person, *where, at, language = row[:12]
    fate, answer, by_platform, by_person, closed_at, told_at, content = row[12:]
    return Letter(
        number=id_,
        report=Report(
            story=story,
            revision=revision,
            fact=fact,
            text=text,
            who=Account(platform, person),
            where=Address(*where),
            at=moment_of(at),
            language=language,
        ),
        story=story_of(content),
        fate=Fate(fate),
        answer=answer or "",
        by=Account(by_platform, by_person) if by_person is not None else None,
        at=maybe_moment(closed_at),
        told=told_at is not None,
    )
