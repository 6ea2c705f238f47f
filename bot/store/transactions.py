"""Work in transactions, each whole or not at all, whoever waits for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from bot.store.database import Overtaken

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")

MOST_TRIES = 8


class Transactions:
    """The transactions of one database.

    Args:
        database: the engine.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._under_way: set[asyncio.Task[object]] = set()

    async def do(
        self,
        work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do *work* in one transaction, anew where another one came between."""

        async def transaction() -> T:
            async with self._database.writing() as connection:
                return await work(connection, *args, **kwargs)

        async def transactions() -> T:
            for _ in range(MOST_TRIES - 1):
                with suppress(Overtaken):
                    return await transaction()
            return await transaction()

        # Who asked may be cancelled; a transaction that has begun ends by itself all the same.
        task = asyncio.create_task(transactions())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def finish(self) -> None:
        """Wait for those under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
