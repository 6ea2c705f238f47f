"""Questions and sketches on SQL; the contract stands with the port."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.address import Account
from bot.asking import FORGOTTEN
from bot.question import Field, Question
from bot.sketch import Sketch
from bot.store import asking_statements as statements
from bot.store import heard
from bot.store.rows import account_row, micros_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Address
    from bot.store.database import Database
    from bot.store.transactions import Transactions


class SqlAsking:
    """An `Asking` over one engine.

    Args:
        database: the engine.
        transactions: its transactions.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def ask(self, who: Account, where: Address, question: Question, *, at: datetime) -> None:
        """Keep what somebody is asked in a place."""
        asked = {**_place(who, where), "asked": _written(question), "at": micros_of(at)}
        await self._write(_ask, asked, micros_of(at - FORGOTTEN))

    async def asked(self, who: Account, where: Address, *, at: datetime) -> Question | None:
        """Give what somebody was asked in a place."""
        values = {**_place(who, where), "since": micros_of(at - FORGOTTEN)}
        rows = await self._database.rows(statements.ASKED, values)
        return _read(rows[0][0]) if rows else None

    async def people(self, *, at: datetime) -> frozenset[Account] | None:
        """Name whoever was asked something, anywhere; None where they are too many."""
        values = {"since": micros_of(at - FORGOTTEN)}
        rows = await self._database.rows(statements.PEOPLE, values)
        if len(rows) > statements.PEOPLE_AT_MOST:
            return None
        return frozenset(Account(platform, person) for platform, person in rows)

    async def forget(self, who: Account, where: Address, *, answered: bool = False) -> None:
        """Forget what somebody was asked in a place."""
        await self._write(_forget, _place(who, where), answered=answered)

    async def keep(self, who: Account, sketch: Sketch, *, at: datetime) -> None:
        """Keep what somebody writes."""
        content = json.dumps(sketch.model_dump())
        await self._write(_keep, {**account_row(who), "content": content, "at": micros_of(at)})

    async def sketch(self, who: Account) -> Sketch | None:
        """Give what somebody writes."""
        rows = await self._database.rows(statements.SKETCH, account_row(who))
        return Sketch.model_validate(json.loads(rows[0][0])) if rows else None

    async def drop(self, who: Account) -> None:
        """Forget what somebody writes."""
        await self._write(_drop, account_row(who))


async def _ask(connection: AsyncConnection, asked: dict[str, Any], before: int) -> None:
    await connection.execute(statements.FORGET_OLD, {"before": before})
    await connection.execute(statements.ASK, asked)
    await heard.done(connection)


async def _forget(connection: AsyncConnection, place: dict[str, Any], *, answered: bool) -> None:
    await connection.execute(statements.FORGET, place)
    if answered:
        await heard.done(connection)


async def _keep(connection: AsyncConnection, kept: dict[str, Any]) -> None:
    await connection.execute(statements.KEEP, kept)


async def _drop(connection: AsyncConnection, writer: dict[str, Any]) -> None:
    await connection.execute(statements.DROP, writer)


def _place(who: Account, where: Address) -> dict[str, Any]:
    return {**account_row(who), "chat": where.chat, "thread": where.thread}


def _written(question: Question) -> str:
    return json.dumps(asdict(question))


def _read(asked: str) -> Question:
    said = json.loads(asked)
    fields = tuple(
        Field(**{**each, **{name: tuple(each.get(name, ())) for name in ("among", "labels")}})
        for each in said["fields"]
    )
    return Question(
        said["command"],
        tuple(said["given"]),
        fields,
        tuple(said["told"]),
        earlier=tuple(said.get("earlier", ())),
        later=tuple(said.get("later", ())),
    )
