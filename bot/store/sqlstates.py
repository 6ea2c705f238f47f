"""Where the errors of PostgreSQL and its driver end: each becomes one sentence, as SQLite's do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError, Unstorable
from bot.store.database import Overtaken
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.words import Phrase

# Somebody else's transaction came between. A unique value that is taken is one of these: what was
# looked up before it does not hold any more, and whoever looks again sees whose it is.
OVERTAKEN = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)
NEVER = (  # however often it is tried
    psycopg.DataError,
    psycopg.IntegrityError,
    errors.ProgramLimitExceeded,
    OverflowError,
    UnicodeEncodeError,
)


@contextmanager
def border(place: str) -> Iterator[None]:
    """Let no error of the driver pass.

    Args:
        place: the database, as a person may see it named.

    Raises:
        Overtaken: the same work, done again, may well succeed.
        Unstorable: it never will.
        StoreError: in place of whatever else the driver raised, which is its cause.
    """
    try:
        yield
    except (psycopg.Error, DBAPIError, OverflowError, UnicodeEncodeError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(error, DBAPIError) and not isinstance(cause, psycopg.Error):
            raise  # of the other engine, whose border is further out
        raise _kind(cause)(_sentence(cause, place)) from error


def _kind(error: BaseException | None) -> type[StoreError]:
    if isinstance(error, OVERTAKEN):
        return Overtaken
    return Unstorable if isinstance(error, NEVER) else StoreError


def _sentence(error: BaseException | None, place: str) -> Phrase:
    """Say what is wrong at *place*, most particular first."""
    match error:
        case errors.SerializationFailure() | errors.DeadlockDetected() | errors.UniqueViolation():
            return phrase(
                "Others changed the same in the database {place} again and again. Try again.",
                place=place,
            )
        case errors.LockNotAvailable():
            return phrase(
                "Another program holds the database {place}. "
                "Wait until it is done, or stop it, and try again.",
                place=place,
            )
        case errors.QueryCanceled():
            return phrase(
                "The database {place} took too long and was stopped. Try again; if it stays so, "
                "see what else its server has to do.",
                place=place,
            )
        case errors.DiskFull():
            return phrase(
                "There is no room left for the database {place}. Free some space and try again; "
                "what was stored before is safe.",
                place=place,
            )
        case errors.ReadOnlySqlTransaction():
            return phrase(
                "The database {place} may only be read, as a copy of another server is. "
                "Name the server that is written to in STORYDESK_DATABASE.",
                place=place,
            )
        case errors.InsufficientPrivilege() | errors.InvalidSchemaName():
            return phrase(
                "This user may not do in the database {place} what a store needs: {error}. "
                "Make the user the owner of the database.",
                place=place,
                error=_said(error),
            )
        case errors.DataCorrupted() | errors.IndexCorrupted():
            return phrase(
                "The database {place} is damaged. Put it aside and restore a backup.", place=place
            )
        case _:
            return _sentence_of_class(error, place)


def _sentence_of_class(error: BaseException | None, place: str) -> Phrase:
    """Say what is wrong where only the class of the error tells."""
    match error:
        case (
            psycopg.DataError()
            | errors.ProgramLimitExceeded()
            | OverflowError()
            | UnicodeEncodeError()
        ):
            return phrase(
                "The database {place} cannot hold this: {error}.", place=place, error=_said(error)
            )
        case psycopg.OperationalError():
            return phrase(
                "The database {place} does not answer: {error}. See that its server runs, and "
                "that STORYDESK_DATABASE names it and its user rightly; Storydesk goes on as soon "
                "as it answers.",
                place=place,
                error=_said(error),
            )
        case _:
            return phrase(
                "The database {place} did not do what it was asked: {error}.",
                place=place,
                error=_said(error),
            )


def _said(error: BaseException | None) -> str:
    """Give what the server said as one line, without the driver's advice and the full stop."""
    diagnosis = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    lines = str(diagnosis or error).splitlines()
    return " ".join(line.strip() for line in lines if not line.startswith("\t")).rstrip(".?")
