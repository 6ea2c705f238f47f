"""What is begun and what became of it, written down for many at once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.errors import Unstorable
from bot.pushing.batch import Batch
from bot.pushing.following import surely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.entries import Begun, Result
    from bot.ledger import Ledger
    from bot.pushing.clock import Clock

log = logging.getLogger(__name__)


class Recording:
    """Writes in the ledger for one worker.

    Args:
        ledger: where it is written down.
        clock: the time that all copies go by.
        worker: names the worker.
        lease: how long it holds what it begins.
    """

    def __init__(self, ledger: Ledger, clock: Clock, *, worker: str, lease: timedelta) -> None:
        self._ledger = ledger
        self._clock = clock
        self._worker = worker
        self._lease = lease
        self._begun: Batch[Begun, bool] = Batch(self._begin)
        self._ended: Batch[Result, None] = Batch(self._end)

    async def begin(self, begun: Begun) -> bool:
        """Write down that a delivery is being sent from now on: whether it is still held."""
        return await self._begun.put(begun)

    async def end(self, result: Result) -> None:
        """Write down what became of a delivery, and try until the database answers."""
        await self._ended.put(result)

    async def _begin(self, begun: Sequence[Begun]) -> list[bool]:
        now = self._clock.now()
        held = await self._ledger.begin(self._worker, begun, now=now, lease=self._lease)
        return [each.delivery.id in held for each in begun]

    async def _end(self, results: Sequence[Result]) -> list[None]:
        record = self._ledger.record
        try:
            await surely(lambda: record(self._worker, results, now=self._clock.now()))
        except Unstorable:
            if len(results) == 1:
                where = results[0].delivery.subscription.where
                log.exception("What became of a delivery to %s cannot be written down", where)
            else:
                # One of them cannot be written; the others are not to wait for it.
                for each in results:
                    await self._end([each])
        return [None] * len(results)
