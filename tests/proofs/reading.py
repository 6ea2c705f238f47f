"""The intake in a process of its own, in more haste than people have; made to be killed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.taking_in.intake
from bot.pushing.clock import Clock
from bot.store.open import open_store
from bot.taking_in.incoming import Reader
from bot.web import Web
from bot.wires import Source
from bot.words import words_for
from tests.web.site import HOME, everything_is

EVERY = timedelta(seconds=0.1)


def sources(url: str, folder: str) -> tuple[Source, Source]:
    """Give both sources, each trusted."""
    return Source("web", url, is_trusted=True), Source("folder", Path(folder), is_trusted=True)


def read_until_killed(database: str, worker: str, url: str, folder: str) -> None:
    """Read both sources again and again."""
    bot.taking_in.intake.LEASE = timedelta(seconds=1)
    bot.taking_in.intake.LOOK = 0.02
    with suppress(KeyboardInterrupt):
        asyncio.run(_read(database, worker, url, folder))


async def _read(database: str, worker: str, url: str, folder: str) -> None:
    store = await open_store(database)
    web = Web(_now, look_up=lambda _host, _port: everything_is(HOME), allowed=[HOME])
    intake = bot.taking_in.intake.Intake(
        store.wires,
        sources(url, folder),
        Reader(store.wires, web, _now),
        clock=Clock(store.ledger, _now),
        worker=worker,
        every=EVERY,
        words=words_for("en"),
    )
    try:
        await intake.run(lambda *_: None)
    finally:
        await store.close()


def _now() -> datetime:
    return datetime.now(UTC)
