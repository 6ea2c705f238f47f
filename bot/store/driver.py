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
    sql, names, fixed = _compiled(statement, connection.dialect)
    given = {**fixed, **values}
    pooled = cast("Any", connection.sync_connection).connection
    if connection.dialect.positional:
        on_file = cast("aiosqlite.Connection", pooled.driver_connection)
        return list(await on_file.execute_fetchall(sql, [given[name] for name in names]))
    on_server = cast("psycopg.AsyncConnection[tuple[Any, ...]]", pooled.driver_connection)
    cursor = await on_server.execute(sql.encode(), given)
    return await cursor.fetchall() if cursor.description else ()


@lru_cache(maxsize=256)
def _compiled(
    statement: Executable, dialect: Dialect
) -> tuple[str, Sequence[str], Mapping[str, object]]:
    """Give a statement as the driver takes it, the names of its values, and those it has."""
    compiled = cast("Any", statement).compile(dialect=dialect)
    return str(compiled), compiled.positiontup or (), compiled.params
