"""What people do, and what they are answered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

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
    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from adapters.telegram.wire import Message
    from bot.desk import Desk
    from bot.reply import Reply

GROUPS = {"group", "supergroup"}


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
        quoted = message["message_id"] if message["chat"]["type"] in GROUPS else None
        await self._sending.say(place_of(message), reply, quoted)

    async def _reply(self, message: Message, line: str) -> Reply:
        who, where = author_of(message), place_of(message)
        language = await spoken(self._desk, message.get("from"), message["chat"])
        if is_pasted(message):
            text = {"text": message["text"].strip()}
            paste = Request(
                command=TAKING_IN, arguments=text, who=who, where=where, language=language
            )
            if await may(self._desk, paste, COMMANDS[TAKING_IN].role):
                return await answer(self._desk, paste)
        try:
            request = parse(line, who=who, where=where, language=language)
        except Problem:
            _, reply = await answer_line(self._desk, line, who=who, where=where, language=language)
            return reply
        document = message.get("document")
        file = partial(fetched, self._line, document) if document else None
        request = replace(request, manages=partial(self._manages, message), file=file)
        return await answer(self._desk, request)

    async def _manages(self, message: Message) -> bool:
        return is_by_the_chat(message) or await manages(
            self._line, message["chat"], message.get("from")
        )
