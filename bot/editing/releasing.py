"""What is to be published at a time, published by whichever copy of the program is first."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.editing.roles import reaches, role_of
from bot.errors import NotFound
from bot.request import Role
from bot.staff import Act, Deed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.desk import Desk
    from bot.pushing.clock import Clock
    from bot.standing import Tell
    from bot.workshop import Released

TICK = 5.0  # seconds between two looks; nobody plans to the second
AT_ONCE = 50  # stories of one look
NO_ROLE = "no publisher any more"

log = logging.getLogger(__name__)


class Releasing:
    """Publishes what is due.

    Args:
        desk: the newsroom.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def run(self, tell: Tell) -> None:
        """Look what is due, again and again, until cancelled."""
        await self._clock.set()
        tell()
        while True:
            await self.look()
            await asyncio.sleep(TICK)

    async def look(self) -> tuple[Released, ...]:
        """Publish what is due now, and give what this copy has published."""
        workshop, now = self._desk.store.workshop, self._clock.now()
        released: list[Released] = []
        for slug in await workshop.due(now, limit=AT_ONCE):
            one = await workshop.release(slug, now) if await self._is_wanted(slug, now) else None
            if one is not None:
                log.info("%s is published, revision %s", slug, one.revision.number)
                released.append(one)
        if released:
            self._desk.shelf.forget()
        return tuple(released)

    async def _is_wanted(self, slug: str, now: datetime) -> bool:
        """Whether who planned to publish a story may still do so; else it waits as a draft."""
        workshop = self._desk.store.workshop
        found = await workshop.manuscript(slug)
        release = found.release if found else None
        if release is None or reaches(await role_of(self._desk, release.by), Role.PUBLISHER):
            return True
        act = Act(release.by, release.where, now, Deed.UNSCHEDULED, detail=NO_ROLE)
        log.warning("%s is not published: %s, who planned it, may not any more", slug, release.by)
        with suppress(NotFound):  # another copy was quicker
            await workshop.unschedule(slug, act=act)
        return False
