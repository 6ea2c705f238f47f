"""What changes on a server is looked after once, when it can be, and at no cost where it is not."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.discord.adapter import Discord
from adapters.discord.membership import Membership
from adapters.discord.surroundings import Surroundings
from tests.discord.test_servers import BOT, SERVER, told
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from bot.desk import Desk


class Asked:
    """Counts how often a ledger is asked which places are suspended."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self.once = asyncio.Event()
        self._answer = desk.store.ledger.suspended
        monkeypatch.setattr(desk.store.ledger, "suspended", self._suspended)

    async def _suspended(self, platform: str) -> frozenset[str]:
        self.times += 1
        self.once.set()
        return await self._answer(platform)


@asynccontextmanager
async def surroundings(desk: Desk) -> AsyncIterator[Surroundings]:
    """Look after what changes on servers."""
    membership = Membership(desk, Discord("x"))
    settling = asyncio.create_task(membership.settle())
    yield Surroundings(membership)
    settling.cancel()
    await asyncio.wait([settling])


async def test_what_opens_nothing_asks_the_database_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(desk, monkeypatch)
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(), BOT)
        async with asyncio.timeout(PATIENCE):
            await asked.once.wait()
        for may in range(9):
            role = {"id": "77", "permissions": str(may)}
            around.hear("GUILD_ROLE_UPDATE", {"guild_id": SERVER, "role": role}, BOT)
            await asyncio.sleep(0.01)
    assert asked.times == 1
