"""The verb that looks for what could go wrong: doctor."""

from __future__ import annotations

import asyncio
import platform
import sqlite3
import sys
from typing import TYPE_CHECKING

from bot.cli.doors import doors
from bot.cli.opening import opened, prepared, say
from bot.cli.sources import examined
from bot.errors import BotError, Problem
from bot.taking_in.folder import read_files, story_files
from bot.words import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from bot.settings import Settings
    from bot.words import Words


def doctor_(_: argparse.Namespace) -> int:
    """Look for what could go wrong."""
    settings, words = prepared()
    wrong = asyncio.run(_doctor(settings, words))
    if wrong:
        raise Problem(phrases("One thing needs mending.", "{number} things need mending.", wrong))
    return 0


async def _doctor(settings: Settings, words: Words) -> int:
    """Say each finding on a line of its own, and count those that need mending."""
    wrong = 0
    async for sound, finding in _findings(settings, words):
        say(f"{'ok ' if sound else '!! '} {finding}")
        wrong += not sound
    return wrong


async def _findings(settings: Settings, words: Words) -> AsyncIterator[tuple[bool, str]]:
    yield (
        True,
        words(
            "Python {python}, SQLite {sqlite}, on {system}.",
            python=platform.python_version(),
            sqlite=sqlite3.sqlite_version,
            system=sys.platform,
        ),
    )
    async for finding in _database(settings, words):
        yield finding
    yield _stories(settings, words)
    async for finding in examined(settings, words):
        yield finding
    # Never the tokens themselves: what a doctor prints is pasted into public reports.
    if settings.discord_token is None:
        yield True, words("{name} is not set.", name="STORYDESK_DISCORD_TOKEN")
    if settings.telegram_token is None:
        yield True, words("{name} is not set.", name="STORYDESK_TELEGRAM_TOKEN")
    for door in doors(settings):
        for found in await door.examine():
            yield found.sound, words.say(found.what)
        if cost := door.cost(await _subscribed(settings, door.name)):
            yield True, words.say(cost)


async def _subscribed(settings: Settings, platform: str) -> int:
    """Count the places that a push goes to; none where there is no sound database yet."""
    try:
        async with opened(settings, create=False) as desk:
            return await desk.store.ledger.subscribed(platform)
    except BotError:
        return 0


async def _database(settings: Settings, words: Words) -> AsyncIterator[tuple[bool, str]]:
    try:
        async with opened(settings, create=False) as desk:
            faults = await desk.store.check()
            published = await desk.published()
    except BotError as error:
        yield False, words.say(error.phrase)
        return
    for fault in faults:
        yield False, words.say(fault)
    if not faults:
        yield (
            True,
            words.many(
                "The database is sound, with {number} published story.",
                "The database is sound, with {number} published stories.",
                published,
            ),
        )


def _stories(settings: Settings, words: Words) -> tuple[bool, str]:
    folder = str(settings.folder)
    if not settings.folder.is_dir():
        return False, words("There is no folder {folder}.", folder=folder)
    readings = read_files(story_files([settings.folder]), lambda _: None)
    if readings.faults:
        text = words.many(
            "{number} file in {folder} is not sound; see `storydesk check {folder}`.",
            "{number} files in {folder} are not sound; see `storydesk check {folder}`.",
            readings.broken,
            folder=folder,
        )
        return False, text
    return True, words.many(
        "{number} sound story file in {folder}.",
        "{number} sound story files in {folder}.",
        len(readings.drafts),
        folder=folder,
    )
