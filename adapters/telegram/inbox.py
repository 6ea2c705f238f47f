"""What came in: each update once, a chat's updates one after another, many chats at once."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from adapters.telegram.lane import Lane, lane_of
from adapters.telegram.parts import goes_on, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from adapters.telegram.answered import Answered
    from adapters.telegram.wire import Update

AT_ONCE = 256  # updates in hand
HELD = 10.0  # seconds for which an update in hand keeps Telegram from forgetting it
WAITING = 3.0  # seconds behind others after which somebody is told that they were heard
WINDOW = 90  # updates behind it for which it does; Telegram gives a hundred at a time

log = logging.getLogger(__name__)

Handle: TypeAlias = "Callable[[Update], Coroutine[None, None, None]]"


@dataclass(frozen=True, slots=True)
class InHand:
    """An update that is being answered.

    Args:
        since: when it came, by the event loop's clock.
        done: is over when the update is.
        part: whether more may belong to it.
    """

    since: float
    done: asyncio.Future[None]
    part: bool


class Inbox:
    """Hands updates to whoever answers them.

    Telegram forgets an update once one behind it is asked for. So the next one to ask for is the
    oldest that is still in hand: what a killed process had not answered comes again. One that
    takes long must not hold up the others, and is let go.

    Args:
        answered: knows what was answered before.
        handle: answers an update.
        heard: tells who sent an update, and waits behind others, that it has come.
        again: whether Telegram says again what was not answered; not where it brings updates.
    """

    def __init__(
        self,
        answered: Answered,
        handle: Handle,
        heard: Handle | None = None,
        *,
        again: bool = True,
    ) -> None:
        self._answered = answered
        self._handle = handle
        self._heard = heard
        self._again = again
        self._waiting: dict[int, asyncio.TimerHandle] = {}
        self._lanes: dict[object, Lane] = {}
        self._open: dict[int, InHand] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._taking = asyncio.Lock()
        self._few = asyncio.Event()
        self._enough = 0
        self._last = -1

    @property
    def offset(self) -> int | None:
        """The update to ask for next; None before the first one."""
        now = asyncio.get_running_loop().time()
        held = (
            number
            for number, one in self._open.items()
            if now - one.since < HELD and self._last - number < WINDOW
        )
        return min(held, default=self._last + 1) if self._last >= 0 else None

    async def take(self, came: Iterable[Update]) -> None:
        """Take in updates as Telegram writes them; those that came before are left out."""
        numbered = {each["update_id"]: each for each in came}
        if not numbered:
            return
        # Where a delivery breaks off, it is brought again, maybe before the store has told of it.
        async with self._taking:
            new = await self._answered.new(numbered.keys())
            newest = max(numbered)
            # After a silent week Telegram counts on from anywhere, also from a smaller number.
            self._last = newest if new else max(self._last, newest)
            for number in sorted(new):
                self._begin(number, numbered[number])

    async def settled(self, within: float, leaving: int = 0) -> None:
        """Wait until no more than *leaving* are in hand, or *within* so many seconds."""
        self._enough = leaving
        self._few.clear()
        if len(self._open) > leaving:
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._few.wait()

    async def done(self, number: int, within: float) -> None:
        """Wait until one update is not in hand any more, or *within* so many seconds.

        What may be but a part is not waited for: Telegram brings the next one after it.
        """
        if number in self._open and not self._open[number].part:
            await asyncio.wait([self._open[number].done], timeout=within)

    async def close(self, within: float) -> None:
        """Finish what is in hand; what is not finished in time is let go and comes again."""
        for lane in self._lanes.values():
            lane.hurry()
        await self.settled(within)
        for timer in self._waiting.values():
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, number: int, update: Update) -> None:
        loop = asyncio.get_running_loop()
        try:
            lane, part = lane_of(update), goes_on(update)
        except (KeyError, TypeError, AttributeError):
            lane, part = None, False  # whoever answers it will say that it cannot be read
        self._open[number] = InHand(loop.time(), loop.create_future(), part)
        if lane in self._lanes:
            self._lanes[lane].add(update)
            self._waiting[number] = loop.call_later(WAITING, self._still_waits, update)
            return
        self._lanes[lane] = Lane(update, readable=lane is not None)
        self._do(self._work(lane))

    def _still_waits(self, update: Update) -> None:
        if self._heard is not None:
            self._do(self._heard(update))

    def _do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: object) -> None:
        """Answer what comes from one place, in its order."""
        waiting = self._lanes[lane]
        try:
            while waiting:
                async with self._slots:
                    parts, cut = await waiting.next()
                    if cut and self._again:
                        # The rest comes when nobody is here: all of it comes again, and together.
                        self._put_away(parts)
                    else:
                        await self._one(parts)
        finally:
            del self._lanes[lane]

    async def _one(self, parts: list[Update]) -> None:
        numbers = [part["update_id"] for part in parts]
        for number in numbers:
            if timer := self._waiting.pop(number, None):
                timer.cancel()
        try:
            await self._answer(parts)
        except Exception:
            log.exception("An update of Telegram could not be answered: number %s", numbers[0])
        for number in numbers:
            self._answered.mark(number)
        self._put_away(parts)

    async def _answer(self, parts: list[Update]) -> None:
        """Answer what came; what was done before a stop is no part of what was not."""
        done = [part for part in parts if self._answered.is_done(part["update_id"])]
        for some in (done, [part for part in parts if part not in done]):
            if some:
                with self._answered.hearing(part["update_id"] for part in some):
                    await self._handle(joined(some))

    def _put_away(self, parts: list[Update]) -> None:
        for part in parts:
            self._open.pop(part["update_id"]).done.set_result(None)
        if len(self._open) <= self._enough:
            self._few.set()
