"""Statements straight to the driver: one change of threads where SQLAlchemy makes four.

They run in the transaction of the connection that they are given, and what its driver raises ends
at the same border.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiosqlite
    import psycopg
    from sqlalchemy import Dialect, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection


async def rows(
    connection: AsyncConnection, statement: Executable, values: Mapping[str, object]
) -> Sequence[Sequence[Any]]:
    """Give the rows that *statement* reads or returns; none where it does neither."""
    sql, names, given = _prepared(connection, statement, values)
    if names is not None:
        return list(await _file(connection).execute_fetchall(sql, [given[name] for name in names]))
    cursor = await _server(connection).execute(sql.encode(), given)
    return await cursor.fetchall() if cursor.description else ()


async def written(
    connection: AsyncConnection, statement: Executable, values: Mapping[str, object]
) -> int:
    """Run *statement*, and tell how many rows it has written."""
    sql, names, given = _prepared(connection, statement, values)
    if names is not None:
        file = _file(connection)
        await file.execute_fetchall(sql, [given[name] for name in names])
        # Python's own count knows no statement that begins with other tables.
        ((changes,),) = await file.execute_fetchall("SELECT changes()")
        return int(changes)
    return (await _server(connection).execute(sql.encode(), given)).rowcount


def _prepared(
    connection: AsyncConnection, statement: Executable, values: Mapping[str, object]
) -> tuple[str, Sequence[str] | None, Mapping[str, object]]:
    """Give a statement, the names of its values where they go in order, and all its values."""
    sql, names, fixed = _compiled(statement, connection.dialect)
    return sql, names if connection.dialect.positional else None, {**fixed, **values}


def _file(connection: AsyncConnection) -> aiosqlite.Connection:
    return cast("aiosqlite.Connection", _driver(connection))


def _server(connection: AsyncConnection) -> psycopg.AsyncConnection[tuple[Any, ...]]:
    return cast("psycopg.AsyncConnection[tuple[Any, ...]]", _driver(connection))


def _driver(connection: AsyncConnection) -> object:
    return cast("Any", connection.sync_connection).connection.driver_connection


@lru_cache(maxsize=256)
def _compiled(
    statement: Executable, dialect: Dialect
) -> tuple[str, Sequence[str], Mapping[str, object]]:
    """Give a statement as the driver takes it, the names of its values, and those it has."""
    compiled = cast("Any", statement).compile(dialect=dialect)
    return str(compiled), compiled.positiontup or (), compiled.params
