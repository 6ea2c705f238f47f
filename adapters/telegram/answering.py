"""What people do, and what they are answered."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from adapters.telegram.asked import (
    TAKING_IN,
    author_of,
    is_by_the_chat,
    is_pasted,
    line_of,
    place_of,
)
from adapters.telegram.files import fetched
from bot.answer import answer, answer_line, may, parse
from bot.commands import COMMANDS
from bot.errors import Problem
from bot.request import Request
from bot.words import preferred

if TYPE_CHECKING:
    from telegram import Message, Update, User

    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from bot.desk import Desk
    from bot.reply import Reply

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
MANAGING = {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}

log = logging.getLogger(__name__)


class Answering:
    """Answers messages.

    Args:
        desk: the newsroom.
        line: the line to Telegram.
        sending: the way of the answers.
    """

    def __init__(self, desk: Desk, line: Line, sending: Sending) -> None:
        self._desk = desk
        self._line = line
        self._sending = sending

    async def update(self, update: Update) -> None:
        """Answer whatever came."""
        if message := update.message or update.channel_post:
            await self._message(message)

    async def _message(self, message: Message) -> None:
        """Answer a message, where it is for us."""
        line = line_of(message, self._line.username)
        if line is None:
            return
        reply = await self._reply(message, line)
        quoted = message.message_id if message.chat.type in GROUPS else None
        await self._sending.say(place_of(message), reply, quoted)

    async def _reply(self, message: Message, line: str) -> Reply:
        who, where = author_of(message), place_of(message)
        language = spoken(message.from_user, self._desk.language)
        paste = self._request(message, TAKING_IN, {"text": (message.text or "").strip()})
        if is_pasted(message) and await may(self._desk, paste, COMMANDS[TAKING_IN].role):
            return await answer(self._desk, paste)
        try:
            asked = parse(line, who=who, where=where, language=language)
        except Problem:
            _, reply = await answer_line(self._desk, line, who=who, where=where, language=language)
            return reply
        return await answer(
            self._desk, self._request(message, asked.command, dict(asked.arguments))
        )

    def _request(self, message: Message, command: str, arguments: dict[str, str]) -> Request:
        document = message.document
        return Request(
            command=command,
            arguments=arguments,
            who=author_of(message),
            where=place_of(message),
            language=spoken(message.from_user, self._desk.language),
            manages=partial(self._manages, message),
            file=partial(fetched, self._line, document) if document else None,
        )

    async def _manages(self, message: Message) -> bool:
        if message.chat.type == ChatType.PRIVATE or is_by_the_chat(message):
            return True
        return message.from_user is not None and await manages(
            self._line, message.chat.id, message.from_user.id
        )


async def manages(line: Line, chat: int, person: int) -> bool:
    """Ask Telegram whether somebody manages a group or channel at this moment."""
    try:
        member = await line.get_chat_member(chat, person)
    except TelegramError as error:
        log.info("Who manages chat %s cannot be told: %s", chat, error)
        return False
    return member.status in MANAGING


def spoken(person: User | None, default: str) -> str:
    """Give the language of somebody's client, where the bot speaks it."""
    return preferred((person.language_code,) if person else (), default)
