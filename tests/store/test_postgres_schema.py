"""How a PostgreSQL database comes to its schema."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url

from bot.store.open import migrate, open_store
from bot.store.postgres import Postgres
from bot.store.tables import HEAD
from tests.engines import on_postgresql
from tests.invented import NOON, READER, a_story
from tests.postgresql import connected, program, server

pytestmark = on_postgresql


@pytest.fixture
def address() -> str:
    """The address of a fresh database."""
    return server().fresh()


def name_of(address: str) -> str:
    """Give the name of the schema that an address leads into."""
    return address.rpartition("%3D")[2]


def dump_of(address: str) -> list[str]:
    """Write everything down as PostgreSQL's own program does."""
    name = name_of(address)
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [program("pg_dump"), "--inserts", f"--schema={name}", server().address()],
        capture_output=True,
        text=True,
        check=True,
    )
    # It writes a password of its own, another one each time, around what it dumps.
    lines = [line for line in done.stdout.splitlines() if "restrict " not in line]
    return [line.replace(f"{name}.", "").replace(name, "") for line in lines]


async def migrated(address: str, to: str = "head") -> None:
    """Make a database by every migration up to *to*, one after the other."""

    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "bot.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, to)

    database = Postgres(make_url(address), patience=1)
    async with database.writing() as connection:
        await connection.run_sync(upgrade)
    await database.close()


async def test_migrations_make_what_a_fresh_database_has(address: str) -> None:
    grown = server().fresh()
    assert await migrate(address) == ("", HEAD)
    await migrated(grown)
    dump = dump_of(grown)
    assert any("CREATE TABLE stories" in line for line in dump)
    assert sorted(dump) == sorted(dump_of(address))


async def test_text_sorts_as_on_sqlite_whatever_language_the_server_speaks(address: str) -> None:
    await migrate(address)
    with connected(address) as beside:
        columns = beside.execute(
            "SELECT DISTINCT collation_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND data_type = 'text'"
        ).fetchall()
    assert columns == [("C",)]


async def test_the_oldest_schema_is_brought_up_to_date_and_loses_nothing(address: str) -> None:
    await migrated(address, "0001")
    with connected(address) as old:
        values = (READER.platform, READER.person)
        old.execute("INSERT INTO languages VALUES (%s, %s, 'ar')", values)
    store = await open_store(address)
    assert await store.schema() == HEAD
    assert await store.language(READER) == "ar"
    await store.load([a_story()], at=NOON)
    assert len(await store.search("harbour", limit=1)) == 1
    assert await store.check() == ()
    await store.close()


async def test_opening_a_fresh_store_many_times_at_once_makes_it_once(address: str) -> None:
    stores = await asyncio.gather(*(open_store(address) for _ in range(8)))
    assert {await store.schema() for store in stores} == {HEAD}
    for store in stores:
        await store.close()


def test_alembic_stays_asleep_while_there_is_nothing_to_migrate(address: str) -> None:
    """It would take half a second of every start."""
    code = (
        "import asyncio, sys; from bot.store.open import open_store\n"
        "async def go():\n"
        f"    await (await open_store('{address}')).close()\n"
        "asyncio.run(go(), debug=False); asyncio.run(go(), debug=False)\n"
        "assert 'alembic' not in sys.modules\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-X", "dev", "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


async def test_an_index_that_has_lost_a_story_is_found_by_the_check(address: str) -> None:
    store = await open_store(address)
    await store.load([a_story("one"), a_story("two")], at=NOON)
    with connected(address) as hand:
        hand.execute("DELETE FROM search WHERE story = 1")
    assert [str(fault) for fault in await store.check()] == [
        "The index for searching is wrong about one story. Publish it again."
    ]
    await store.close()


async def test_an_altered_content_is_found_by_the_check(address: str) -> None:
    store = await open_store(address)
    await store.load([a_story()], at=NOON)
    with connected(address) as hand:
        hand.execute("UPDATE revisions SET content = replace(content, 'Twelve', 'Eleven')")
    (fault,) = await store.check()
    assert str(fault) == "Revision 1 of “harbour-reopens” is damaged."
    await store.close()
