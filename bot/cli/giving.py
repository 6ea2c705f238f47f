"""The verb that gives stories out: export."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cli.opening import opened, prepared, remark, say
from bot.errors import NotFound, Problem
from bot.export import FORMATS
from bot.words import phrase

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from bot.export import Format
    from bot.revision import Revision
    from bot.settings import Settings


def export_(asked: argparse.Namespace) -> int:
    """Give out stories."""
    settings, words = prepared()
    form = FORMATS["json" if asked.json else asked.format]
    revisions = asyncio.run(_chosen(settings, asked.stories))
    if asked.to is not None:
        for revision in revisions:
            _write(asked.to / f"{revision.story.slug}.{form.ending}", form.write([revision]))
        remark(words.many("One story written.", "{number} stories written.", len(revisions)))
    elif revisions or form.feed:
        say(_together(form, revisions))
    else:
        raise NotFound(phrase("No story has been published yet."))
    return 0


def _together(form: Format, revisions: list[Revision]) -> str:
    if len(revisions) > 1 and not form.several:
        raise Problem(
            phrase(
                "There are {count} stories, and a YAML file holds one. "
                "Name a story, a folder with --to DIR, or --json.",
                count=len(revisions),
            )
        )
    return form.write(revisions).rstrip("\n")


async def _chosen(settings: Settings, slugs: list[str]) -> list[Revision]:
    """Give the stories named, each as it was saved last; or all that are published."""
    async with opened(settings, create=False) as desk:
        if not slugs:
            return [revision async for revision in desk.everything()]
        found = {slug: await desk.store.find(slug) for slug in slugs}
    missing = [slug for slug, revision in found.items() if revision is None]
    if missing:
        raise NotFound(phrase("There is no story {slugs}.", slugs=", ".join(missing)))
    return [revision for revision in found.values() if revision is not None]


def _write(file: Path, text: str) -> None:
    """Write a file; one that says something else already is somebody's work and stays."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.read_bytes() != text.encode():
            raise Problem(
                phrase("{file} is there and says something else. Move it away.", file=str(file))
            )
        file.write_bytes(text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(
            phrase("{file} cannot be written: {reason}.", file=str(file), reason=reason)
        ) from error
