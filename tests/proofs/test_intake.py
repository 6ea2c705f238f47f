"""Copies that read the same sources are killed again and again; each story is kept once."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from tests.engines import on_shared_engines
from tests.hands import processes
from tests.invented import a_story
from tests.patience import PATIENCE
from tests.proofs.reading import read_until_killed
from tests.web.site import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

    from bot.store import Store
    from tests.web.site import Site

KILLS = int(os.environ.get("KILLS", "20"))
STORIES = 25  # of each source
COPIES = 3

processes.set_forkserver_preload(["tests.hands", "tests.proofs.reading"])


def tell(site: Site, folder: Path, version: int) -> None:
    """Let both sources say something new of each of their stories."""
    web, files = ([f"{kind}-{number}" for number in range(STORIES)] for kind in ("web", "file"))
    items = [
        {
            "id": f"https://desk.example/{slug}",
            "_storydesk": {"story": {"slug": slug, "headline": f"{slug}, version {version}"}},
        }
        for slug in web
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": items}
    site.gives(json.dumps(feed), ETag=f'"{version}"')
    for slug in files:
        story = a_story(slug, headline=f"{slug}, version {version}")
        part = folder / f".{slug}"
        part.write_text(story.model_dump_json(exclude_defaults=True))
        os.utime(part, (version, version))
        part.replace(folder / f"{slug}.json")


async def newest(store: Store) -> dict[str, str]:
    """Give what readers see of each story."""
    found = {}
    for revision in await store.latest(limit=10 * STORIES):
        found[revision.story.slug] = revision.story.headline
    return found


class Copy:
    """One process after the other that reads the sources of a database, by its address."""

    def __init__(self, *work: str) -> None:
        self._work = work
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        database, *sources = self._work
        who = token_hex(4)
        self._process = processes.Process(target=read_until_killed, args=(database, who, *sources))
        self._process.start()

    async def killed(self) -> None:
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.join, PATIENCE)


@asynccontextmanager
async def copies(*work: str) -> AsyncIterator[list[Copy]]:
    """Let some copies read, and kill them in the end."""
    running = [Copy(*work) for _ in range(COPIES)]
    for copy in running:
        copy.start()
    try:
        yield running
    finally:
        for copy in running:
            await copy.killed()


@on_shared_engines
async def test_twenty_kills_keep_every_story_once_and_miss_none(
    store: Store, address: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    async with serving() as site, copies(address, site.url(), str(folder)) as running:
        tell(site, folder, 1)
        for kill in range(KILLS):
            await asyncio.sleep(random.uniform(0.05, 0.4))  # noqa: S311 - any moment
            await running[kill % COPIES].killed()
            tell(site, folder, kill + 2)
            running[kill % COPIES].start()
        wanted = {
            slug: f"{slug}, version {KILLS + 1}"
            for kind in ("web", "file")
            for slug in (f"{kind}-{number}" for number in range(STORIES))
        }
        until = time.monotonic() + 3 * PATIENCE
        while await newest(store) != wanted and time.monotonic() < until:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.2)
        assert await newest(store) == wanted
    counts = await store.counts()
    assert (counts.published, counts.drafts) == (2 * STORIES, 0)
    for slug in wanted:
        said = [revision.story.headline for revision in await store.revisions(slug)]
        assert len(set(said)) == len(said)
    assert await store.check() == ()
    assert [wire.failures for wire in await store.wires.wires()] == [0, 0]
