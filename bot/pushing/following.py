"""What the end of a send asks for beside the delivery itself, and writing down until it is done."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.edition import Progress, Subscription
from bot.errors import StoreError, Unstorable
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pace import wait
from bot.pushing import places

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapter import Door
    from bot.address import Address
    from bot.desk import Desk
    from bot.entries import Result
    from bot.outcome import Outcome
    from bot.pushing.clock import Clock

AWAY = 2.0  # seconds between two tries while the database is away

log = logging.getLogger(__name__)


class Following:
    """Does what follows from how sends through one door end.

    Args:
        desk: the newsroom.
        door: where the sends went.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, door: Door, clock: Clock) -> None:
        self._desk = desk
        self._ledger = desk.store.ledger
        self._door = door
        self._clock = clock

    async def follow(self, where: Address, outcome: Outcome) -> None:
        """Do what the outcome of a send asks for before the delivery itself is written down."""
        now = self._clock.now()
        match outcome:
            case Later(after, reason, everywhere):
                bounded = wait(after)
                if bounded.absurd:
                    log.warning("%s asks to wait %.0f s: %s", where, after, reason)
                until = now + timedelta(seconds=bounded.seconds)
                chat = None if everywhere else where.chat
                await surely(lambda: self._ledger.hold(self._door.name, until, chat=chat))
            case Moved(to):
                log.info("%s has become %s", where, to)
                await surely(lambda: self._ledger.move(where, to, at=now))
            case Gone(reason):
                log.warning("Nothing reaches %s: %s", where, reason)
            case Sent() | Refused() | Unknown():
                pass
            case _:
                assert_never(outcome)

    async def followed(self, result: Result) -> None:
        """Suspend the place of a delivery that is lost, and tell whoever set that up.

        That the delivery is lost is written down by then: once the way is open again it comes.
        """
        if result.progress is not Progress.LOST:
            return
        where, lost = result.delivery.subscription.where, list[Subscription]()

        async def suspend() -> None:
            lost.extend(
                await self._ledger.lose(
                    where.platform,
                    where.chat,
                    reason=lambda _: result.reason,
                    at=self._clock.now(),
                    only=where,
                )
            )

        await surely(suspend)
        # Of one that was suspended already they have heard.
        await places.tell(self._desk, self._door, lost)


async def surely(write: Callable[[], Awaitable[object]]) -> None:
    """Write something down, and try until the database answers.

    Raises:
        Unstorable: it answers that it can never hold this.
    """
    while True:
        try:
            await write()
        except Unstorable:
            raise
        except StoreError as error:
            log.warning("What has happened is not written down yet: %s", error)
            await asyncio.sleep(AWAY)
        else:
            return
