"""Places that the bot is sent away from, is let into again, or that move: their doors tell."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.address import Address
from bot.outcome import Sent
from bot.views.briefing import suspended
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.edition import Subscription, Wish
    from bot.words import Phrase

log = logging.getLogger(__name__)


async def left(desk: Desk, door: Door, chats: Iterable[str], reason: Phrase) -> None:
    """Suspend what chats have subscribed to, and tell who set that up: the bot was sent away.

    Args:
        desk: the newsroom.
        door: the one that tells of it, and through which they are told.
        chats: the platform's own names for them.
        reason: why nothing comes there.
    """
    ledger, now = desk.store.ledger, desk.now()
    ours = words_for(desk.language).say(reason)

    def theirs(wish: Wish) -> str:
        return words_for(wish.told_in(desk.language)).say(reason)

    # A chat may hold several places, and each is told in its own language.
    lost = [
        each for chat in chats for each in await ledger.lose(door.name, chat, reason=theirs, at=now)
    ]
    for subscription in lost:
        log.warning("The briefing of %s is suspended: %s", subscription.where, ours)
    await tell(desk, door, lost)


async def tell(desk: Desk, door: Door, lost: Iterable[Subscription]) -> None:
    """Tell whoever set briefings up that they are suspended, where that is possible."""
    # Who has set up several hears of it once.
    for subscription in {each.by: each for each in lost}.values():
        await _tell(desk, door, subscription)


async def entered(
    desk: Desk,
    platform: str,
    chats: Iterable[str],
    *,
    is_open: Callable[[Address], bool] | None = None,
) -> None:
    """Resume what chats had subscribed to: the bot was let in, or may write there again.

    Args:
        desk: the newsroom.
        platform: theirs.
        chats: the platform's own names for them.
        is_open: tells which of their places are meant; all if not given.
    """
    revive = desk.store.ledger.revive
    for chat in await _suspended(desk, platform, chats):
        for subscription in await revive(platform, chat, at=desk.now(), is_open=is_open):
            log.info("The briefing of %s comes again", subscription.where)


async def present(desk: Desk, platform: str, chats: Iterable[str]) -> None:
    """Try soon what chats had subscribed to: the bot may write there again, or still may not."""
    if waiting := await _suspended(desk, platform, chats):
        await desk.store.ledger.retry(platform, waiting, at=desk.now())


async def moved(desk: Desk, old: Address, new: Address) -> None:
    """Let a chat that has another address now have all that it had."""
    log.info("%s has become %s", old, new)
    await desk.store.ledger.move(old, new, at=desk.now())


async def _suspended(desk: Desk, platform: str, chats: Iterable[str]) -> frozenset[str]:
    """Name those of *chats* that have suspended subscriptions."""
    some = frozenset(chats)
    return some and some & await desk.store.ledger.suspended(platform)


async def _tell(desk: Desk, door: Door, lost: Subscription) -> None:
    by, ledger = lost.by, desk.store.ledger
    private = Address(by.platform, by.person)
    # Who has sent the bot away from their own conversation cannot hear it, and knows.
    if by.platform != door.name or private == lost.where:
        return
    now = await ledger.clock()
    moment = await ledger.answer(door.name, door.pace, now=now)
    await asyncio.sleep((moment - now).total_seconds())
    notice = suspended(words_for(lost.wish.told_in(desk.language)), lost.reason)
    outcome = await door.send(private, notice, key=f"left-{lost.id}-{int(now.timestamp()):x}")
    if not isinstance(outcome, Sent):
        log.info("%s cannot be told of it: %s", by, outcome)
