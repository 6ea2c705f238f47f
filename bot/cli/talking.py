"""The verb that opens the console: try."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.cli.opening import THROW_AWAY, opened, prepared, remark, utc_now
from bot.editing.releasing import TICK, Releasing
from bot.errors import Problem, StoreError
from bot.pushing.clock import Clock, steady
from bot.words import phrase

if TYPE_CHECKING:
    import argparse

    from bot.desk import Desk
    from bot.settings import Settings
    from bot.words import Words


log = logging.getLogger(__name__)


def try_(asked: argparse.Namespace) -> int:
    """Talk to the bot in this terminal."""
    settings, words = prepared()
    asyncio.run(_try(settings, words, as_json=asked.json))
    return 0


async def _try(settings: Settings, words: Words, *, as_json: bool) -> None:
    """Open the console on the named database, or on a throw-away one with the story files."""
    from adapters.console.adapter import Console

    named = "database" in settings.model_fields_set
    async with opened(settings, create=True, database=None if named else THROW_AWAY) as desk:
        if not named:
            await _fill(desk, settings, words)
        console = Console(as_json=as_json, language=settings.language)
        over = asyncio.Event()
        releases = asyncio.create_task(_releases(desk, over))
        try:
            await console.run(desk, ready=lambda: None)
        finally:
            # It is not broken off in the middle of a question to the database.
            over.set()
            await asyncio.wait([releases])


async def _releases(desk: Desk, over: asyncio.Event) -> None:
    """Publish what is planned while somebody talks here, as `run` does; a store may be busy."""
    clock = Clock(desk.store.ledger, steady(utc_now))
    releasing = Releasing(desk, clock)
    while not over.is_set():
        try:
            await clock.set()
            await releasing.look()
        except StoreError as error:
            log.info("what is due was not published: %s", error)
        with suppress(TimeoutError):
            async with asyncio.timeout(TICK):
                await over.wait()


async def _fill(desk: Desk, settings: Settings, words: Words) -> None:
    """Load the sound story files; a visitor should not be kept out by a broken one."""
    from bot.taking_in.folder import read_files, story_files

    if not settings.folder.is_dir():
        raise Problem(phrase("There is no folder {folder}.", folder=str(settings.folder)))
    readings = read_files(story_files([settings.folder]), lambda _: None)
    for path in sorted({path for path, _ in readings.faults}):
        remark(words("{file} is not sound; see `storydesk check {file}`.", file=str(path)))
    stories = [draft.story for _, draft in readings.drafts]
    async for _ in desk.load(stories, lambda _: None):
        pass
