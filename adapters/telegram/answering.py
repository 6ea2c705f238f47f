"""What people do, and what they are answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from telegram.constants import ChatType

from adapters.telegram.asked import (
    TAKING_IN,
    author_of,
    is_by_the_chat,
    is_pasted,
    line_of,
    place_of,
)
from adapters.telegram.files import fetched
from adapters.telegram.people import manages, spoken
from bot.answer import answer, answer_line, may, parse
from bot.commands import COMMANDS
from bot.errors import Problem
from bot.request import Request

if TYPE_CHECKING:
    from telegram import Message

    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from bot.desk import Desk
    from bot.reply import Reply

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


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

    async def message(self, message: Message) -> None:
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
        return is_by_the_chat(message) or await manages(self._line, message.chat, message.from_user)
