"""What changes on a server is looked after once, when it can be, and at no cost where it is not."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from adapters.discord.adapter import Discord
from adapters.discord.membership import Membership
from adapters.discord.surroundings import Surroundings
from bot.address import Account, Address
from bot.edition import Subscribed, Wish
from bot.schedule import Slot
from tests.away import is_away
from tests.discord.test_servers import BOT, CHANNEL, OURS, SERVER, told
from tests.invented import NOON
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from bot.desk import Desk
    from bot.edition import Subscription

SOON, LATER = timedelta(seconds=0.2), timedelta(hours=1)
WHERE = Address("discord", CHANNEL)


class Asked:
    """Counts how often a ledger is asked which places are suspended."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self.once = asyncio.Event()
        self._answer = desk.store.ledger.suspended
        monkeypatch.setattr(desk.store.ledger, "suspended", self._suspended)

    async def _suspended(self, platform: str) -> frozenset[str]:
        self.times += 1
        found = await self._answer(platform)
        self.once.set()
        return found


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


async def subscribed(desk: Desk, state: Subscribed = Subscribed.SUSPENDED) -> None:
    """Subscribe the channel, which then stands so."""
    ledger, wish = desk.store.ledger, Wish(slot=Slot(time(8), "Europe/Paris"))
    await ledger.subscribe(WHERE, wish, by=Account("console", "1"), first=NOON.date(), at=NOON)
    await ledger.stand(WHERE, state, at=NOON, reason="It is closed.")


async def becomes(desk: Desk, state: Subscribed, *, tried: bool = False) -> Subscription:
    """Wait until the channel stands so, and perhaps is *tried* soon."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await desk.store.ledger.subscription(WHERE)
            if found and found.state is state and (found.retry == NOON or not tried):
                return found
            await asyncio.sleep(0.01)


async def test_what_opens_while_the_database_is_away_has_its_briefings_back_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(desk)
    is_away(desk, monkeypatch, "suspended")
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(), BOT)
        await becomes(desk, Subscribed.ACTIVE)


async def test_what_may_be_open_while_the_database_is_away_is_tried_soon_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(desk)
    is_away(desk, monkeypatch, "retry")
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", {**told(), "unavailable": False}, BOT)
        await becomes(desk, Subscribed.SUSPENDED, tried=True)


async def test_what_closes_while_the_database_is_away_is_suspended_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(desk, Subscribed.ACTIVE)
    is_away(desk, monkeypatch, "lose")
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(), BOT)
        around.hear("GUILD_DELETE", {"id": SERVER}, BOT)
        await becomes(desk, Subscribed.SUSPENDED)


def after(rest: timedelta) -> str:
    return (datetime.now(UTC) + rest).isoformat()


def silence(around: Surroundings, rest: timedelta) -> None:
    """Silence the bot on its server for a while."""
    member = {"user": {"id": BOT}, "roles": [OURS], "communication_disabled_until": after(rest)}
    around.hear("GUILD_MEMBER_UPDATE", {"guild_id": SERVER, **member}, BOT)


async def test_a_bot_that_was_silenced_has_its_briefings_back_once_that_is_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(desk, monkeypatch)
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(), BOT)
        async with asyncio.timeout(PATIENCE):
            await asked.once.wait()
        await subscribed(desk)
        silence(around, SOON)
        await becomes(desk, Subscribed.ACTIVE)


async def test_a_bot_that_starts_while_it_is_silenced_has_its_briefings_back_after_it(
    desk: Desk,
) -> None:
    await subscribed(desk)
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(communication_disabled_until=after(SOON)), BOT)
        await becomes(desk, Subscribed.ACTIVE)


async def test_a_bot_that_is_silenced_for_longer_has_to_wait_for_longer(desk: Desk) -> None:
    await subscribed(desk)
    async with surroundings(desk) as around:
        around.hear("GUILD_CREATE", told(communication_disabled_until=after(SOON)), BOT)
        silence(around, LATER)
        await asyncio.sleep(2 * SOON.total_seconds())
        await becomes(desk, Subscribed.SUSPENDED)
