"""Bring a database to the schema this version works with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import StoreError
from bot.store import (  # noqa: F401 - so that the schema has their tables
    dispatch_tables,
    forecast_tables,
    ledger_tables,
    staff_tables,
    wire_tables,
    workshop_tables,
)
from bot.store.tables import HEAD, alembic_version, metadata
from bot.store.upkeep_statements import SCHEMA, STAMP, START_SIGHT
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database, Query

    Read = Callable[[Query], Awaitable[Sequence[Sequence[Any]]]]

FRESH = ""


async def settle(database: Database) -> tuple[str, str]:
    """Make the tables of a fresh database, or bring an older one up to date.

    Returns:
        The schema it had, empty for a fresh one, and the one it has now.

    Raises:
        StoreError: it is newer than this version, or another program's.
    """
    if await _standing(database, database.rows) == HEAD:
        return HEAD, HEAD
    async with database.writing() as connection:

        async def read(statement: Query) -> Sequence[Sequence[Any]]:
            return (await connection.execute(statement)).all()

        await database.hold_schema(connection)
        # Asked again under the lock: somebody else may have done it meanwhile.
        found = await _standing(database, read)
        if found == FRESH:
            await create(database, connection)
        elif found != HEAD:
            await connection.run_sync(_upgrade, found, database.place)
    return found, HEAD


async def create(database: Database, connection: AsyncConnection) -> None:
    """Make the newest schema at once; Alembic would take half a second for the same."""
    await connection.run_sync(metadata.create_all, checkfirst=False)
    await database.create(connection)
    await connection.execute(START_SIGHT)
    await connection.execute(STAMP, {"version_num": HEAD})


def upgrade(connection: Connection) -> None:
    """Run every migration that *connection*'s database has not seen, in its transaction."""
    from alembic import command

    command.upgrade(_config(connection), "head")


async def _standing(database: Database, read: Read) -> str:
    """Name the schema the database stands at."""
    names = {row[0] for row in await read(database.tables)}
    if not names:
        return FRESH
    versions = await read(SCHEMA) if alembic_version.name in names else ()
    if not versions:
        raise StoreError(
            phrase(
                "The database {place} belongs to another program. "
                "Name another one in STORYDESK_DATABASE.",
                place=database.place,
            )
        )
    return str(versions[0][0])


def _upgrade(connection: Connection, found: str, place: str) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    scripts = ScriptDirectory.from_config(_config(connection))
    try:
        scripts.get_revision(found)
    except CommandError as error:
        raise StoreError(
            phrase(
                "The database {place} has schema {found}, and this version of Storydesk knows "
                "no newer one than {head}. Install the newest Storydesk.",
                place=place,
                found=found,
                head=HEAD,
            )
        ) from error
    upgrade(connection)


def _config(connection: Connection) -> Any:  # noqa: ANN401 - Alembic's Config, which is imported only when there is something to migrate
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    return config
