"""A whole copy of a database, one SQLite file, tried before it gets its name."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.errors import Problem, StoreError
from bot.store.upkeep_statements import COUNT_REVISIONS
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

# Reads as of one moment while others write on, and leaves out the gaps.
COPY_INTO = text("VACUUM INTO :path")


async def copied(
    write: Callable[[Path], Awaitable[None]],
    revisions: Callable[[], Awaitable[int]],
    path: Path,
) -> None:
    """Make a copy at *path*; whatever fails, no file is left behind.

    Args:
        write: writes all data to a new SQLite file.
        revisions: counts the revisions there are.
        path: where no file is yet.

    Raises:
        Problem: there is a file at *path* already.
        StoreError: the copy cannot be written, or is not sound.
    """
    _refuse_to_overwrite(path)
    part = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        before = await revisions()
        await write(part)
        after = await revisions()
        await asyncio.to_thread(_finish, part, path, range(before, after + 1))
    except OSError as error:
        raise StoreError(
            phrase(
                "The copy cannot be written to {path}: {error}. Choose another place.",
                path=path,
                error=error.strerror or error,
            )
        ) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def _refuse_to_overwrite(path: Path) -> None:
    if path.is_dir():
        raise Problem(phrase("{path} is a folder. Name a new file.", path=path))
    if path.exists():
        raise Problem(phrase("There is a file at {path} already. Choose another name.", path=path))


def _finish(part: Path, path: Path, revisions: range) -> None:
    """Try the copy, make it last, and give it its name."""
    with closing(sqlite3.connect(part)) as copy:
        sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (held,) = copy.execute(str(COUNT_REVISIONS)).fetchone()
    if not sound or held not in revisions:
        raise StoreError(
            phrase(
                "The copy was not sound and has been thrown away. Run “storydesk doctor”, "
                "and see that the disk is well."
            )
        )
    with part.open("rb") as file:
        os.fsync(file.fileno())
    _refuse_to_overwrite(path)
    part.rename(path)
