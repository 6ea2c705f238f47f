"""Pressed buttons, and what they are answered: where the button stands, as far as that goes."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from adapters.telegram import NAME
from adapters.telegram.asked import place_of
from adapters.telegram.paging import ANEW, aside, in_one, messages
from adapters.telegram.people import account_of, is_foreign, manages, spoken, words_of
from adapters.telegram.rights import lacks
from adapters.telegram.shown import says
from bot.address import Address
from bot.answer import of_choice
from bot.commands import COMMANDS
from bot.conversation import respond, respond_again
from bot.errors import Problem
from bot.outcome import Moved, Refused
from bot.views.about import problem
from bot.views.asking import prompted
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.telegram.line import Line
    from adapters.telegram.sending import Sending
    from adapters.telegram.wire import Message, Press
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
        number: that of its message; None for one that was sent through inline mode.
        alone: whether nobody but who pressed it sees the place.
        shown: its message as whoever pressed it saw it, where Telegram tells.
    """

    where: Address
    message: Mapping[str, object] | None
    number: int | None
    alone: bool
    shown: Message | None = None

    @property
    def is_inline(self) -> bool:
        """Whether the bot is not in the place, and can say nothing there but in that message."""
        return self.number is None


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
        self._heard: set[str] = set()

    async def heard(self, press: Press) -> None:
        """Let somebody know that they were heard, whose turn has not come yet."""
        self._heard.add(press["id"])
        await self._call(press)

    async def press(self, press: Press, *, done: bool = False) -> None:
        """Answer a pressed button; also one of another version, or made by another hand.

        Args:
            press: who pressed it, and where it stands.
            done: whether what it asks for was done before the bot was stopped.
        """
        action, spot = press.get("data") or "", spot_of(press)
        anew = action.startswith(ANEW)
        try:
            request = await self._request(press, spot.where, action.removeprefix(ANEW))
        except Problem as error:
            chat = press["message"]["chat"] if "message" in press else None
            reply = problem(await words_of(self._desk, press["from"], chat), error)
        else:
            if done:
                await self._again(press, spot, request)
                return
            if COMMANDS[request.command].slow:
                await self._confirm(press)
                reply = await self._asked(press, spot, await respond(self._desk, request))
                await self._show(spot, reply, anew=anew)
                return
            reply = await self._asked(press, spot, await respond(self._desk, request))
        if text := over_the_chat(spot, reply, heard=press["id"] in self._heard):
            await self._confirm(press, text)
        else:
            await asyncio.gather(self._confirm(press), self._show(spot, reply, anew=anew))

    async def _again(self, press: Press, spot: Spot, request: Request) -> None:
        """Answer below the button: what was confirmed, or is old, shows nothing over the chat."""
        self._heard.discard(press["id"])
        reply = await self._asked(press, spot, await respond_again(self._desk, request))
        if not spot.is_inline:
            await self._sending.say(spot.where, reply, spot.number)

    async def _request(self, press: Press, where: Address, action: str) -> Request:
        who = account_of(press["from"])
        message = press.get("message")
        language = await spoken(self._desk, press["from"], message["chat"] if message else None)
        request = of_choice(action, who=who, where=where, language=language)
        if message is None:
            return request
        return replace(
            request,
            foreign=is_foreign(press["from"]),
            alone=message["chat"]["type"] == "private",
            overheard=message["chat"]["type"] != "private",
            manages=partial(manages, self._line, message["chat"], press["from"]),
            lacks=partial(lacks, self._line, message["chat"]),
        )

    async def _asked(self, press: Press, spot: Spot, reply: Reply) -> Reply:
        """Let a question be said, but where nobody can answer it."""
        if reply.asks is None:
            return reply
        words = await words_of(self._desk, press["from"], None)
        if spot.is_inline:
            elsewhere = phrase("Write to me in a chat of our own, or in one that I am in.")
            return problem(words, Problem(elsewhere))
        return prompted(words, reply, aside=not spot.alone)

    async def _show(self, spot: Spot, reply: Reply, *, anew: bool) -> None:
        """Put the answer where the button stands, or below it where it does not belong there."""
        if spot.is_inline:
            drawn = await aside(in_one, reply)
            await self._sending.replaced(spot.where, spot.message or {}, drawn)
            return
        parts = await aside(messages, reply)
        ours = not reply.failed and (spot.alone or not reply.private)
        # What is asked stands below all else, where the answer will.
        stays = ours and not anew and len(parts) == 1 and not parts[0].files and not reply.asks
        if spot.message and stays:
            if spot.shown is not None and says(spot.shown, parts[0]):
                return
            outcome = await self._sending.replaced(spot.where, spot.message, parts[0])
            if isinstance(outcome, Moved):
                await self._sending.say(outcome.to, reply)
            if not isinstance(outcome, Refused):
                return
        await self._sending.say(spot.where, reply, None if spot.alone else spot.number)

    async def _confirm(self, press: Press, text: str = "") -> None:
        if press["id"] in self._heard:
            self._heard.discard(press["id"])
        else:
            await self._call(press, text)

    async def _call(self, press: Press, text: str = "") -> None:
        try:
            await self._line.confirm(press["id"], text)
        except TelegramError as error:
            # Most often it is too old: it was pressed while the bot was away.
            log.debug("A pressed button could not be confirmed: %s", error)


def spot_of(press: Press) -> Spot:
    """Tell where the button stands that was pressed."""
    message = press.get("message")
    if message is None:
        named: dict[str, object] = {"inline_message_id": press.get("inline_message_id")}
        return Spot(Address(NAME, press.get("chat_instance", "")), named, None, alone=False)
    where, number = place_of(message), message["message_id"]
    named = {"chat_id": where.chat, "message_id": number}
    # A message of no date is one that the bot cannot see, nor edit, any more.
    reachable = None if message.get("date") == 0 else named
    alone = message["chat"]["type"] == "private"
    return Spot(where, reachable, number, alone=alone, shown=message)


def over_the_chat(spot: Spot, reply: Reply, *, heard: bool = False) -> str:
    """Give the text of an answer that is for one person alone, and short enough for an alert.

    Under a message sent through inline mode there is no other place for it, however long it is.
    Who was *heard* already cannot be told anything there any more.
    """
    if reply.asks or (not reply.failed and (spot.alone or not reply.private)):
        return ""
    if heard and not spot.is_inline:
        return ""
    drawn = in_one(reply)
    short = len(drawn.text.encode("utf-16-le")) // 2 <= ALERT
    if short and not drawn.buttons:
        return drawn.text
    return drawn.text[: ALERT // 2 - 1] + "…" if spot.is_inline else ""
