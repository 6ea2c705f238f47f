"""Pressed buttons, and what they are answered: where the button stands, as far as that goes."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from telegram import Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from adapters.telegram import LIMITS, NAME
from adapters.telegram.asked import place_of
from adapters.telegram.paging import in_one
from adapters.telegram.people import account_of, manages, spoken
from adapters.telegram.render import rendered
from adapters.telegram.sending import ANEW
from bot.address import Address
from bot.answer import answer, of_choice
from bot.commands import COMMANDS
from bot.errors import Problem
from bot.outcome import Refused
from bot.pages import cut
from bot.views.about import problem
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import CallbackQuery

    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.request import Request

ALERT = 200  # UTF-16 units of what is said over a chat and not in it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a button stands.

    Args:
        where: the place.
        message: its message, as an edit names it; None where it can be edited no more.
        quoted: the number of its message; None for one that was sent through inline mode.
        alone: whether nobody but who pressed it sees the place.
    """

    where: Address
    message: Mapping[str, object] | None
    quoted: int | None
    alone: bool


class Pressing:
    """Answers pressed buttons.

    Args:
        desk: the newsroom.
        line: the line to Telegram.
        sending: the way of the answers.
    """

    def __init__(self, desk: Desk, line: Line, sending: Sending) -> None:
        self._desk = desk
        self._line = line
        self._sending = sending

    async def press(self, query: CallbackQuery) -> None:
        """Answer a pressed button; also one of another version, or made by another hand."""
        action = query.data or ""
        spot = spot_of(query)
        heard = False
        try:
            request = self._request(query, spot.where, action.removeprefix(ANEW))
        except Problem as error:
            reply = problem(words_for(spoken(query.from_user, self._desk.language)), error)
        else:
            if heard := COMMANDS[request.command].slow:
                await self._confirm(query)
            reply = await answer(self._desk, request)
        text = "" if heard else over_the_chat(spot, reply)
        shown = () if text else (self._show(spot, reply, anew=action.startswith(ANEW)),)
        confirmed = () if heard else (self._confirm(query, text),)
        await asyncio.gather(*confirmed, *shown)

    def _request(self, query: CallbackQuery, where: Address, action: str) -> Request:
        who = account_of(query.from_user)
        language = spoken(query.from_user, self._desk.language)
        chat = query.message.chat if query.message else None
        request = of_choice(action, who=who, where=where, language=language)
        if chat is None:
            return request
        return replace(request, manages=partial(manages, self._line, chat, query.from_user))

    async def _show(self, spot: Spot, reply: Reply, *, anew: bool) -> None:
        """Put the answer where the button stands, or below it where it does not belong there."""
        if spot.quoted is None:
            await self._sending.replaced(spot.where, spot.message or {}, rendered(in_one(reply)))
            return
        ours = spot.alone or not reply.private
        if spot.message and ours and not anew and not reply.failed and len(cut(reply, LIMITS)) == 1:
            outcome = await self._sending.replaced(spot.where, spot.message, rendered(reply))
            if not isinstance(outcome, Refused):
                return
        await self._sending.say(spot.where, reply, None if spot.alone else spot.quoted)

    async def _confirm(self, query: CallbackQuery, text: str = "") -> None:
        try:
            await self._line.confirm(query.id, text)
        except TelegramError as error:
            # Most often it is too old: it was pressed while the bot was away.
            log.debug("A pressed button could not be confirmed: %s", error)


def spot_of(query: CallbackQuery) -> Spot:
    """Tell where the button stands that was pressed."""
    message = query.message
    if message is None:
        named: dict[str, object] = {"inline_message_id": query.inline_message_id}
        return Spot(Address(NAME, query.chat_instance), named, None, alone=False)
    alone = message.chat.type == ChatType.PRIVATE
    if not isinstance(message, Message):
        return Spot(Address(NAME, str(message.chat.id)), None, message.message_id, alone=alone)
    where = place_of(message)
    named = {"chat_id": where.chat, "message_id": message.message_id}
    return Spot(where, named, message.message_id, alone=alone)


def over_the_chat(spot: Spot, reply: Reply) -> str:
    """Give the text of an answer that is for one person alone, and short enough for an alert.

    Under a message sent through inline mode there is no other place for it, however long it is.
    """
    if not reply.failed and (spot.alone or not reply.private):
        return ""
    drawn = rendered(in_one(reply))
    short = len(drawn.text.encode("utf-16-le")) // 2 <= ALERT
    if short and not drawn.buttons:
        return drawn.text
    return drawn.text[: ALERT // 2 - 1] + "…" if spot.quoted is None else ""
