"""The verbs that look after the database: status, doctor, migrate, backup."""

from __future__ import annotations

import asyncio
import platform
import sqlite3
import sys
from typing import TYPE_CHECKING

from bot.cli.opening import opened, prepared, say
from bot.errors import BotError, Problem
from bot.folder import read_files, story_files
from bot.store.open import migrate
from bot.words import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.settings import Settings
    from bot.words import Words


def status_(_: argparse.Namespace) -> int:
    """Say what is kept and how things stand."""
    settings, words = prepared()
    asyncio.run(_status(settings, words))
    return 0


def doctor_(_: argparse.Namespace) -> int:
    """Look for what could go wrong."""
    settings, words = prepared()
    wrong = asyncio.run(_doctor(settings, words))
    if wrong:
        raise Problem(phrases("One thing needs mending.", "{number} things need mending.", wrong))
    return 0


def migrate_(_: argparse.Namespace) -> int:
    """Bring the database to this version's schema."""
    settings, words = prepared()
    before, after = asyncio.run(migrate(settings.database))
    if before == after:
        say(
            words(
                "The database stands at schema {version}, as this version wants it.", version=after
            )
        )
    else:
        say(words("The database went from schema {before} to {after}.", before=before, after=after))
    return 0


def backup_(asked: argparse.Namespace) -> int:
    """Write a whole, checked copy of the database."""
    settings, words = prepared()
    asyncio.run(_backup(settings, asked.file))
    say(words("A checked copy is at {file}.", file=str(asked.file)))
    return 0


async def _status(settings: Settings, words: Words) -> None:
    async with opened(settings.database, create=False) as desk:
        counts = await desk.store.counts()
        newest = await desk.shelf.latest(limit=1)
        schema = await desk.store.schema()
    say(words("Schema {version}.", version=schema))
    say(
        words(
            "{published} published, {drafts} drafts, {retracted} retracted; {revisions} revisions.",
            published=counts.published,
            drafts=counts.drafts,
            retracted=counts.retracted,
            revisions=counts.revisions,
        )
    )
    say(words.many("{number} report by a reader.", "{number} reports by readers.", counts.reports))
    for revision in newest:
        say(
            words(
                "The newest story is “{headline}” of {date}.",
                headline=revision.story.headline,
                date=words.date(revision.published_at or revision.at),
            )
        )


async def _backup(settings: Settings, file: Path) -> None:
    async with opened(settings.database, create=False) as desk:
        await desk.store.backup(file)


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
    for name, token in (
        ("STORYDESK_DISCORD_TOKEN", settings.discord_token),
        ("STORYDESK_TELEGRAM_TOKEN", settings.telegram_token),
    ):
        # Never the token itself: what a doctor prints is pasted into public reports.
        said = (
            words("{name} is set.", name=name) if token else words("{name} is not set.", name=name)
        )
        yield True, said


async def _database(settings: Settings, words: Words) -> AsyncIterator[tuple[bool, str]]:
    try:
        async with opened(settings.database, create=False) as desk:
            faults = await desk.store.check()
            published = await desk.published()
    except BotError as error:
        yield False, words.say(error.phrase)
        return
    for fault in faults:
        yield False, fault
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
