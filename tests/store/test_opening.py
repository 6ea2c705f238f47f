"""What people are told about a database that cannot be opened."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import StoreError
from bot.store.open import open_store
from bot.store.schema import settle
from bot.store.sql import SqlStore
from bot.store.sqlite import Sqlite
from bot.store.tables import HEAD
from tests.hands import open_as_nobody, several
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def diary(file: Path) -> Path:
    file.write_text("My diary. " * 1000)
    return file


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into, unlike those of pytest, and only its owner write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def content(path: Path) -> bytes:
    return path.read_bytes()


def cut(path: Path, rest: float) -> None:
    """Leave only *rest* of a file."""
    whole = content(path)
    path.write_bytes(whole[: int(len(whole) * rest)])


async def made(path: Path) -> str:
    """Make a store with one story at *path* and give its address."""
    address = f"sqlite:///{path}"
    store = await open_store(address)
    await store.load([a_story()], at=NOON)
    await store.close()
    return address


async def refusal(address: str, *, create: bool = True, patience: float = 0.05) -> str:
    with pytest.raises(StoreError) as refused:
        await open_store(address, create=create, patience=patience)
    return str(refused.value)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "no address of a database"),
        ("storydesk.db", "no address of a database"),
        ("postgresql+asyncpg://me:hunter2@host/news", "one of PostgreSQL like"),
        ("postgresql://me:hunter2@host:port/news", "no address of a database"),
        ("mysql://me:hunter2@host/news", "three strokes and a file"),
        ("sqlite://store.db", "three strokes and a file"),
        ("sqlite:///store.db?hunter2=1", "three strokes and a file"),
    ],
)
async def test_an_address_that_is_none_is_explained_without_its_secrets(
    address: str, sentence: str
) -> None:
    said = await refusal(address)
    assert sentence in said
    assert "hunter2" not in said


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert await refusal(f"sqlite:///{tmp_path}") == (
        f"{tmp_path} is a folder. Name a file in STORYDESK_DATABASE."
    )


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"no folder {tmp_path / 'nowhere'}" in await refusal(
        f"sqlite:///{tmp_path}/nowhere/s.db"
    )


async def test_a_missing_file_is_made_only_when_asked(file: Path) -> None:
    assert f"There is no database {file}" in await refusal(f"sqlite:///{file}", create=False)
    assert not file.exists()  # noqa: ASYNC240 - nothing else runs
    await made(file)
    store = await open_store(f"sqlite:///{file}", create=False)
    assert (await store.counts()).published == 1
    await store.close()


async def test_a_file_that_is_no_database_is_left_as_it_is(diary: Path) -> None:
    before = content(diary)
    assert "is no database" in await refusal(f"sqlite:///{diary}")
    assert content(diary) == before


async def test_a_database_of_another_program_is_left_as_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name)")
    assert "belongs to another program" in await refusal(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


async def test_an_empty_file_becomes_a_store(file: Path) -> None:
    file.touch()  # noqa: ASYNC240 - nothing else runs
    await made(file)


async def test_a_newer_schema_is_refused_with_both_versions(file: Path) -> None:
    address = await made(file)
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '0999'")
        newer.commit()
    said = await refusal(address)
    assert "0999" in said
    assert HEAD in said
    assert "Install the newest Storydesk" in said


@pytest.mark.parametrize("rest", [0.3, 0.6, 0.9])
async def test_half_a_file_is_reported_and_never_crashes(file: Path, rest: float) -> None:
    address = await made(file)
    cut(file, rest)
    try:
        store = await open_store(address)
    except StoreError as error:
        assert "damaged" in str(error)  # noqa: PT017 - it may open, or refuse to
    else:
        assert await store.check()
        await store.close()


async def test_an_altered_content_is_found_by_the_check(file: Path) -> None:
    address = await made(file)
    with closing(sqlite3.connect(file)) as hand:
        hand.execute("UPDATE revisions SET content = replace(content, 'Twelve', 'Eleven')")
        hand.execute("DELETE FROM search")
        hand.commit()
    store = await open_store(address)
    said = " ".join(map(str, await store.check()))
    await store.close()
    assert "Revision 1 of “harbour-reopens” is damaged." in said
    assert "index" in said


async def test_a_content_that_is_no_story_is_said_to_be_damaged(file: Path) -> None:
    address = await made(file)
    with closing(sqlite3.connect(file)) as hand:
        hand.execute("""UPDATE revisions SET content = '{"slug": "x"}'""")
        hand.commit()
    store = await open_store(address)
    with pytest.raises(StoreError, match="storydesk doctor"):
        await store.latest(limit=1)
    await store.close()


async def test_a_locked_database_can_be_read_and_says_who_waits(file: Path) -> None:
    address = await made(file)
    store = await open_store(address, patience=0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(await store.latest(limit=9)) == 1
        with pytest.raises(StoreError, match="Another program holds the database"):
            await store.save(a_story("other"), by="console:editor", at=NOON)
        other.execute("ROLLBACK")
    assert (await store.save(a_story("other"), by="console:editor", at=NOON)).number == 1
    await store.close()


async def test_a_fresh_file_that_somebody_holds_is_not_opened(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program holds the database" in await refusal(f"sqlite:///{file}")


async def test_a_read_only_file_is_named_with_what_to_do(open_folder: Path) -> None:
    address = await made(open_folder / "store.db")
    open_folder.joinpath("store.db").chmod(0o444)
    with several(1) as pool:
        said = pool.submit(open_as_nobody, address).result()
    assert "may only be read. Give this user the right" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can make it and be nobody")
async def test_a_read_only_folder_is_named_with_what_to_do(open_folder: Path) -> None:
    address = await made(open_folder / "store.db")
    open_folder.joinpath("store.db").chmod(0o666)
    with several(1) as pool:
        said = pool.submit(open_as_nobody, address).result()
    assert "its folder" in said


async def test_a_full_database_says_so_keeps_all_and_goes_on_when_there_is_room(
    file: Path,
) -> None:
    database = Sqlite(file, patience=1)
    await database.start()
    await settle(database)
    store = SqlStore(database)
    await store.load([a_story()], at=NOON)
    async with database.writing() as connection:
        pages = await connection.scalar(text("PRAGMA page_count"))
        await connection.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
    many = [a_story(f"story-{n}") for n in range(200)]
    with pytest.raises(StoreError, match="no room left"):
        await store.load(many, at=NOON)
    assert (await store.counts()).published == 1
    async with database.writing() as connection:
        await connection.execute(text("PRAGMA max_page_count = 100000"))
    assert len(await store.load(many, at=NOON)) == 200
    assert await store.check() == ()
    await store.close()


def test_nothing_answers_late_of_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    async def refused() -> None:
        database = Sqlite(tmp_path / "nowhere" / "store.db", patience=0)
        with pytest.raises(StoreError, match="nowhere"):
            await database.start()
        await database.close()

    # What answers a loop that has ended is found by pytest: it happened in one of fifty or so.
    for _ in range(100):
        asyncio.run(refused())
