"""What every verb begins with: the settings, the log, the desk, and the words to speak."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.doors import lanes
from bot.cli.looks import looks, people
from bot.desk import Desk
from bot.settings import Settings, read_settings
from bot.store.open import open_store
from bot.visible import visible
from bot.words import Words, words_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

THROW_AWAY = "sqlite://"


def prepared() -> tuple[Settings, Words]:
    """Read the settings, and write the log to standard error as loudly as they say."""
    settings = read_settings()
    logging.basicConfig(
        level=settings.log.upper(),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    return settings, words_for(settings.language)


@asynccontextmanager
async def opened(
    settings: Settings, *, create: bool, database: str | None = None
) -> AsyncIterator[Desk]:
    """Put a desk over the newsroom's store, and let go of it in the end.

    Args:
        settings: what the person who runs the bot has set.
        create: whether a database that is not there is made.
        database: the URL of another store, in place of the one that is set.
    """
    store = await open_store(database or settings.database, create=create)
    try:
        yield Desk(
            store,
            now=utc_now,
            clock=time.monotonic,
            owners=settings.accounts,
            language=settings.language,
            looks=looks(),
            paces=lanes(settings),
            people=people(),
        )
    finally:
        await store.close()


def utc_now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)


def say(text: str) -> None:
    """Give an answer, on standard output."""
    print(_shown(text))  # noqa: T201 - this is where the command line speaks


def give(document: str) -> None:
    """Give a document on standard output, each sign of it."""
    print(document)  # noqa: T201 - the same


def remark(text: str) -> None:
    """Say something beside the answer, on standard error."""
    print(_shown(text), file=sys.stderr)  # noqa: T201 - the same


def _shown(text: str) -> str:
    # The name of a file may be no text at all, and is told apart by what is not.
    return visible(text.encode(errors="backslashreplace").decode())
