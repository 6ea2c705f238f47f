"""The door to Telegram: in and out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from adapters.telegram import LIMITS, NAME, PACE, PAID_PACE
from adapters.telegram.answered import Answered
from adapters.telegram.answering import Answering
from adapters.telegram.examining import examined
from adapters.telegram.faults import NOT_REACHED
from adapters.telegram.inbox import Inbox
from adapters.telegram.inline import Inline
from adapters.telegram.line import Line
from adapters.telegram.membership import settle_membership, settle_migration, settle_reopening
from adapters.telegram.menu import kept
from adapters.telegram.pressing import Pressing
from adapters.telegram.render import rendered
from adapters.telegram.sending import Sending
from adapters.telegram.taking import brought, fetched
from bot.errors import Outage, Problem
from bot.outcome import Unknown
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
    from datetime import datetime

    from adapters.telegram.inbox import Handle
    from adapters.telegram.taking import Webhook
    from adapters.telegram.wire import Update
    from bot.adapter import Finding
    from bot.address import Address
    from bot.desk import Desk
    from bot.outcome import Outcome, Sent
    from bot.reply import Reply
    from bot.words import Phrase

UPDATES = "updates"  # all that people say; Telegram gives it to one at a time
FREE, PER_STAR = 30, 10  # messages a second that cost nothing, and others for a Star (Bots FAQ)
# The Bots FAQ: no more than one message a second in a chat, nor 20 a minute in a group. A second
# more than their minute: two messages may draw nearer to each other on their way.
CHAT_RESTS, GROUP_RESTS = timedelta(seconds=1), timedelta(seconds=61 / 20)
FINISHING = 10.0  # seconds for what was begun when the bot is told to stop
UNREADABLE = phrase("Telegram does not tell bots what stands in a chat.")
REFUSED = phrase("The token of Telegram is refused. Take it anew from @BotFather.")

log = logging.getLogger(__name__)


class Telegram:
    """Talks with people on Telegram.

    Args:
        token: the bot's.
        api: a server of one's own: its base URL, without the token.
        webhook: where Telegram brings its updates; they are fetched if not given.
        proxy: the way out, where there is no straight one.
        paid: whether pushes may cost Stars, and go out many times as fast.
    """

    name = NAME
    limits = LIMITS
    pace = PACE

    def __init__(
        self,
        token: str,
        *,
        api: str | None = None,
        webhook: Webhook | None = None,
        proxy: str | None = None,
        paid: bool = False,
    ) -> None:
        self._line = Line(token, api, proxy)
        self._paid = paid
        if paid:
            self.pace = PAID_PACE
        self._webhook = webhook
        self._sending = Sending(self._line)

    @property
    def unplaced(self) -> int:
        """Count the answers to people so far."""
        return self._sending.answers

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer until cancelled.

        Raises:
            Problem: the token is refused.
            Outage: Telegram cannot be reached.
        """

        async def doubled() -> None:
            """Hear of it by the log alone."""

        async with self.opened():
            await self.hear(desk, await self.ears(), ready, doubled)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Be able to send and edit.

        Raises:
            Problem: the token is refused.
            Outage: Telegram cannot be reached.
        """
        try:
            await _ours(self._line.initialize())
            yield
        finally:
            await self._line.shutdown()

    async def ears(self) -> tuple[str, ...]:
        """Name what one copy hears: all of it."""
        return (UPDATES,)

    async def hear(
        self,
        desk: Desk,
        ears: Sequence[str],  # noqa: ARG002 - there is but one
        ready: Callable[[], None],
        doubled: Callable[[], Awaitable[None]],
    ) -> None:
        """Answer until cancelled, while the door is opened."""
        await _ours(self._serve(desk, ready, doubled))

    def cost(self, messages: int) -> Phrase | None:
        """Tell how many Stars so many messages cost at the most."""
        if not self._paid:
            return None
        return phrase(
            "Paid broadcast on Telegram is on. What a message to every subscribed chat ({chats}) "
            "costs at most, in Stars: {stars}, 0.1 for each above {free} a second.",
            chats=messages,
            stars=ceil(max(messages - FREE, 0) / PER_STAR),
            free=FREE,
        )

    def rest(self, where: Address) -> timedelta:
        """Tell how long a place must rest after a message: groups and channels for longer."""
        return GROUP_RESTS if where.chat.startswith("-") else CHAT_RESTS

    async def find(self, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:  # noqa: ARG002 - there is nobody to ask
        """Tell that nobody can tell: a bot reads no messages on Telegram, not even its own."""
        return Unknown(UNREADABLE)

    async def examine(self) -> tuple[Finding, ...]:
        """Ask Telegram how the bot stands with it."""
        try:
            return await examined(self._line, REFUSED, brought=self._webhook is not None)
        finally:
            await self._line.shutdown()

    async def send(
        self,
        where: Address,
        message: Reply,
        *,
        key: str,  # noqa: ARG002 - Telegram knows no such key
        answers: str | None = None,
    ) -> Outcome:
        """Put *message* where it belongs."""
        quoted = int(answers) if answers else None
        return await self._sending.put(where, rendered(message), quoted, paid=self._paid)

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        """Let the message with id *sent* say something else."""
        return await self._sending.amend(where, sent, rendered(message))

    async def _serve(
        self, desk: Desk, ready: Callable[[], None], doubled: Callable[[], Awaitable[None]]
    ) -> None:
        """Answer what comes in; once cancelled, finish what was begun."""
        answered = Answered(desk, self._line.id)
        buttons = Pressing(desk, self._line, self._sending)

        async def heard(update: Update) -> None:
            if press := update.get("callback_query"):
                await buttons.heard(press)

        fetches = self._webhook is None
        inbox = Inbox(answered, self._handler(desk, buttons, answered), heard, again=fetches)
        beside = [
            asyncio.create_task(_told(work)) for work in (answered.write(), kept(self._line, desk))
        ]
        try:
            if self._webhook is None:
                await fetched(self._line, inbox, ready, doubled)
            else:
                await brought(self._line, inbox, ready, doubled, self._webhook)
        finally:
            await inbox.close(FINISHING)
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await answered.flush()

    def _handler(self, desk: Desk, buttons: Pressing, answered: Answered) -> Handle:
        messages = Answering(desk, self._line, self._sending)
        inline = Inline(desk, self._line)

        async def handle(update: Update) -> None:
            done = answered.is_done(update["update_id"])
            if message := update.get("message") or update.get("channel_post"):
                await settle_migration(desk, message)
                await settle_reopening(desk, self._line, message)
                await messages.message(message, done=done)
            elif press := update.get("callback_query"):
                await buttons.press(press, done=done)
            elif typed := update.get("inline_query"):
                await inline.typed(typed)
            elif membership := update.get("my_chat_member"):
                await settle_membership(desk, self, self._line, membership)

        return handle


async def _ours(work: Coroutine[None, None, None]) -> None:
    """Do what is asked of Telegram, and say in our words why it cannot be done."""
    try:
        await work
    except InvalidToken:
        log.debug("The token is refused")
    except TelegramError as error:
        raise Outage(NOT_REACHED) from error
    else:
        return
    # Out here, so that it does not lead back to the library's words, which hold the token.
    raise Problem(REFUSED)


async def _told(work: Coroutine[None, None, None]) -> None:
    """Do what nobody waits for, and tell of it where it breaks."""
    try:
        await work
    except Exception:
        log.exception("Something beside the answers on Telegram broke that nobody foresaw")
