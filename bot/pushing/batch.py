"""Work that is done for many at once: while one lot is being written, the next one gathers."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")

MOST = 500  # of one lot; a transaction should stay short


class Batch(Generic[T, R]):
    """Does for many what each asks for by itself.

    Args:
        write: does it for a lot, and gives an answer for each, in their order.
    """

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        self._write = write
        self._waiting: deque[tuple[T, asyncio.Future[R]]] = deque()
        self._writing: asyncio.Task[None] | None = None

    async def put(self, item: T) -> R:
        """Ask for *item*, and give its answer; whatever the work raises, all of its lot hear."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._writing is None:
            self._writing = asyncio.create_task(self._all())
        return await answer

    async def _all(self) -> None:
        while self._waiting:
            lot = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST))]
            try:
                answers = await self._write([item for item, _ in lot])
            except Exception as error:  # noqa: BLE001 - it is raised where each was asked for
                for _, answer in lot:
                    if not answer.done():
                        answer.set_exception(error)
            else:
                for (_, answer), said in zip(lot, answers, strict=True):
                    if not answer.done():
                        answer.set_result(said)
        self._writing = None
