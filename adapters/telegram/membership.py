"""Where the bot may be: chats that send it away, let it in again, or move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.telegram import NAME
from adapters.telegram.faults import BLOCKED, REMOVED
from bot.address import Address
from bot.pushing import places

if TYPE_CHECKING:
    from adapters.telegram.wire import Membership, Message
    from bot.desk import Desk

AWAY = {"left", "kicked"}


async def settle_membership(desk: Desk, change: Membership) -> None:
    """Suspend or resume what a chat has subscribed to, as the bot's standing there changes."""
    chat = str(change["chat"]["id"])
    if change["new_chat_member"]["status"] not in AWAY:
        # Also one that stays a member: it may have been given back the right to write.
        await places.entered(desk, NAME, [chat])
        return
    private = change["chat"]["type"] == "private"
    await places.left(desk, NAME, chat, BLOCKED if private else REMOVED)


async def settle_migration(desk: Desk, message: Message) -> None:
    """Follow a group that has become a supergroup; both say so, each in its own chat."""
    here = str(message["chat"]["id"])
    if new := message.get("migrate_to_chat_id"):
        await places.moved(desk, Address(NAME, here), Address(NAME, str(new)))
    elif old := message.get("migrate_from_chat_id"):
        await places.moved(desk, Address(NAME, str(old)), Address(NAME, here))
