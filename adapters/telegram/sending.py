"""Out: messages, and what became of them."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import TYPE_CHECKING, assert_never

from telegram.error import BadRequest, RetryAfter, TelegramError

from adapters.telegram.faults import failure_of, is_unchanged, seconds_of, waiting
from adapters.telegram.pace import Pace
from adapters.telegram.paging import aside, messages
from adapters.telegram.shown import Shown
from bot.outcome import Gone, Later, Moved, Outcome, Refused, Sent, Unknown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.telegram.line import Line
    from adapters.telegram.render import Drawn
    from bot.address import Address
    from bot.reply import Document, Reply

PATIENCE = 70.0  # seconds that an answer waits; a busy group may take a minute

log = logging.getLogger(__name__)


class Sending:
    """Puts messages where they belong.

    Args:
        line: the line to Telegram.
        clock: seconds that only go forward.

    Attributes:
        answers: how often somebody was answered, or that was tried.
    """

    def __init__(self, line: Line, clock: Callable[[], float] = time.monotonic) -> None:
        self._line = line
        self._clock = clock
        self._pace = Pace(clock)
        self._shown = Shown()
        self.answers = 0

    async def put(
        self, where: Address, drawn: Drawn, quoted: int | None = None, *, paid: bool = False
    ) -> Outcome:
        """Put a message somewhere, which may quote another one, and cost Stars where *paid*."""

        async def call() -> str:
            return await self._line.put(
                where.chat, drawn, thread=where.thread, quoted=quoted, paid=paid
            )

        return await self._tried(where, call)

    async def replace(self, where: Address, message: Mapping[str, object], drawn: Drawn) -> Outcome:
        """Let a message say something else; *message* names it as Telegram does."""
        sent = str(message.get("message_id", ""))
        if self._shown.says(message, drawn):
            return Sent(sent)
        self._shown.forget(message)

        async def call() -> str:
            try:
                await self._line.replace(message, drawn)
            except BadRequest as error:
                if not is_unchanged(error):
                    raise
            self._shown.remember(message, drawn)
            return sent

        return await self._tried(where, call)

    async def amend(self, where: Address, sent: str, drawn: Drawn) -> Outcome:
        """Let a message say something else, whatever it said a moment ago.

        Another copy of the bot may have changed it since.
        """
        message = {"chat_id": where.chat, "message_id": sent}
        self._shown.forget(message)
        return await self.replace(where, message, drawn)

    async def say(self, where: Address, reply: Reply, quoted: int | None = None) -> Outcome:
        """Answer somebody, in as many messages as it takes, and tell how the last one ended."""
        outcome: Outcome = Sent("")
        for drawn in await aside(messages, reply):
            put = partial(self.put, drawn=drawn, quoted=quoted)
            outcome = await self._patiently(where, put)
            for document in drawn.files:
                if isinstance(outcome, Sent):
                    outcome = await self._patiently(where, partial(self._give, document=document))
            if not isinstance(outcome, Sent):
                break
            quoted = None
        return outcome

    async def replaced(
        self, where: Address, message: Mapping[str, object], drawn: Drawn
    ) -> Outcome:
        """Let a message say something else, later where it must be."""
        return await self._patiently(where, lambda _: self.replace(where, message, drawn))

    async def _give(self, where: Address, document: Document) -> Outcome:
        return await self._tried(where, partial(self._line.give, where, document))

    async def _patiently(
        self, where: Address, call: Callable[[Address], Awaitable[Outcome]]
    ) -> Outcome:
        """Try again, for somebody who waits, for as long as people do."""
        given_up = self._clock() + PATIENCE
        while True:
            self.answers += 1
            outcome = await call(where)
            match outcome:
                case Later(after) if self._clock() + after <= given_up:
                    await asyncio.sleep(after)
                case Moved(to) if to != where:
                    where = to
                case Sent():
                    return outcome
                case Later() | Gone() | Unknown() | Refused() | Moved():
                    log.info("An answer in chat %s was not taken: %s", where.chat, outcome)
                    return outcome
                case _:
                    assert_never(outcome)

    async def _tried(self, where: Address, call: Callable[[], Awaitable[str]]) -> Outcome:
        seconds, everywhere = self._pace.ask(where.chat)
        if seconds > 0:
            return waiting(seconds, everywhere=everywhere)
        await self._pace.turn()
        try:
            sent = await call()
        except RetryAfter as error:
            everywhere = self._pace.told(where.chat, seconds_of(error))
            return failure_of(error, where, everywhere=everywhere)
        except TelegramError as error:
            return failure_of(error, where)
        self._pace.served()
        return Sent(sent)
