"""What people do, and what they are answered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.telegram.asked import (
    author_of,
    is_by_the_chat,
    is_pasted,
    line_of,
    place_of,
    said_to,
)
from adapters.telegram.files import fetched
from adapters.telegram.people import account_of, is_foreign, manages, spoken, words_of
from adapters.telegram.rights import lacks
from bot.address import Address
from bot.answer import may, parse, told
from bot.commands import COMMANDS
from bot.conversation import open_question, respond, respond_again, respond_to
from bot.errors import Problem
from bot.outcome import Gone
from bot.parsing import parted
from bot.request import Request, Role
from bot.views.about import problem
from bot.views.asking import prompted
from bot.views.unfinished import ADDING
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from adapters.telegram.wire import Message
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.words import Phrase, Words

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

    async def message(self, message: Message, *, done: bool = False) -> None:
        """Answer a message, where it is for us.

        Args:
            message: what somebody wrote.
            done: whether what it asks for was done before the bot was stopped.
        """
        line = line_of(message, self._line.username or "")
        answered = await (self._again(message) if done else self._answered(message))
        if line is None and answered is None:
            return
        reply = answered or await self._reply(message, line or "")
        if reply.asks:
            aside = message["chat"]["type"] != "private"
            reply = prompted(await self._words(message), reply, aside=aside)
        quotes = done or message["chat"]["type"] in GROUPS
        quoted = message["message_id"] if quotes else None
        outcome = await self._sending.say(place_of(message), reply, quoted)
        command = COMMANDS.get(parted(line or "")[0])
        if isinstance(outcome, Gone) and command is not None and command.role is Role.MANAGER:
            await self._tell_aside(message, outcome.reason)

    async def _words(self, message: Message) -> Words:
        """Find the words for who wrote; who writes in the name of a chat has chosen none."""
        person = message.get("from")
        if person is None:
            return words_for(self._desk.language)
        return await words_of(self._desk, person, message["chat"])

    async def _answered(self, message: Message) -> Reply | None:
        """Take a message for the answer to what was asked; None where it is none."""
        said, who, where = said_to(message, self._line.id), author_of(message), place_of(message)
        question = await open_question(self._desk, who, where) if said else None
        if question is None:
            return None
        base = self._there(message, await self._asking(message, question.command))
        return await respond_to(self._desk, question, said, base)

    async def _again(self, message: Message) -> Reply:
        return await respond_again(self._desk, await self._asking(message, ""))

    async def _asking(self, message: Message, command: str) -> Request:
        """Make a request of who wrote *message* there, and of nothing that it says."""
        return Request(
            command=command,
            arguments={},
            who=author_of(message),
            where=place_of(message),
            language=await spoken(self._desk, message.get("from"), message["chat"]),
            foreign=is_foreign(message.get("from")),
        )

    async def _reply(self, message: Message, line: str) -> Reply:
        asking = await self._asking(message, ADDING)
        if is_pasted(message):
            text = {"text": message["text"].strip()}
            paste = self._there(message, replace(asking, arguments=text))
            if await may(self._desk, paste, COMMANDS[ADDING].role):
                return await respond(self._desk, paste)
        who, where, language = asking.who, asking.where, asking.language
        try:
            request = parse(line, who=who, where=where, language=language)
        except Problem as error:
            place = where if asking.foreign else None
            return await told(self._desk, error, who=who, language=language, place=place)
        request = replace(request, foreign=asking.foreign)
        return await respond(self._desk, self._there(message, request))

    def _there(self, message: Message, request: Request) -> Request:
        """Add to *request* what is known of the place, and of who asks there."""
        document = message.get("document")
        return replace(
            request,
            alone=message["chat"]["type"] == "private",
            overheard=message["chat"]["type"] != "private",
            manages=partial(self._manages, message),
            lacks=partial(lacks, self._line, message["chat"]),
            file=partial(fetched, self._line, document) if document else None,
        )

    async def _tell_aside(self, message: Message, reason: Phrase) -> None:
        """Tell who manages a place in private that nothing can be said there, where they are known.

        Who writes in the name of the chat is not known, and who never wrote to the bot cannot be
        reached.
        """
        person = message.get("from")
        if person is None or "sender_chat" in message:
            return
        words = await words_of(self._desk, person, None)
        title = message["chat"].get("title", "")
        silent = phrase("I cannot answer in “{title}”: {reason}", title=title, reason=reason)
        account = account_of(person)
        await self._sending.say(
            Address(account.platform, account.person), problem(words, Problem(silent))
        )

    async def _manages(self, message: Message) -> bool:
        return is_by_the_chat(message) or await manages(
            self._line, message["chat"], message.get("from")
        )
