"""What the end of a send asks for beside the delivery itself, and writing down until it is done."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.address import Address
from bot.edition import Subscribed
from bot.errors import StoreError, Unstorable
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pace import wait
from bot.views.briefing import suspended

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapter import Door
    from bot.edition import Delivery
    from bot.ledger import Ledger
    from bot.outcome import Outcome
    from bot.pushing.clock import Clock
    from bot.words import Words

AWAY = 2.0  # seconds between two tries while the database is away
RESTING = {Subscribed.PAUSED, Subscribed.ENDED}  # somebody wished so, and it stays so

log = logging.getLogger(__name__)


class Following:
    """Does what follows from how sends through one door end.

    Args:
        ledger: where it is written down.
        door: where the sends went.
        clock: the time that all copies go by.
    """

    def __init__(self, ledger: Ledger, door: Door, clock: Clock) -> None:
        self._ledger = ledger
        self._door = door
        self._clock = clock

    async def follow(self, delivery: Delivery, outcome: Outcome, words: Words) -> None:
        """Do what an outcome asks for beside the delivery itself."""
        where, now = delivery.subscription.where, self._clock.now()
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
            case Gone(reason) if delivery.subscription.state not in RESTING:
                log.warning("The briefing of %s is suspended: %s", where, reason)
                said, lost = words.say(reason), Subscribed.SUSPENDED
                stand = self._ledger.stand
                await surely(lambda: stand(where, lost, at=now, reason=said))
                # Of one that was suspended already they have heard.
                if delivery.subscription.state is Subscribed.ACTIVE:
                    await self._tell(delivery, said, words)
            case Gone() | Sent() | Refused() | Unknown():
                pass
            case _:
                assert_never(outcome)

    async def _tell(self, delivery: Delivery, reason: str, words: Words) -> None:
        """Tell whoever set a briefing up that it is suspended, where that is possible."""
        by = delivery.subscription.by
        if by.platform != self._door.name:
            return
        moment = await self._ledger.answer(self._door.name, self._door.pace, now=self._clock.now())
        await asyncio.sleep((moment - self._clock.now()).total_seconds())
        notice = suspended(words, reason)
        key = f"{delivery.key[:-1]}!"
        outcome = await self._door.send(Address(by.platform, by.person), notice, key=key)
        if not isinstance(outcome, Sent):
            log.info("%s cannot be told of it: %s", by, outcome)


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
            log.warning("What became of deliveries is not written yet: %s", error)
            await asyncio.sleep(AWAY)
        else:
            return
