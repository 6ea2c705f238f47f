"""Where the driver's errors end: each becomes one sentence that says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError, Unstorable
from bot.store.sentences import DAMAGED, FULL, HELD, REFUSED, UNSTORABLE
from bot.words import N_, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.words import Phrase

NEVER = (sqlite3.DataError, sqlite3.IntegrityError)  # however often it is tried
PRIMARY_CODE = 0xFF  # SQLite says the particulars of an error in the higher bits
READ_ONLY = N_(
    "The database {place} may only be read. Give this user the right to write the file and its "
    "folder."
)
SENTENCES = {
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_AUTH: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: N_(
        "The disk did not do its work for the database {place}. See that it has room and is "
        "sound, and try again; what was stored before is safe."
    ),
    sqlite3.SQLITE_CANTOPEN: N_(
        "The database {place} cannot be opened. See that its folder is there and that this user "
        "may read and write it."
    ),
    sqlite3.SQLITE_NOTADB: N_("{place} is no database. Name another file in STORYDESK_DATABASE."),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
}


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
        raise Unstorable(phrase(UNSTORABLE, place=place, error=error)) from error


def is_held(error: StoreError) -> bool:
    """Whether somebody else held the file, so that another try may do."""
    cause = error.__cause__
    driver = cause.orig if isinstance(cause, DBAPIError) else cause
    return _code(driver) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _kind(error: sqlite3.Error) -> type[StoreError]:
    return Unstorable if isinstance(error, NEVER) else StoreError


def _sentence(error: sqlite3.Error, place: str) -> Phrase:
    return phrase(SENTENCES.get(_code(error), REFUSED), place=place, error=error)


def _code(error: BaseException | None) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
