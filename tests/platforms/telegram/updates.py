"""What happened, until the bot has heard of it: by being asked, or by being told."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BY_WISH = {"chat_member", "message_reaction", "message_reaction_count"}
USUAL = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
}
HASTE = 0.5  # seconds; who asks for the same again sooner is given one update
LONGEST = 50  # seconds that Telegram holds a request


class Updates:
    """Updates that are not confirmed yet.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._next = 700_000_001
        self._poll: asyncio.Future[None] | None = None
        self._before: tuple[int, float] = (-1, 0.0)
        self.all: dict[int, dict[str, Any]] = {}
        self.pending: dict[int, dict[str, Any]] = {}
        self.wanted: set[str] = set(USUAL)
        self.arrived = asyncio.Event()

    def put(self, kind: str, what: dict[str, Any]) -> int:
        """Let something have happened; what the bot does not want to hear of, it never hears."""
        number = self._next
        if kind not in self.wanted:
            return number
        self._next += 1
        self.all[number] = {"update_id": number, kind: what}
        self.again(number)
        return number

    def again(self, number: int) -> None:
        """Let the bot hear of something, whether it has heard of it before or not."""
        self.pending[number] = self.all[number]
        self.arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def want(self, kinds: Iterable[str] | None) -> None:
        """Keep to these kinds from now on; to those of before where none are named."""
        if kinds is not None:
            self.wanted = set(kinds) or set(USUAL)

    def forget(self) -> None:
        """Drop all that is pending."""
        self.pending.clear()

    def end_poll(self, by: str) -> None:
        """Let whoever is waiting hear that they wait no more."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refusal(409, f"terminated by {by}"))

    async def given(self, offset: int, limit: int, patience: float) -> list[dict[str, Any]]:
        """Give updates from *offset* on, and forget those before it.

        Raises:
            Refusal: somebody else asks meanwhile.
        """
        self.end_poll("other getUpdates request; make sure that only one bot instance is running")
        if self._before[0] == offset and self.clock() < self._before[1] + HASTE:
            limit = 1
        self._before = offset, self.clock()
        self._confirm(offset)
        if not self.pending and patience:
            await self._wait(min(patience, LONGEST))
        return [self.pending[number] for number in sorted(self.pending)][:limit]

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        with suppress(TimeoutError):
            await asyncio.wait_for(poll, seconds)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            kept = list(self.pending)[offset:]
            self.pending = {number: self.pending[number] for number in kept}
            return
        for number in [each for each in self.pending if each < offset]:
            del self.pending[number]
