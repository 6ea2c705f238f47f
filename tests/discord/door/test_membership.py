"""A channel that lets the bot in again has its briefing back."""

from __future__ import annotations

import asyncio
from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Subscribed, Wish
from bot.pushing import places
from bot.schedule import Slot
from tests.discord.door.opening import opened
from tests.invented import NOON
from tests.patience import PATIENCE
from tests.platforms.discord.changes import changed, invited, kicked

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

pytestmark = pytest.mark.usefixtures("door")
WISH = Wish(slot=Slot(time(8), "Europe/Paris"))


async def suspended(desk: Desk, channel: Channel, thread: str = "") -> Address:
    """Subscribe a place that then cannot be reached."""
    where, ledger = Address("discord", str(channel.id), thread), desk.store.ledger
    await ledger.subscribe(where, WISH, by=Account("discord", "1"), first=NOON.date(), at=NOON)
    await ledger.stand(where, Subscribed.SUSPENDED, at=NOON, reason="The channel is closed.")
    return where


async def comes_back(desk: Desk, where: Address) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await desk.store.ledger.subscription(where)
            if found is not None and found.state is Subscribed.ACTIVE:
                return
            await asyncio.sleep(0.01)


async def test_a_server_that_invites_the_bot_again_has_its_briefings_back(
    here: Discord, guild: Guild, channel: Channel, desk: Desk
) -> None:
    await kicked(here, guild)
    where = await suspended(desk, channel)
    await invited(here, guild)
    await comes_back(desk, where)


async def test_at_a_start_a_suspended_channel_is_only_tried_sooner(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where = await suspended(desk, channel)
    async with opened(here, desk), asyncio.timeout(PATIENCE):
        found = await desk.store.ledger.subscription(where)
        while found is not None and found.retry != NOON:
            await asyncio.sleep(0.01)
            found = await desk.store.ledger.subscription(where)
    assert found is not None
    assert (found.state, found.reason) == (Subscribed.SUSPENDED, "The channel is closed.")


async def test_what_breaks_once_keeps_no_channel_from_coming_back(
    here: Discord,
    channel: Channel,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    where, entered = await suspended(desk, channel), places.entered
    broken = asyncio.Event()

    async def breaks(*_: object) -> None:
        broken.set()
        raise ValueError

    monkeypatch.setattr(places, "entered", breaks)
    await changed(here, channel)
    async with asyncio.timeout(PATIENCE):
        await broken.wait()
    monkeypatch.setattr(places, "entered", entered)
    await changed(here, channel)
    await comes_back(desk, where)
    assert "Whether channels have their briefings back cannot be told" in caplog.messages


async def test_a_channel_that_gives_back_its_rights_has_its_briefings_back(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where, thread = await suspended(desk, channel), await suspended(desk, channel, "77")
    await changed(here, channel)
    await comes_back(desk, where)
    await comes_back(desk, thread)
