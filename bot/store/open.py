"""Open a store by its address; the roof alone does so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreError
from bot.store.schema import settle
from bot.store.sql import SqlStore
from bot.store.sqlite import Sqlite
from bot.words import phrase

if TYPE_CHECKING:
    from sqlalchemy import URL

    from bot.store import Store
    from bot.store.database import Database

PATIENCE = 5.0
IN_MEMORY = {None, "", ":memory:"}
POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}  # as people write it


async def open_store(url: str, *, create: bool = True, patience: float = PATIENCE) -> Store:
    """Open the store at *url*; an older schema is brought up to date.

    Args:
        url: `sqlite:///file.db`, `sqlite:////whole/path/file.db`, or `sqlite://` for a store in
            memory that ends with the program; `postgresql://user:password@host/name`.
        create: whether to make a file that is not there yet.
        patience: how many seconds to wait for another program that holds the file, or what is
            written in it.

    Raises:
        StoreError: it cannot be opened; the sentence says why, and never holds a password.
    """
    database, _, _ = await _opened(url, create=create, patience=patience)
    return SqlStore(database)


async def migrate(url: str) -> tuple[str, str]:
    """Bring the store at *url* up to date.

    Returns:
        The schema it had, empty where it had none yet, and the one it has now.

    Raises:
        StoreError: it cannot be opened.
    """
    database, before, now = await _opened(url, create=True, patience=PATIENCE)
    await database.close()
    return before, now


async def _opened(url: str, *, create: bool, patience: float) -> tuple[Database, str, str]:
    database = _database(url, create=create, patience=patience)
    try:
        await database.start()
        before, now = await settle(database)
    except BaseException:
        await database.close()
        raise
    return database, before, now


def _database(url: str, *, create: bool, patience: float) -> Database:
    """Find the engine that *url* names."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        # The address itself is not said: there may be a password in it.
        raise StoreError(
            phrase(
                "This is no address of a database. "
                "Write STORYDESK_DATABASE like sqlite:///storydesk.db."
            )
        ) from None
    if parts.drivername in POSTGRESQL:
        return _postgres(parts.set(drivername="postgresql"), patience=patience)
    path = _path(parts)
    if path is not None:
        _look_at(path, create=create)
    return Sqlite(path, patience=patience)


def _postgres(url: URL, *, patience: float) -> Database:
    """Take the engine for PostgreSQL, whose driver is not installed with every Storydesk."""
    try:
        import psycopg  # noqa: F401 - to tell its absence from every other error
    except ImportError as error:
        raise StoreError(
            phrase(
                "PostgreSQL needs a driver that is not installed here. Install it with "
                "“{command}”.",
                command='pip install "storydesk[postgres]"',
            )
        ) from error
    from bot.store.postgres import Postgres

    return Postgres(url, patience=patience)


def _path(url: URL) -> Path | None:
    """Find the file that *url* names; None for memory."""
    if url.drivername != "sqlite" or url.host or url.query:
        raise StoreError(
            phrase(
                "A database is named with three strokes and a file, like sqlite:///storydesk.db, "
                "or with four and a whole path; one of PostgreSQL like "
                "postgresql://user:password@host/name. Write STORYDESK_DATABASE so."
            )
        )
    return None if url.database in IN_MEMORY else Path(url.database or "").absolute()


def _look_at(path: Path, *, create: bool) -> None:
    """Say what is wrong with a path in better words than an engine has."""
    if path.is_dir():
        raise StoreError(
            phrase("{path} is a folder. Name a file in STORYDESK_DATABASE.", path=path)
        )
    if not path.parent.is_dir():
        raise StoreError(
            phrase(
                "There is no folder {folder} for the database. Make it, or name another place "
                "in STORYDESK_DATABASE.",
                folder=path.parent,
            )
        )
    if not path.exists() and not create:
        raise StoreError(
            phrase("There is no database {path}. Make one with “storydesk load FOLDER”.", path=path)
        )
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise StoreError(
            phrase(
                "The database {place} may only be read. Give this user the right to write the "
                "file and its folder.",
                place=path,
            )
        )
