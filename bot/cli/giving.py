"""The verb that gives stories out: export."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cli.opening import give, opened, prepared, remark
from bot.errors import NotFound, Problem
from bot.export import FORMATS
from bot.words import phrase

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from bot.export import Format
    from bot.revision import Revision
    from bot.settings import Settings
    from bot.words import Words

MOST = 100_000  # drafts, which are never so many


def export_(asked: argparse.Namespace) -> int:
    """Give out stories."""
    settings, words = prepared()
    form = FORMATS["json" if asked.json else asked.format]
    revisions = asyncio.run(_chosen(settings, words, asked.stories, drafts=asked.draft))
    if asked.to is not None:
        for revision in revisions:
            _write(asked.to / f"{revision.story.slug}.{form.ending}", form.write([revision]))
        remark(
            words.many(
                "One story written to {folder}.",
                "{number} stories written to {folder}.",
                len(revisions),
                folder=str(asked.to),
            )
        )
    elif revisions or form.feed:
        give(_together(form, revisions))
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


async def _chosen(
    settings: Settings, words: Words, slugs: list[str], *, drafts: bool
) -> list[Revision]:
    """Give the stories named, as readers see them or as they were saved last; all if none is."""
    async with opened(settings, create=False) as desk:
        if not slugs and drafts:
            return [each.newest for each in await desk.store.workshop.drafts(limit=MOST)]
        if not slugs:
            return [revision async for revision in desk.everything()]
        newest = {slug: await desk.store.find(slug) for slug in slugs}
        if missing := [slug for slug, revision in newest.items() if revision is None]:
            raise NotFound(phrase("There is no story {slugs}.", slugs=", ".join(missing)))
        seen = {slug: await desk.store.published(slug) for slug in slugs}
    given = newest if drafts else seen
    if unseen := [slug for slug, revision in given.items() if revision is None]:
        raise NotFound(
            phrase(
                "Readers do not see {slugs}. With --draft you get what was saved last.",
                slugs=", ".join(unseen),
            )
        )
    if waits := [slug for slug in slugs if not drafts and newest[slug] != seen[slug]]:
        remark(
            words(
                "As readers see it. What was saved later of {slugs}, --draft gives.",
                slugs=", ".join(waits),
            )
        )
    return [revision for revision in given.values() if revision is not None]


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
