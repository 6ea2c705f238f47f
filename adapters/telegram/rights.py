"""What the bot itself may in a chat, as far as Telegram tells before it is tried."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.words import phrase

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Chat, Member
    from bot.words import Phrase

# As Telegram's own settings call them.
WRITING = phrase("the right “Send Messages”")
POSTING = phrase("the right “Post Messages” of an administrator")
MEMBERSHIP = phrase("a place in this chat, to which it must be added")
GONE = {"left", "kicked"}

log = logging.getLogger(__name__)


async def lacks(line: Line, chat: Chat) -> tuple[Phrase, ...]:
    """Name what the bot lacks at this moment to write in a chat by itself.

    Whether a topic is closed Telegram tells nobody before something is sent there.
    """
    if chat["type"] == "private":
        return ()
    try:
        return await lacks_as(line, chat, await line.member(chat["id"], line.id))
    except TelegramError as error:
        log.info("What the bot may in chat %s cannot be told: %s", chat["id"], error)
        return ()


async def lacks_as(line: Line, chat: Chat, member: Member) -> tuple[Phrase, ...]:
    """Name what the bot lacks to write in a chat in which it is *member*.

    Raises:
        TelegramError: what everybody may in a group is not told.
    """
    if chat["type"] == "private":
        return ()
    if chat["type"] == "channel":
        return _in_channel(member)
    return _in_group(member, muted=await _is_muted(line, chat, member))


def is_away(member: Member) -> bool:
    """Whether the bot is not in a chat; who is restricted may be in it or not."""
    return member["status"] in GONE or not member.get("is_member", True)


def _in_channel(member: Member) -> tuple[Phrase, ...]:
    if member["status"] in GONE:
        return (MEMBERSHIP,)
    posts = member["status"] == "creator" or (
        member["status"] == "administrator" and member.get("can_post_messages", True)
    )
    return () if posts else (POSTING,)


def _in_group(member: Member, *, muted: bool) -> tuple[Phrase, ...]:
    if is_away(member):
        return (MEMBERSHIP,)
    return (WRITING,) if muted else ()


async def _is_muted(line: Line, chat: Chat, member: Member) -> bool:
    """Whether the bot may only read: by what holds for all members, or for it alone."""
    if member["status"] == "restricted":
        return not member.get("can_send_messages", True)
    if member["status"] != "member":
        return False
    return not (await line.permissions(chat["id"])).get("can_send_messages", True)
