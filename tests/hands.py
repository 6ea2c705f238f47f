"""What tests let other processes do to a store; each function runs in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.errors import Conflict, StoreError
from bot.store.open import open_store
from bot.words import words_for
from bot.words.written import DEFAULT_LANGUAGE
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from bot.store import Store
    from bot.story import Story

T = TypeVar("T")

NOBODY = 65534

# A fresh process each, made from one that has imported everything already.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.hands"])


def several(number: int) -> ProcessPoolExecutor:
    """Give *number* processes to work with."""
    return ProcessPoolExecutor(number, mp_context=processes)


def sentence(number: int) -> str:
    """A text long enough to be torn, if anything could tear it."""
    return f"Number {number} was said. " * 40


def whole(story: Story) -> bool:
    """Whether a story is one that was written in one go: its parts say the same number."""
    parts = {story.summary, story.facts[0].text, story.narratives[0].text}
    return parts == {sentence(int(story.headline)).strip()}


def numbered(slug: str, number: int) -> Story:
    """A story that says its number in many places."""
    text = sentence(number)
    return a_story(
        slug,
        headline=str(number),
        summary=text,
        facts=[{"text": text}],
        narratives=[{"text": text}],
    )


def save_some(address: str, hand: int, times: int) -> list[int]:
    """Save revisions of one story; give the numbers they got."""

    async def save(store: Store) -> list[int]:
        return [
            (
                await store.save(numbered("shared", hand * 1000 + n), by=f"hand:{hand}", at=NOON)
            ).number
            for n in range(times)
        ]

    return asyncio.run(_with_store(address, save))


def follow(address: str, hand: int) -> bool:
    """Change revision 1 of the story; say whether it was taken."""

    async def save(store: Store) -> bool:
        try:
            await store.save(numbered("shared", hand), by="hand", at=NOON, follows=1)
        except Conflict:
            return False
        return True

    return asyncio.run(_with_store(address, save))


def open_once(address: str) -> str:
    """Open the store and name its schema."""

    async def schema(store: Store) -> str:
        return await store.schema()

    return asyncio.run(_with_store(address, schema))


def open_as_nobody(address: str) -> str:
    """Open and write without the rights of an administrator; give the sentence that comes."""
    words_for(DEFAULT_LANGUAGE)  # nobody may not even enter the folder of this checkout
    if os.geteuid() == 0:
        os.setuid(NOBODY)

    async def load(store: Store) -> None:
        await store.load([a_story()], at=NOON)

    try:
        asyncio.run(_with_store(address, load))
    except StoreError as error:
        return str(error)
    return ""


def save_until_killed(address: str, round_: int, said: Connection) -> None:
    """Save and publish for ever; say each revision once the store has said so."""

    async def save(store: Store) -> None:
        number = round_ * 1000
        while True:
            number += 1
            slug = f"story-{number % 7}"
            revision = await store.save(numbered(slug, number), by="hand", at=NOON)
            said.send((slug, revision.number, number, False))
            await store.publish(slug, revision.number, at=NOON)
            said.send((slug, revision.number, number, True))
            await store.load([numbered(f"file-{number % 5}", number)], at=NOON)

    asyncio.run(_with_store(address, save))


def fill(address: str, room: int, path: Path) -> str:
    """Save until no file may grow beyond *room* bytes; give the sentence that comes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    async def save(store: Store) -> None:
        number = 0
        while True:
            number += 1
            await store.save(numbered(f"story-{number}", number), by="hand", at=NOON)
            with path.open("a") as kept:
                print(number, file=kept)

    try:
        asyncio.run(_with_store(address, save))
    except StoreError as error:
        return str(error)
    return ""


async def _with_store(address: str, work: Callable[[Store], Awaitable[T]]) -> T:
    store = await open_store(address)
    try:
        return await work(store)
    finally:
        await store.close()
