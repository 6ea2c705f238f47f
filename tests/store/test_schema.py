"""How a database comes to its schema."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.errors import StoreError
from bot.store import schema, sqlite
from bot.store.open import migrate, open_store
from bot.store.sqlite import Sqlite
from bot.store.tables import HEAD
from tests.invented import NOON, READER, a_story

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def schema_of(path: Path) -> set[tuple[str, str, str, frozenset[str]]]:
    """Give what is there, each with its parts: a column that was added later stands elsewhere."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return {(kind, name, table, parts_of(sql or "")) for kind, name, table, sql in found}


def parts_of(sql: str) -> frozenset[str]:
    outside_brackets = r",\s+(?![^()]*\))"
    head, _, body = sql.partition("(")
    return frozenset((head, *map(str.strip, re.split(outside_brackets, body.rpartition(")")[0]))))


def contents_of(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        return {line for line in database.iterdump() if not line.startswith("CREATE TABLE")}


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


async def migrated(path: Path, to: str = "head") -> None:
    """Make a database by every migration up to *to*, one after the other."""

    def upgrade(connection: Connection) -> None:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, to)

    database = Sqlite(path, patience=1)
    await database.start()
    async with database.writing() as connection:
        await connection.run_sync(upgrade)
    await database.close()


def test_the_newest_migration_is_the_schema_that_the_tables_have() -> None:
    assert ScriptDirectory.from_config(migrations()).get_heads() == [HEAD]


async def test_migrations_make_what_a_fresh_database_has(tmp_path: Path) -> None:
    fresh, grown = tmp_path / "fresh.db", tmp_path / "grown.db"
    assert await migrate(f"sqlite:///{fresh}") == ("", HEAD)
    await migrated(grown)
    assert schema_of(grown) == schema_of(fresh)
    assert contents_of(grown) == contents_of(fresh)


async def test_a_migrated_database_is_a_store(tmp_path: Path) -> None:
    path = tmp_path / "grown.db"
    await migrated(path)
    assert await migrate(f"sqlite:///{path}") == (HEAD, HEAD)
    store = await open_store(f"sqlite:///{path}")
    await store.load([a_story()], at=NOON)
    assert len(await store.search("harbour", limit=1)) == 1
    assert await store.schema() == HEAD
    assert await store.check() == ()
    await store.close()


async def test_opening_a_fresh_store_many_times_at_once_makes_it_once(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    stores = await asyncio.gather(*(open_store(address) for _ in range(8)))
    assert {await store.schema() for store in stores} == {HEAD}
    for store in stores:
        await store.close()


def test_alembic_stays_asleep_while_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    """It would take half a second of every start."""
    program = (
        "import asyncio, sys; from bot.store.open import open_store\n"
        "async def go():\n"
        f"    await (await open_store('sqlite:///{tmp_path / 'store.db'}')).close()\n"
        "asyncio.run(go()); asyncio.run(go())\n"
        "assert 'alembic' not in sys.modules\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-X", "dev", "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


async def test_a_library_without_full_text_search_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "OLDEST", (999, 0))
    with pytest.raises(StoreError, match="with FTS5"):
        await open_store(f"sqlite:///{tmp_path / 'store.db'}")


async def test_the_oldest_schema_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await migrated(path, "0001")
    with closing(sqlite3.connect(path)) as old:
        old.execute("INSERT INTO languages VALUES (?, ?, 'ar')", (READER.platform, READER.person))
        old.commit()
    store = await open_store(f"sqlite:///{path}")
    assert await store.schema() == HEAD
    assert await store.language(READER) == "ar"
    await store.mark_answered("chat", ["1"], at=NOON)
    assert await store.answered("chat", ["1", "2"]) == {"1"}
    await store.close()


async def test_an_older_schema_is_brought_up_to_date_by_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later version does, which knows one more."""
    later = "9999"
    address = f"sqlite:///{tmp_path / 'store.db'}"
    await migrate(address)
    steps: list[object] = []
    monkeypatch.setattr(schema, "HEAD", later)
    monkeypatch.setattr(schema, "upgrade", steps.append)
    assert await migrate(address) == (HEAD, later)
    assert len(steps) == 1
