"""Where the bot may be: chats that send it away, let it in or speak again, or move.

Telegram tells of each once, so that what is written down for it is tried until it is written.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from adapters.telegram import NAME
from adapters.telegram.asked import place_of
from adapters.telegram.faults import BLOCKED, REMOVED
from adapters.telegram.rights import is_away, lacks, lacks_as
from bot.address import Address
from bot.pushing import places
from bot.pushing.following import surely

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Membership, Message
    from bot.adapter import Door
    from bot.desk import Desk

log = logging.getLogger(__name__)


async def settle_membership(desk: Desk, door: Door, line: Line, change: Membership) -> None:
    """Suspend or resume what a chat has subscribed to, as the bot's standing there changes."""
    chat, was, member = change["chat"], change["old_chat_member"], change["new_chat_member"]
    name = str(chat["id"])
    if is_away(member):
        reason = BLOCKED if chat["type"] == "private" else REMOVED
        await surely(lambda: places.left(desk, door, [name], reason))
        return
    try:
        if await lacks_as(line, chat, member):
            return
        is_let_in = is_away(was) or bool(await lacks_as(line, chat, was))
    except TelegramError as error:
        log.info("Whether the bot may write in chat %s cannot be told: %s", name, error)
        is_let_in = False
    # Where it might write before, a place is closed for something else: a closed topic, say.
    follow = places.entered if is_let_in else places.present
    await surely(lambda: follow(desk, NAME, [name]))


async def settle_reopening(desk: Desk, line: Line, message: Message) -> None:
    """Resume what a topic has subscribed to that is open again."""
    where = place_of(message)

    def is_open(place: Address) -> bool:
        return place == where

    if "forum_topic_reopened" in message and not await lacks(line, message["chat"]):
        await surely(lambda: places.entered(desk, NAME, [where.chat], is_open=is_open))


async def settle_migration(desk: Desk, message: Message) -> None:
    """Follow a group that has become a supergroup; both say so, each in its own chat."""
    here = str(message["chat"]["id"])
    if new := message.get("migrate_to_chat_id"):
        await _move(desk, here, str(new))
    elif old := message.get("migrate_from_chat_id"):
        await _move(desk, str(old), here)


async def _move(desk: Desk, old: str, new: str) -> None:
    await surely(lambda: places.moved(desk, Address(NAME, old), Address(NAME, new)))
