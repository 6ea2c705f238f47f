"""A channel that the bot may write in again has its briefing back, and no other one has."""

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
from tests.platforms.discord.changes import (
    changed,
    everybody_may,
    given_a_role,
    invited,
    kicked,
    out_of_order,
)
from tests.platforms.discord.permissions import READING, WRITING, May

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.desk import Desk
    from bot.edition import Subscription
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

WISH = Wish(slot=Slot(time(8), "Europe/Paris"))
SOMEBODY = Account("discord", "1")
IN_VAIN = 0.3  # seconds in which nothing happens
needs_door = pytest.mark.usefixtures("door")


async def subscribed(
    desk: Desk, channel: Channel, thread: str = "", by: Account = SOMEBODY
) -> Address:
    """Subscribe a place."""
    where = Address("discord", str(channel.id), thread)
    await desk.store.ledger.subscribe(where, WISH, by=by, first=NOON.date(), at=NOON)
    return where


async def suspended(desk: Desk, channel: Channel, thread: str = "") -> Address:
    """Subscribe a place that then cannot be reached."""
    where, ledger = await subscribed(desk, channel, thread), desk.store.ledger
    await ledger.stand(where, Subscribed.SUSPENDED, at=NOON, reason="The channel is closed.")
    return where


async def known(desk: Desk, where: Address) -> Subscription:
    found = await desk.store.ledger.subscription(where)
    assert found is not None
    return found


async def becomes(desk: Desk, where: Address, state: Subscribed) -> Subscription:
    """Wait until a place stands so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await known(desk, where)
            if found.state is state:
                return found
            await asyncio.sleep(0.01)


async def comes_back(desk: Desk, where: Address) -> None:
    await becomes(desk, where, Subscribed.ACTIVE)


async def stays(desk: Desk, where: Address, *, tried: bool | None = None) -> None:
    """See to it that a place does not come back, and perhaps whether it is *tried* soon."""
    await asyncio.sleep(IN_VAIN)
    found = await known(desk, where)
    assert found.state is Subscribed.SUSPENDED
    assert tried is None or (found.retry == NOON) == tried


async def closed(here: Discord, channels: Iterable[Channel], may: May) -> None:
    """Deny the bot what it needs in channels."""
    for channel in channels:
        channel.deny(here.world.bot.id, may)
        await changed(here, channel)


@needs_door
async def test_a_server_that_invites_the_bot_again_has_its_briefings_back(
    here: Discord, guild: Guild, channel: Channel, desk: Desk
) -> None:
    closed_one = here.world.channel(guild, "closed")
    closed_one.deny(here.world.bot.id, May.SEND_MESSAGES)
    await kicked(here, guild)
    where, other = await suspended(desk, channel), await suspended(desk, closed_one)
    await invited(here, guild)
    await comes_back(desk, where)
    await stays(desk, other)


@needs_door
async def test_a_server_that_removes_the_bot_has_its_briefings_suspended_and_one_person_told(
    here: Discord, guild: Guild, channel: Channel, desk: Desk, reader: Person
) -> None:
    by = Account("discord", str(reader.user.id))
    here.world.joins(reader.user, here.world.guild("Elsewhere"))
    places_ = [
        await subscribed(desk, each, thread, by)
        for each in (channel, here.world.channel(guild, "news"))
        for thread in ("", "77")
    ]
    await changed(here, here.world.at(places_[2].chat))
    await kicked(here, guild)
    for where in places_:
        found = await becomes(desk, where, Subscribed.SUSPENDED)
        assert found.reason == "The bot was removed from the server."
    conversation = here.world.dm(reader.user)
    await here.until(lambda: conversation.messages)
    await asyncio.sleep(IN_VAIN)
    (told,) = conversation.messages.values()
    assert "does not reach its place: The bot was removed from the server." in str(told.body)


@needs_door
async def test_an_outage_of_a_server_suspends_nothing(
    here: Discord, guild: Guild, channel: Channel, desk: Desk
) -> None:
    where = await subscribed(desk, channel)
    await out_of_order(here, guild)
    await kicked(here, other := here.world.guild("Other"))
    await invited(here, other)
    await asyncio.sleep(IN_VAIN)
    assert (await known(desk, where)).state is Subscribed.ACTIVE


async def test_at_a_start_a_suspended_channel_is_only_tried_sooner(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where = await suspended(desk, channel)
    async with opened(here, desk):
        await stays(desk, where, tried=True)
    assert (await known(desk, where)).reason == "The channel is closed."


async def test_at_a_start_a_channel_that_is_still_closed_is_not_even_tried(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where = await suspended(desk, channel)
    channel.deny(here.world.bot.id, May.VIEW_CHANNEL)
    async with opened(here, desk):
        await stays(desk, where, tried=False)


@needs_door
async def test_what_breaks_once_keeps_no_channel_from_coming_back(
    here: Discord,
    channel: Channel,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    where, entered = await suspended(desk, channel), places.entered
    broken = asyncio.Event()

    async def breaks(*_: object, **__: object) -> None:
        broken.set()
        raise ValueError

    monkeypatch.setattr(places, "entered", breaks)
    await changed(here, channel)
    async with asyncio.timeout(PATIENCE):
        await broken.wait()
    monkeypatch.setattr(places, "entered", entered)
    await closed(here, [channel], May.SEND_MESSAGES)
    channel.exceptions.clear()
    await changed(here, channel)
    await comes_back(desk, where)
    assert "Whether channels have their briefings back cannot be told" in caplog.messages


@needs_door
async def test_a_channel_that_gives_back_its_rights_has_its_briefings_back(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where, thread = await suspended(desk, channel), await suspended(desk, channel, "77")
    await closed(here, [channel], May.SEND_MESSAGES | May.SEND_MESSAGES_IN_THREADS)
    await stays(desk, where)
    channel.deny(here.world.bot.id, May.SEND_MESSAGES)
    await changed(here, channel)
    await comes_back(desk, thread)
    await stays(desk, where)
    channel.exceptions.clear()
    await changed(here, channel)
    await comes_back(desk, where)


@needs_door
async def test_a_channel_that_is_renamed_while_it_is_closed_does_not_come_back(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    where = await suspended(desk, channel)
    await closed(here, [channel], May.SEND_MESSAGES)
    await changed(here, channel)
    await stays(desk, where)


@needs_door
async def test_a_channel_that_changes_while_it_is_open_is_tried_soon(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    """The tag that its posts needed may be needed no more."""
    await asyncio.sleep(IN_VAIN)  # what is tried for the start is behind
    where = await suspended(desk, channel)
    await changed(here, channel)
    await stays(desk, where, tried=True)


@needs_door
async def test_a_right_that_everybody_has_again_opens_the_channels_that_do_not_deny_it(
    here: Discord, guild: Guild, channel: Channel, desk: Desk
) -> None:
    other = here.world.channel(guild, "closed")
    where, closed_one = await suspended(desk, channel), await suspended(desk, other)
    await closed(here, [other], May.SEND_MESSAGES)
    await everybody_may(here, guild, READING)
    await stays(desk, where)
    await everybody_may(here, guild, WRITING)
    await comes_back(desk, where)
    await stays(desk, closed_one)


@needs_door
async def test_a_role_that_the_bot_is_given_opens_channels(
    here: Discord, guild: Guild, channel: Channel, desk: Desk
) -> None:
    where = await suspended(desk, channel)
    await everybody_may(here, guild, READING)
    await given_a_role(here, guild, May.MANAGE_GUILD)
    await stays(desk, where)
    await given_a_role(here, guild, WRITING)
    await comes_back(desk, where)


@needs_door
async def test_a_thread_that_is_opened_again_has_its_briefing_back_and_its_channel_has_not(
    here: Discord, channel: Channel, desk: Desk
) -> None:
    thread = here.world.thread(channel, "Talk")
    inside = await suspended(desk, channel, str(thread.id))
    other, around = await suspended(desk, channel, "77"), await suspended(desk, channel)
    thread.archived, thread.locked = False, True
    await changed(here, thread)
    await stays(desk, inside)
    thread.locked = False
    await changed(here, thread)
    await comes_back(desk, inside)
    await stays(desk, other)
    await stays(desk, around)
