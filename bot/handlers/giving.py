"""Giving stories out of the chat, as files for people and programs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.errors import Misused, NotFound
from bot.export import FORMATS
from bot.handlers.reading import story_named
from bot.reply import Document
from bot.views.giving import given_out, which_format
from bot.views.lists import NOTHING_YET
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.export import Format
    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision

MOST = 50  # stories of one file, the newest; a whole newsroom is given out by the command line


async def export(ask: Ask) -> Reply:
    """Give a story out as a file, or the newest ones."""
    name = ask.text("format").lower()
    if not name:
        return which_format(ask.words, tuple(FORMATS), ask.text("story"))
    form = FORMATS.get(name)
    if form is None:
        raise Misused(
            phrase(
                "There is no format “{name}”. There are {names}.",
                name=name,
                names=", ".join(FORMATS),
            )
        )
    revisions = await _chosen(ask, form)
    # Fifty long stories take a moment to write, and others are waiting for answers.
    written = await asyncio.to_thread(form.write, revisions)
    stem = revisions[0].story.slug if len(revisions) == 1 else "stories"
    file = Document(f"{_plain(stem)}.{form.ending}", written.encode())
    return given_out(ask.words, revisions, form.name, file)


async def _chosen(ask: Ask, form: Format) -> Sequence[Revision]:
    if ask.text("story") or not form.several:
        return (await story_named(ask),)
    newest = await ask.desk.shelf.latest(limit=MOST)
    if not newest and not form.feed:
        raise NotFound(NOTHING_YET)
    return newest


def _plain(slug: str) -> str:
    """Name a file by letters that every system and platform takes."""
    plain = "".join(each if each.isascii() else "" for each in slug).strip("-")
    return plain or "story"
