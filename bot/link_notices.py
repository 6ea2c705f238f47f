"""Who was given a code is told in private when it was used: that may have been somebody else."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Address
from bot.errors import StoreError
from bot.outcome import Later, Sent
from bot.pages import cut
from bot.views.linking import used
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.adapter import Door
    from bot.clock import Clock
    from bot.desk import Desk
    from bot.outcome import Outcome
    from bot.staff import Notice
    from bot.standing import Tell

LOOK = 10.0  # seconds between two looks at what is to be told
AT_ONCE = 20
LEASE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class LinkNotices:
    """Tells people that another account was linked with theirs.

    Of several copies one tells through a door at a time. One that is killed between sending and
    writing that down has the next one tell it again, which harms nobody.

    Args:
        desk: the newsroom.
        doors: those through which people may be reached.
        worker: names this copy.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, doors: Iterable[Door], *, worker: str, clock: Clock) -> None:
        self._desk = desk
        self._doors = tuple(doors)
        self._worker = worker
        self._clock = clock

    async def run(self, tell: Tell) -> None:
        """Look again and again, until cancelled."""
        tell()
        while True:
            for door in self._doors:
                try:
                    await self.look(door)
                except StoreError as error:
                    log.warning("Who was linked cannot be told now: %s", error)
            await asyncio.sleep(LOOK)

    async def look(self, door: Door) -> None:
        """Tell all who can be told through a door."""
        staff = self._desk.store.staff
        notices = await staff.notices(door.name, limit=AT_ONCE)
        if not notices or not await self._is_ours(door):
            return
        for notice in notices:
            if isinstance(await self._told(door, notice), Later):
                break
            await staff.noticed(notice.number)

    async def _is_ours(self, door: Door) -> bool:
        now = self._clock.now()
        return await self._desk.store.ledger.lease(
            f"links: {door.name}", self._worker, now=now, until=now + LEASE
        )

    async def _told(self, door: Door, notice: Notice) -> Outcome:
        who = notice.who
        language = await self._desk.store.language(who) or self._desk.language
        (message, *_) = cut(used(words_for(language), notice.other), door.limits)
        where = Address(who.platform, who.person)
        outcome = await door.send(where, message, key=f"link-{notice.number}")
        if not isinstance(outcome, Sent | Later):
            log.warning("%s cannot be told of the account that was linked: %s", who, outcome)
        return outcome
