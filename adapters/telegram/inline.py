"""Inline mode: stories for somebody who writes the bot's name and some words in any chat."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from adapters.telegram import NAME
from adapters.telegram.harmless import harmless
from adapters.telegram.line import content
from adapters.telegram.paging import aside, in_one
from adapters.telegram.people import account_of, spoken
from bot.address import Address
from bot.answer import answer
from bot.errors import StoreError
from bot.request import Request
from bot.visible import is_seen

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Typed
    from bot.desk import Desk
    from bot.revision import Revision

MOST = 20  # stories
SUMMARY = 120  # characters; two lines on a telephone
KEPT = 10  # seconds that Telegram may give the same answer to the same person

log = logging.getLogger(__name__)


class Inline:
    """Answers what is typed behind the bot's name.

    Args:
        desk: the newsroom.
        line: the line to Telegram.
    """

    def __init__(self, desk: Desk, line: Line) -> None:
        self._desk = desk
        self._line = line

    async def typed(self, typed: Typed) -> None:
        """Offer stories that say what is typed, or the newest ones."""
        try:
            results = [
                await self._offer(typed, each) for each in await self._found(typed.get("query", ""))
            ]
        except StoreError:
            log.exception("The store failed")
            results = []
        try:
            await self._line.offer(typed["id"], results, kept=KEPT)
        except TelegramError as error:
            # Most often somebody typed on meanwhile, and nobody waits for this answer.
            log.debug("Stories could not be offered: %s", error)

    async def _found(self, words: str) -> tuple[Revision, ...]:
        if not words.strip():
            return await self._desk.shelf.latest(limit=MOST)
        hits = await self._desk.store.search(words, limit=MOST)
        return tuple(hit.revision for hit in hits)

    async def _offer(self, typed: Typed, revision: Revision) -> dict[str, object]:
        """Make of a story what can be picked, and then stands in the chat."""
        request = Request(
            command="story",
            arguments={"story": f"~{revision.id}"},
            who=account_of(typed["from"]),
            where=Address(NAME, str(typed["from"]["id"])),
            language=await spoken(self._desk, typed["from"], None),
        )
        drawn = await aside(in_one, await answer(self._desk, request))
        said = content(drawn)
        buttons = said.pop("reply_markup", None)
        said["message_text"] = said.pop("text")
        return {
            "type": "article",
            "id": str(revision.id),
            "title": _named(revision),
            "description": _in_short(revision),
            "input_message_content": said,
            **({"reply_markup": buttons} if buttons else {}),
            **({"thumbnail_url": drawn.picture} if drawn.picture else {}),
        }


def _named(revision: Revision) -> str:
    """Name a story: one whose headline nobody can see would be refused, and all others with it."""
    title = harmless(revision.story.headline)
    return title if is_seen(title) else revision.story.slug


def _in_short(revision: Revision) -> str:
    story = revision.story
    text = harmless(story.summary or next((fact.text for fact in story.facts), ""))
    return text if len(text) <= SUMMARY else f"{text[:SUMMARY]}…"
