"""Places that the bot is sent away from, is let into again, or that move: their doors tell."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.address import Address
    from bot.desk import Desk
    from bot.edition import Wish
    from bot.words import Phrase

log = logging.getLogger(__name__)


async def left(desk: Desk, platform: str, chat: str, reason: Phrase) -> None:
    """Suspend what a chat has subscribed to: the bot was sent away, and may be let in again."""
    ledger, now = desk.store.ledger, desk.now()
    ours = words_for(desk.language).say(reason)

    def theirs(wish: Wish) -> str:
        return words_for(wish.told_in(desk.language)).say(reason)

    # A chat may hold several places, and each is told in its own language.
    for subscription in await ledger.lose(platform, chat, reason=theirs, at=now):
        log.warning("The briefing of %s is suspended: %s", subscription.where, ours)


async def entered(desk: Desk, platform: str, chats: Iterable[str]) -> None:
    """Resume what chats had subscribed to: the bot was let in, or may write there again."""
    ledger = desk.store.ledger
    for chat in (await ledger.suspended(platform)).intersection(chats):
        for subscription in await ledger.revive(platform, chat, at=desk.now()):
            log.info("The briefing of %s comes again", subscription.where)


async def present(desk: Desk, platform: str, chats: Iterable[str]) -> None:
    """Try soon what chats had subscribed to: the bot may write there again, or still may not."""
    ledger = desk.store.ledger
    if waiting := (await ledger.suspended(platform)).intersection(chats):
        await ledger.retry(platform, waiting, at=desk.now())


async def moved(desk: Desk, old: Address, new: Address) -> None:
    """Let a chat that has another address now have all that it had."""
    log.info("%s has become %s", old, new)
    await desk.store.ledger.move(old, new, at=desk.now())
