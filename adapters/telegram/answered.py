"""Which updates were answered, also before a restart."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from adapters.telegram import NAME
from bot.errors import StoreError
from bot.heard import HEARD, Heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.desk import Desk

REMEMBERED = 10_000  # updates; Telegram gives out a hundred at a time
DONE = "done"  # behind the key of an update: the work is done, and the answer perhaps not given

log = logging.getLogger(__name__)


class Answered:
    """Remembers updates, and lets the store remember what was answered.

    Args:
        desk: the newsroom.
        bot: the bot's own id; another bot's updates are other updates.
    """

    def __init__(self, desk: Desk, bot: int) -> None:
        self._desk = desk
        self._bot = bot
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._done: set[int] = set()
        self._unwritten: list[str] = []
        self._something = asyncio.Event()

    async def new(self, numbers: Iterable[int]) -> set[int]:
        """Give those that were neither taken in by this process nor answered by an earlier one."""
        unseen = [number for number in numbers if number not in self._seen]
        if not unseen:
            return set()
        keys = {self._key(number): number for number in unseen}
        works = {self._key(number, DONE): number for number in unseen}
        try:
            before = await self._desk.store.answered(NAME, [*keys, *works])
        except StoreError:
            # Better a double answer than none.
            log.exception("Whether updates of Telegram were answered before cannot be told")
            before = frozenset()
        for number in unseen:
            self._seen[number] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        new = {number for key, number in keys.items() if key not in before}
        self._done |= {number for key, number in works.items() if key in before} & new
        return new

    def is_done(self, number: int) -> bool:
        """Whether an earlier process has done what an update asks for, and was not heard of."""
        return number in self._done

    @contextmanager
    def hearing(self, numbers: Iterable[int]) -> Iterator[None]:
        """Let what is done meanwhile be marked together with what it does."""
        keys = tuple(self._key(number, DONE) for number in numbers)
        before = HEARD.set(Heard(NAME, keys, self._desk.now()))
        try:
            yield
        finally:
            HEARD.reset(before)

    def mark(self, number: int) -> None:
        """Remember that an update is done with."""
        self._done.discard(number)
        self._unwritten.append(self._key(number))
        self._something.set()

    async def write(self) -> None:
        """Write down for ever what is marked, all that has come together since the last time."""
        while True:
            await self._something.wait()
            self._something.clear()
            await self.flush()

    async def flush(self) -> None:
        """Write down what is marked and not written yet."""
        keys, self._unwritten = self._unwritten, []
        if not keys:
            return
        try:
            await self._desk.store.mark_answered(NAME, keys, at=self._desk.now())
        except StoreError:
            self._unwritten = keys + self._unwritten
            log.exception("Which updates of Telegram were answered cannot be written down")
        except asyncio.CancelledError:
            # Nobody knows whether they are written; to write them twice is harmless.
            self._unwritten = keys + self._unwritten
            raise

    def _key(self, number: int, *more: str) -> str:
        return ":".join((str(self._bot), str(number), *more))
