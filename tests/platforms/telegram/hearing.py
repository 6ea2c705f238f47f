"""What a bot hears of what is said: in groups, only what is meant for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.platforms.telegram.world import MANAGING, PRESENT, Kind

if TYPE_CHECKING:
    from tests.platforms.telegram.world import Message, User

COMMAND = re.compile(r"/\w+(?:@(\w+))?(?=\s|$)")


def hears(bot: User, message: Message, *, privacy: bool) -> bool:
    """Tell whether *bot* hears of a message."""
    chat = message.chat
    if chat.kind is Kind.PRIVATE:
        return True
    if message.sender is not None and message.sender.bot and message.sender_chat is None:
        return False
    if chat.standing(bot) not in PRESENT:
        return False
    if chat.kind is Kind.CHANNEL or not privacy or chat.standing(bot) in MANAGING:
        return True
    return message.via is bot or _replies(bot, message) or _commands(bot, message)


def _replies(bot: User, message: Message) -> bool:
    return message.reply_to is not None and message.reply_to.sender is bot


def _commands(bot: User, message: Message) -> bool:
    """A command that names no bot goes to the one that wrote last, or to all where none did."""
    text = message.text or str(message.content.get("caption", ""))
    command = COMMAND.match(text)
    if command is None:
        return False
    if command[1]:
        return command[1].lower() == bot.username.lower()
    return message.chat.last_bot in {None, bot.id}
