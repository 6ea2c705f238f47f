"""Where the errors of PostgreSQL and its driver end: each becomes one sentence, as SQLite's do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError, Unstorable
from bot.store.database import Overtaken
from bot.store.sentences import DAMAGED, FULL, HELD, REFUSED, UNSTORABLE
from bot.words import N_, phrase

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
# The most particular first; of many errors only the class tells.
SENTENCES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        OVERTAKEN,
        N_("Others changed the same in the database {place} again and again. Try again."),
    ),
    ((errors.LockNotAvailable,), HELD),
    (
        (errors.QueryCanceled,),
        N_(
            "The database {place} took too long and was stopped. Try again; if it stays so, see "
            "what else its server has to do."
        ),
    ),
    ((errors.DiskFull,), FULL),
    (
        (errors.ReadOnlySqlTransaction,),
        N_(
            "The database {place} may only be read, as a copy of another server is. Name the "
            "server that is written to in STORYDESK_DATABASE."
        ),
    ),
    (
        (errors.InsufficientPrivilege, errors.InvalidSchemaName),
        N_(
            "This user may not do in the database {place} what a store needs: {error}. Make the "
            "user the owner of the database."
        ),
    ),
    ((errors.DataCorrupted, errors.IndexCorrupted), DAMAGED),
    (
        (psycopg.DataError, errors.ProgramLimitExceeded, OverflowError, UnicodeEncodeError),
        UNSTORABLE,
    ),
    (
        (psycopg.OperationalError,),
        N_(
            "The database {place} does not answer: {error}. See that its server runs, and that "
            "STORYDESK_DATABASE names it and its user rightly; Storydesk goes on as soon as it "
            "answers."
        ),
    ),
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
    fitting = (sentence for kinds, sentence in SENTENCES if isinstance(error, kinds))
    return phrase(next(fitting, REFUSED), place=place, error=_said(error))


def _said(error: BaseException | None) -> str:
    """Give what the server said as one line, without the driver's advice and the full stop."""
    diagnosis = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    lines = str(diagnosis or error).splitlines()
    return " ".join(line.strip() for line in lines if not line.startswith("\t")).rstrip(".?")
