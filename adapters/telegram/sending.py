"""Out: messages, and what became of them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, assert_never

from telegram.error import RetryAfter, TelegramError

from adapters.telegram import LIMITS
from adapters.telegram.faults import failure_of, is_unchanged
from adapters.telegram.render import rendered
from bot.outcome import Gone, Later, Moved, Outcome, Refused, Sent, Unknown
from bot.pages import cut

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.telegram.line import Line
    from adapters.telegram.render import Drawn
    from bot.address import Address
    from bot.reply import Reply

TRIES = 5  # of an answer
PATIENCE = 60.0  # seconds that an answer waits at a time; who asked does not wait longer
SEVERAL = 3  # chats told to wait, and none served between them: the whole bot is meant
ANEW = "+"  # in front of an action: its answer is a new message, for the old one is but a part

log = logging.getLogger(__name__)


class Sending:
    """Puts messages where they belong.

    Args:
        line: the line to Telegram.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._waiting: set[str] = set()

    async def put(self, where: Address, drawn: Drawn, quoted: int | None = None) -> Outcome:
        """Put a message somewhere, which may quote another one."""

        async def call() -> str:
            return await self._line.put(where.chat, drawn, thread=where.thread, quoted=quoted)

        return await self._tried(where, call)

    async def replace(self, where: Address, message: Mapping[str, object], drawn: Drawn) -> Outcome:
        """Let a message say something else; *message* names it as Telegram does."""

        async def call() -> str:
            await self._line.replace(message, drawn)
            return str(message.get("message_id", ""))

        return await self._tried(where, call)

    async def say(self, where: Address, reply: Reply, quoted: int | None = None) -> None:
        """Answer somebody, in as many messages as it takes."""
        messages = cut(reply, LIMITS)
        mark = ANEW if len(messages) > 1 else ""
        for message in messages:
            if not await self._said(where, rendered(message, mark), quoted):
                return
            quoted = None

    async def _said(self, where: Address, drawn: Drawn, quoted: int | None) -> bool:
        """Put an answer somewhere, later where it must be; tell whether it was taken."""
        for _ in range(TRIES):
            outcome = await self.put(where, drawn, quoted)
            match outcome:
                case Sent():
                    return True
                case Later(after) if after <= PATIENCE:
                    await asyncio.sleep(after)
                case Moved(to):
                    # The question has another number there.
                    where, quoted = to, None
                case Refused(reason):
                    log.error("An answer was refused, which should not be: %s", reason)
                    return False
                case Later(_, reason) | Gone(reason) | Unknown(reason):
                    log.info("An answer in chat %s was lost: %s", where.chat, reason)
                    return False
                case _:
                    assert_never(outcome)
        log.info("An answer in chat %s was given up", where.chat)
        return False

    async def _tried(self, where: Address, call: Callable[[], Awaitable[str]]) -> Outcome:
        try:
            sent = await call()
        except TelegramError as error:
            if is_unchanged(error):
                return Sent("")
            if isinstance(error, RetryAfter):
                self._waiting.add(where.chat)
            return failure_of(error, where, everywhere=len(self._waiting) >= SEVERAL)
        self._waiting.clear()
        return Sent(sent)
