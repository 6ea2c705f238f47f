"""The door to Telegram: in and out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import InvalidToken

from adapters.telegram import LIMITS, NAME
from adapters.telegram.answered import Answered
from adapters.telegram.answering import Answering
from adapters.telegram.inbox import Inbox
from adapters.telegram.line import Line
from adapters.telegram.polling import poll
from adapters.telegram.render import rendered
from adapters.telegram.sending import Sending
from bot.errors import Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.address import Address
    from bot.desk import Desk
    from bot.outcome import Outcome
    from bot.reply import Reply

FINISHING = 10.0  # seconds for what was begun when the bot is told to stop

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings its updates.

    Args:
        url: the address it knows, https.
        secret: what each delivery must carry.
        port: the port they are awaited on, behind whatever speaks https.
    """

    url: str
    secret: str
    port: int


class Telegram:
    """Talks with people on Telegram.

    Args:
        token: the bot's.
        api: a server of one's own: its base URL, without the token.
        webhook: where Telegram brings its updates; they are fetched if not given.
        proxy: the way out, where there is no straight one.
    """

    name = NAME
    limits = LIMITS

    def __init__(
        self,
        token: str,
        *,
        api: str | None = None,
        webhook: Webhook | None = None,
        proxy: str | None = None,
    ) -> None:
        self._line = Line(token, api, proxy)
        self._webhook = webhook
        self._sending = Sending(self._line)

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer until cancelled.

        Raises:
            Problem: the token is refused.
        """
        try:
            await self._line.initialize()
            await self._serve(desk, ready)
        except InvalidToken:
            # Not `from`: the library's own words hold the token.
            raise Problem(
                phrase("The token of Telegram is refused. Take it anew from @BotFather.")
            ) from None
        finally:
            await self._line.shutdown()

    async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:  # noqa: ARG002 - Telegram knows no such key
        """Put *message* where it belongs."""
        return await self._sending.put(where, rendered(message))

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        """Let the message with id *sent* say something else."""
        named = {"chat_id": where.chat, "message_id": sent}
        return await self._sending.replace(where, named, rendered(message))

    async def _serve(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer what comes in; once cancelled, finish what was begun."""
        answered = Answered(desk, self._line.id)
        answering = Answering(desk, self._line, self._sending)
        inbox = Inbox(answered, answering.update)
        writing = asyncio.create_task(answered.write())
        try:
            await self._line.delete_webhook()
            ready()
            await poll(self._line, inbox)
        finally:
            await inbox.close(FINISHING)
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing
            await answered.flush()
