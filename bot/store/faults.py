"""Where the driver's errors end: each becomes one sentence that says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError, Unstorable
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.words import Phrase

NEVER = (sqlite3.DataError, sqlite3.IntegrityError)  # however often it is tried
PRIMARY_CODE = 0xFF  # SQLite says the particulars of an error in the higher bits


@contextmanager
def border(place: str) -> Iterator[None]:
    """Let no error of a driver pass.

    Args:
        place: the database, as a person may see it named.

    Raises:
        StoreError: in place of whatever the driver raised, which is its cause.
    """
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise  # of the other engine, whose border is further out
        raise _kind(error.orig)(_sentence(error.orig, place)) from error
    except sqlite3.Error as error:
        raise _kind(error)(_sentence(error, place)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise Unstorable(
            phrase("The database {place} cannot hold this: {error}.", place=place, error=error)
        ) from error


def is_held(error: StoreError) -> bool:
    """Whether somebody else held the file, so that another try may do."""
    cause = error.__cause__
    driver = cause.orig if isinstance(cause, DBAPIError) else cause
    code = getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _kind(error: sqlite3.Error) -> type[StoreError]:
    return Unstorable if isinstance(error, NEVER) else StoreError


def _sentence(error: BaseException | None, place: str) -> Phrase:
    """Say what is wrong at *place*, most particular first."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return phrase(
                "Another program holds the database {place}. "
                "Wait until it is done, or stop it, and try again.",
                place=place,
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return phrase(
                "The database {place} may only be read. Give this user the right to write the "
                "file and its folder.",
                place=place,
            )
        case sqlite3.SQLITE_FULL:
            return phrase(
                "There is no room left for the database {place}. Free some space and try again; "
                "what was stored before is safe.",
                place=place,
            )
        case sqlite3.SQLITE_IOERR:
            return phrase(
                "The disk did not do its work for the database {place}. See that it has room and "
                "is sound, and try again; what was stored before is safe.",
                place=place,
            )
        case sqlite3.SQLITE_CANTOPEN:
            return phrase(
                "The database {place} cannot be opened. See that its folder is there and that "
                "this user may read and write it.",
                place=place,
            )
        case sqlite3.SQLITE_NOTADB:
            return phrase(
                "{place} is no database. Name another file in STORYDESK_DATABASE.", place=place
            )
        case sqlite3.SQLITE_CORRUPT:
            return phrase(
                "The database {place} is damaged. Put it aside and restore a backup.", place=place
            )
        case _:
            return phrase(
                "The database {place} did not do what it was asked: {error}.",
                place=place,
                error=error,
            )
