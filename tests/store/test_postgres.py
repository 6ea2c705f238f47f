"""What is PostgreSQL's alone: its addresses, its sentences, its locks, and lines that are cut."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from bot.errors import Conflict, StoreError
from bot.store import postgres
from bot.store.open import open_store as open_at
from bot.store.tables import HEAD
from tests.engines import on_postgresql
from tests.invented import NOON, READER, a_story
from tests.postgresql import connected, server

if TYPE_CHECKING:
    from bot.story import Story
    from tests.conftest import OpenStore

pytestmark = on_postgresql

EDITOR = "console:editor"


@pytest.fixture
def address() -> str:
    """The address of a fresh database."""
    return server().fresh()


async def refusal(address: str) -> str:
    with pytest.raises(StoreError) as refused:
        await open_at(address)
    return str(refused.value)


def cut_every_line() -> None:
    """End every connection but our own, as a restart of the server does."""
    with connected(server().address()) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )


async def until_they_wait(number: int) -> list[int]:
    """Wait until so many processes of the server wait for another one, and name them."""
    with connected(server().address()) as beside:
        while True:
            waiting = beside.execute(
                "SELECT pid FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"
            ).fetchall()
            if len(waiting) >= number:
                return [pid for (pid,) in waiting]
            await asyncio.sleep(0.01)


# Addresses


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
async def test_every_name_of_postgresql_is_known(address: str, scheme: str) -> None:
    store = await open_at(address.replace("postgresql", scheme, 1))
    assert await store.schema() == HEAD
    await store.close()


async def test_without_its_driver_the_command_that_installs_it_is_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'pip install "storydesk[postgres]"' in await refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hunter2@localhost:1/news",
        "postgresql://me:hunter2@/news?host=/nowhere",
        "postgresql://me@localhost:1/news?password=hunter2",
        "postgresql://me:hunter2@name.invalid/news",
        "postgresql://me:hunter2@localhost:1/news?hunter=hunter2",
    ],
)
async def test_a_server_that_does_not_answer_is_named_without_its_secrets(address: str) -> None:
    said = await refusal(address)
    assert "postgresql://me@" in said
    assert "hunter2" not in said


async def test_a_database_that_is_not_there_is_told_in_the_words_of_the_server() -> None:
    said = await refusal(server().address().replace("/postgres?", "/nowhere?"))
    assert 'database "nowhere" does not exist' in said
    assert "STORYDESK_DATABASE" in said


async def test_a_schema_that_is_not_there_is_told(address: str) -> None:
    assert "no schema has been selected" in await refusal(address.replace("test_", "nowhere_"))


async def test_a_user_without_rights_is_told_what_to_ask_for(address: str) -> None:
    with connected(address) as other:
        other.execute("CREATE ROLE reader LOGIN")
        other.execute(
            "DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA '"
            " || current_schema() || ' TO reader'; END $$"
        )
    said = await refusal(address.replace("postgres@", "reader@"))
    assert "permission denied for schema" in said
    assert "owner of the database" in said


async def test_a_server_that_may_only_be_read_is_told(address: str) -> None:
    said = await refusal(f"{address}%20-cdefault_transaction_read_only%3Don")
    assert "may only be read, as a copy of another server is" in said


async def test_a_database_that_lacks_letters_is_refused(address: str) -> None:
    with connected(address) as other:
        other.execute("CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    said = await refusal(server().address().replace("/postgres?", "/western?"))
    assert "as LATIN1, which lacks most letters" in said


async def test_a_server_that_is_too_old_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 99)
    assert "must be 99 or later" in await refusal(address)


async def test_a_database_of_another_program_is_left_as_it_is(address: str) -> None:
    with connected(address) as other:
        other.execute("CREATE TABLE recipes (name text)")
        assert "belongs to another program" in await refusal(address)
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        assert other.execute(tables).fetchall() == [("recipes",)]


async def test_a_newer_schema_is_refused_with_both_versions(address: str) -> None:
    await (await open_at(address)).close()
    with connected(address) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '0999'")
    said = await refusal(address)
    assert "0999" in said
    assert HEAD in said


# Several programs


async def test_of_stories_that_come_with_one_key_at_once_exactly_one_is_taken(
    address: str, open_store: OpenStore
) -> None:
    stores = [await open_store() for _ in range(6)]
    with connected(address) as other, other.transaction():
        other.execute("LOCK TABLE stories IN SHARE MODE")  # until all have seen that it is free
        savers = [
            asyncio.create_task(store.save(a_story(f"s-{n}"), by=EDITOR, at=NOON, key="kite:1"))
            for n, store in enumerate(stores)
        ]
        await until_they_wait(len(savers))
    results = await asyncio.gather(*savers, return_exceptions=True)
    refused = [result for result in results if isinstance(result, Exception)]
    assert len(refused) == len(stores) - 1
    assert all(isinstance(error, Conflict) for error in refused)
    assert all("This story is here already, as" in str(error) for error in refused)
    assert (await stores[0].counts()).drafts == 1


async def test_loaders_that_meet_in_a_circle_all_come_through(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]

    def files(text: str) -> list[Story]:
        return [a_story(f"file-{n}", summary=text) for n in range(30)]

    for text in ("First.", "Second."):
        results = await asyncio.gather(
            *(
                store.load(files(text)[:: 1 if n % 2 else -1], at=NOON)
                for n, store in enumerate(stores)
            )
        )
        changes = [loaded.change for some in results for loaded in some]
        assert changes.count("same") == 30 * (len(stores) - 1)
    assert (await stores[0].counts()).revisions == 60


async def test_readers_choose_a_language_from_several_programs_at_once(
    open_store: OpenStore,
) -> None:
    stores = [await open_store() for _ in range(6)]
    languages = ["ar", "de", "es", "fr", "nl", "pt"]
    for _ in range(5):
        await asyncio.gather(
            *(s.speak(READER, tag) for s, tag in zip(stores, languages, strict=True))
        )
    assert await stores[0].language(READER) in languages


async def test_who_waits_too_long_for_a_story_is_told_who_holds_it(address: str) -> None:
    store = await open_at(address, patience=0.1)
    await store.save(a_story(), by=EDITOR, at=NOON)
    with connected(address) as other, other.transaction():
        other.execute("SELECT 1 FROM stories FOR UPDATE")
        with pytest.raises(StoreError, match="Another program holds the database"):
            await store.save(a_story(headline="New"), by=EDITOR, at=NOON)
        assert await store.find("harbour-reopens")
        assert (await store.save(a_story("other"), by=EDITOR, at=NOON)).number == 1
    assert (await store.save(a_story(headline="New"), by=EDITOR, at=NOON)).number == 2
    await store.close()


# Lines that are cut


async def test_a_store_goes_on_when_the_server_has_ended_its_connections(
    open_store: OpenStore,
) -> None:
    store = await open_store()
    await asyncio.gather(*(store.save(a_story(f"s-{n}"), by=EDITOR, at=NOON) for n in range(6)))
    await asyncio.gather(*(store.find(f"s-{n}") for n in range(6)))
    assert await store.search("harbour", limit=1) == ()
    cut_every_line()
    assert await store.search("harbour", limit=1) == ()
    assert await store.find("s-1")
    await asyncio.gather(*(store.find(f"s-{n}") for n in range(6)))
    await asyncio.gather(*(store.publish(f"s-{n}", 1, at=NOON) for n in range(6)))
    cut_every_line()
    assert (await store.save(a_story("last"), by=EDITOR, at=NOON)).number == 1


async def test_a_line_that_is_cut_while_writing_is_told_and_leaves_nothing_half(
    address: str,
) -> None:
    store = await open_at(address)
    with connected(address) as other, other.transaction():
        other.execute("LOCK TABLE revisions IN ACCESS EXCLUSIVE MODE")
        task = asyncio.create_task(store.load([a_story()], at=NOON))
        (writing,) = await until_they_wait(1)
        other.execute("SELECT pg_terminate_backend(%s)", (writing,))
        with pytest.raises(StoreError, match="does not answer: terminating connection"):
            await task
    assert (await store.counts()).revisions == 0
    assert await store.find("harbour-reopens") is None
    assert [loaded.change for loaded in await store.load([a_story()], at=NOON)] == ["new"]
    await store.close()
