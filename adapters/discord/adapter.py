"""The door to Discord: in and out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from discord import ConnectionClosed, LoginFailure

from adapters.discord import LIMITS, NAME, PACE
from adapters.discord.answering import Answering
from adapters.discord.completing import Completing
from adapters.discord.examining import examined
from adapters.discord.faults import FOREIGN, NOT_REACHED, SOON
from adapters.discord.files import Files
from adapters.discord.inbox import Inbox
from adapters.discord.line import Line
from adapters.discord.membership import Membership
from adapters.discord.menu import kept
from adapters.discord.paging import whole_of
from adapters.discord.people import spoken
from adapters.discord.pressing import Pressing
from adapters.discord.saying import Saying
from adapters.discord.sending import Sending
from adapters.discord.surroundings import Surroundings
from bot.errors import Outage, Problem
from bot.outcome import Later, Unknown
from bot.views.about import apology
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
    from datetime import datetime

    from adapters.discord.wire import Interaction
    from bot.adapter import Finding
    from bot.address import Address
    from bot.desk import Desk
    from bot.outcome import Outcome, Sent
    from bot.reply import Reply
    from bot.words import Phrase

T = TypeVar("T")

REST = timedelta(seconds=1)  # a channel takes five messages in five seconds, as bots see it
FINISHING = 10.0  # seconds for what was begun when the bot is told to stop
COMMAND, PRESS, TYPING, FILLED = 2, 3, 4, 5  # kinds of interactions, as Discord numbers them
REFUSED = phrase(
    "The token of Discord is refused. Take it anew from the Developer Portal, under Bot."
)
# Why the gateway hangs up for good.
HUNG_UP = {
    4004: REFUSED,
    4010: phrase("Discord has no such shard. Mend STORYDESK_DISCORD_SHARDS."),
    4011: phrase("The bot needs more shards. Raise or remove STORYDESK_DISCORD_SHARDS."),
}

log = logging.getLogger(__name__)


class Discord:
    """Talks with people on Discord.

    Args:
        token: the bot's.
        api: an API elsewhere: its base URL up to the version.
        gateway: a gateway elsewhere.
        shards: those that this copy opens, and how many there are in all; all if not given.
        proxy: the way out, where there is no straight one.
    """

    name = NAME
    limits = LIMITS
    pace = PACE

    def __init__(
        self,
        token: str,
        *,
        api: str | None = None,
        gateway: str | None = None,
        shards: tuple[Sequence[int], int] | None = None,
        proxy: str | None = None,
    ) -> None:
        self._token = token
        self._elsewhere = (api, gateway, proxy)
        self._shards = shards
        self._files = Files(api, proxy)
        self._sending: Sending | None = None
        self._out: Line | None = None

    @property
    def unplaced(self) -> int:
        """Count what sends have taken beside their own calls; answers are not counted there."""
        return self._sending.further if self._sending else 0

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer until cancelled.

        Raises:
            Problem: the token is refused, or the shards are wrong.
            Outage: Discord cannot be reached.
        """

        async def doubled() -> None:
            """Let it be: Discord shows no message twice, and one answer to a question."""

        async with self.opened():
            await self.hear(desk, await self.ears(), ready, doubled)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Be able to send, edit and find.

        Raises:
            Problem: the token is refused.
            Outage: Discord cannot be reached.
        """
        async with self._line() as line:
            await _ours(line.login(self._token))
            self._out, self._sending = line, Sending(line)
            try:
                yield
            finally:
                self._out = self._sending = None

    async def ears(self) -> tuple[str, ...]:
        """Name the shards, each with how many there are."""
        if self._out is None:
            raise Outage(NOT_REACHED)
        shards = self._shards
        if shards is None:
            count = await _ours(self._out.shards_advised())
            shards = range(count), count
        return tuple(f"{shard}/{shards[1]}" for shard in shards[0])

    async def hear(
        self,
        desk: Desk,
        ears: Sequence[str],
        ready: Callable[[], None],
        doubled: Callable[[], Awaitable[None]],  # noqa: ARG002 - it does no harm here
    ) -> None:
        """Answer until cancelled, while the door is opened."""
        count = int(ears[0].partition("/")[2])
        shards = [int(ear.partition("/")[0]) for ear in ears]
        # A line of its own, for the library closes all of one whose gateway hangs up.
        async with self._line((shards, count)) as line:
            await _ours(self._heard(line, desk, ready))

    def cost(self, messages: int) -> Phrase | None:  # noqa: ARG002 - however many
        """Tell that sending is free."""
        return None

    def rest(self, where: Address) -> timedelta:  # noqa: ARG002 - all places are alike to Discord
        """Tell how long a place must rest after a message."""
        return REST

    async def find(self, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:
        """Look for the message that was sent with *key* after *since*."""
        if self._sending is None:
            return Unknown(NOT_REACHED)
        return await self._sending.find(where, key=key, since=since)

    async def examine(self) -> tuple[Finding, ...]:
        """Ask Discord how the bot stands with it."""
        async with self._line() as line:
            return await examined(line, self._token, REFUSED)

    async def send(
        self, where: Address, message: Reply, *, key: str, answers: str | None = None
    ) -> Outcome:
        """Put *message* where it belongs."""
        if self._sending is None:
            return Later(SOON, NOT_REACHED, everywhere=True)
        return await self._sending.put(where, whole_of(message), key, answers)

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        """Let the message with id *sent* say something else."""
        if self._sending is None:
            return Later(SOON, NOT_REACHED, everywhere=True)
        return await self._sending.replace(where, sent, whole_of(message))

    def _line(self, shards: tuple[Sequence[int], int] | None = None) -> Line:
        api, gateway, proxy = self._elsewhere
        return Line(api=api, gateway=gateway, shards=shards, proxy=proxy)

    async def _heard(self, line: Line, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer what comes in; once cancelled, finish what was begun."""
        await line.login(self._token)
        inbox = self._inbox(line, desk)
        membership = Membership(desk, self)
        beside = [
            asyncio.create_task(_told(work)) for work in (kept(line, desk), membership.settle())
        ]
        try:
            await line.hear(inbox.take, ready, Surroundings(membership).hear)
        finally:
            await line.leave()
            await inbox.close(FINISHING)
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    def _inbox(self, line: Line, desk: Desk) -> Inbox:
        saying = Saying(line)
        questions = Answering(desk, saying, self._files.fetch, line.look)
        buttons = Pressing(desk, saying, questions, line.look)
        completing = Completing(desk, line)
        handles = {
            COMMAND: questions.command,
            PRESS: buttons.press,
            TYPING: completing.typed,
            FILLED: questions.filled,
        }

        async def handle(asked: Interaction) -> None:
            if answering := handles.get(asked.get("type", 0)):
                await answering(asked)

        async def apologize(asked: Interaction) -> None:
            await saying.say(asked, apology(words_for(spoken(asked, desk.language))))

        return Inbox(handle, apologize)


async def _told(work: Coroutine[None, None, None]) -> None:
    """Do what nobody waits for, and tell of it where it breaks."""
    try:
        await work
    except Exception:
        log.exception("Something beside the answers on Discord broke that nobody foresaw")


async def _ours(work: Awaitable[T]) -> T:
    """Do what is asked of Discord, and say in our words why it cannot be done."""
    try:
        return await work
    except LoginFailure:
        raise Problem(REFUSED) from None
    except ConnectionClosed as error:
        if error.code in HUNG_UP:
            raise Problem(HUNG_UP[error.code]) from error
        raise Outage(NOT_REACHED) from error
    except FOREIGN as error:
        raise Outage(NOT_REACHED) from error
