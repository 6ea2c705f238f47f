"""Out: messages, and what became of them."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from discord import RateLimited

from adapters.discord.body import as_components, as_embed
from adapters.discord.faults import (
    FOREIGN,
    MESSAGE_GONE,
    NOT_REACHED,
    SOON,
    failure_of,
    is_bad_form,
    is_no_channel,
    is_no_chat,
)
from adapters.discord.finding import found, marked
from adapters.discord.forums import FORUMS
from adapters.discord.posting import begun, sought
from bot.outcome import Gone, Later, Refused, Sent, Unknown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from adapters.discord.faults import Failure
    from adapters.discord.line import Line
    from adapters.discord.paging import Message
    from adapters.discord.wire import Said
    from bot.address import Address
    from bot.outcome import Outcome

NONCE = 25  # characters
SEVERAL = 3  # channels told to wait, and none served between them: the whole bot is meant

log = logging.getLogger(__name__)


class Sending:
    """Puts messages where they belong.

    Args:
        line: the line to Discord.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._waiting: set[str] = set()
        self._conversations: dict[str, str] = {}
        self._forums: set[str] = set()
        self._placed = 0  # calls of sends and edits, each of which has a place of the lane

    @property
    def further(self) -> int:
        """Count the calls so far that sends and edits took beside their own, and those to look."""
        return self._line.http.calls - self._placed

    async def put(
        self, where: Address, message: Message, key: str, answers: str | None = None
    ) -> Outcome:
        """Put a message somewhere; with the same *key* it is not put there twice.

        Args:
            where: the place.
            message: what is said.
            key: names this send.
            answers: the id of the message that it is a reply to; in a forum also that of its post.
        """
        self._placed += 1
        about = {"message_id": answers, "fail_if_not_exists": False}
        more = {
            "nonce": key[:NONCE],
            "enforce_nonce": True,
            **({"message_reference": about} if answers else {}),
        }

        async def call(said: Said) -> str:
            if not self._is_forum(where):
                return await self._line.put(self._channel(where), {**marked(said, key), **more})
            if answers:
                return await self._line.put(answers, {**marked(said, key), **more})
            # Discord knows no such key for a post.
            return await begun(self._line, where.chat, message.title, marked(said, key))

        return await self._tried(where, message, call)

    async def find(self, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:
        """Look for a message that was put somewhere with *key*."""
        channel = self._channel(where)
        try:
            # Whoever comes after an interruption has not learned yet what kind of place it is.
            place: Said = {} if where.thread else {**await self._line.look(channel)}
            if place.get("type") in FORUMS:
                return await sought(self._line, place, key=key, since=since)
        except FOREIGN as error:
            return Unknown(failure_of(error).reason)
        return await found(self._line, replace(where, chat=channel), key=key, since=since)

    async def replace(self, where: Address, sent: str, message: Message) -> Outcome:
        """Let the message with id *sent* say something else."""
        self._placed += 1

        async def call(said: Said) -> str:
            channel = sent if self._is_forum(where) else self._channel(where)
            await self._line.replace(channel, sent, said)
            return sent

        async def call_post(said: Said) -> str:
            await self._line.replace(sent, sent, said)
            return sent

        outcome = await self._tried(where, message, call)
        if outcome != Refused(MESSAGE_GONE) or where.thread:
            return outcome
        # Perhaps the place is a forum, and nobody has learned it since the start; what was put
        # there has the id of the post that it stands in.
        as_post = await self._tried(where, message, call_post)
        return as_post if isinstance(as_post, Sent) else outcome

    async def _tried(
        self, where: Address, message: Message, call: Callable[[Said], Awaitable[str]]
    ) -> Outcome:
        """Try each form of a message, and each kind of place that *where* may be."""
        form = as_components
        while True:
            try:
                sent = await call(form(message))
            except FOREIGN as error:
                if is_bad_form(error) and form is as_components:
                    form = as_embed
                elif (failure := await self._learned(error, where)) is not None:
                    return failure
            else:
                self._waiting.clear()
                return Sent(sent)

    async def _learned(self, error: Exception, where: Address) -> Failure | None:
        """Learn of *error* what kind of place it is, to try it anew, or give how the send ended."""
        if not where.thread and is_no_chat(error) and where.chat not in self._forums:
            self._forums.add(where.chat)
            return None
        if where.thread or not is_no_channel(error) or where.chat in self._conversations:
            return self._failed(error, where)
        try:
            self._conversations[where.chat] = await self._line.conversation(where.chat)
        except FOREIGN as other:
            match self._failed(other, where):
                case Later() as passing:
                    return passing
                case Unknown():
                    return Later(SOON, NOT_REACHED)  # for nothing was sent yet
                case Gone(reason) | Refused(reason):
                    log.info("%s is no person either: %s", where.chat, reason)
                    return self._failed(error, where)
                case failure:
                    assert_never(failure)
        return None

    def _failed(self, error: Exception, where: Address) -> Failure:
        if isinstance(error, RateLimited):
            self._waiting.add(where.chat)
        return failure_of(error, everywhere=len(self._waiting) >= SEVERAL)

    def _is_forum(self, where: Address) -> bool:
        return not where.thread and where.chat in self._forums

    def _channel(self, where: Address) -> str:
        return where.thread or self._conversations.get(where.chat, where.chat)
