"""How fast pages are read and a folder of stories is loaded."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import yaml

from bench.figures import ROOT, Figure, seconds
from bench.newsroom import NOW, invented
from bot.desk import Desk
from bot.export import to_yaml
from bot.importers import read
from bot.store.open import open_store
from bot.taking_in.folder import read_files, story_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

FILES = 10_000
PAGE = ROOT / "tests" / "pages" / "us-government-emails-hacked.txt"


def pages() -> Iterator[Figure]:
    """Measure the reading of a pasted page."""
    page = PAGE.read_bytes()
    yield Figure(
        what=f"a page of {len(page) / 1024:.1f} KiB imported",
        value=1 / seconds(lambda: read(page), times=200),
        unit="pages/s",
        goal="≥ 500",
    )


async def loading(folder: Path) -> AsyncIterator[Figure]:
    """Measure `load` from files to a database on disk, twice."""
    content = folder / "content"
    content.mkdir()
    for story in invented(FILES):
        (content / f"{story.slug}.yaml").write_text(to_yaml(story), "utf-8")
    bare = time.perf_counter()
    for file in content.iterdir():
        yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    bare = time.perf_counter() - bare
    for what in ("loaded", "loaded again, unchanged"):
        start = time.perf_counter()
        readings = read_files(story_files([content]), lambda _: None)
        store = await open_store(f"sqlite:///{folder / 'loaded.db'}")
        desk = Desk(store, now=lambda: NOW, clock=time.monotonic)
        async for _ in desk.load([draft.story for _, draft in readings.drafts], lambda _: None):
            pass
        await store.close()
        yield Figure(
            what=f"{FILES:,} YAML files {what}",
            value=time.perf_counter() - start,
            unit="s",
            goal="< 30",
            peer=bare,
            bare="PyYAML's C loader alone, same files",
        )
