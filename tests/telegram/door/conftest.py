"""The whole door, open on a Telegram on loopback: whatever is wrong with any request is told."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

import pytest

from adapters.telegram.adapter import Telegram as Door
from adapters.telegram.taking import Webhook
from bot.address import Account
from bot.desk import Desk
from bot.store.open import open_store
from tests.invented import NOON
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.telegram.conftest import STORIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.platforms.telegram.people import Person

    OpenDoor: TypeAlias = Callable[..., AbstractAsyncContextManager[Door]]

WAYS = ["polling", "webhook"]
HOST, SECRET = "bot.example", "s3cret_of-Ours"


@pytest.fixture
async def telegram(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Telegram]:
    """A Telegram without fault; the token is in no line of the log at any level."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "aiosqlite")  # a line for each statement tells nothing here
    async with opened(Telegram()) as here:
        yield here
        hold(here)
    assert here.token not in caplog.text


@pytest.fixture
def ada(telegram: Telegram) -> Person:
    """A reader."""
    return telegram.person("Ada")


@pytest.fixture
def olga(telegram: Telegram) -> Person:
    """An owner."""
    return telegram.person("Olga")


@pytest.fixture
async def desk(olga: Person) -> AsyncIterator[Desk]:
    """A newsroom with three stories; the comet is the newest."""
    async with a_desk(olga, "sqlite://") as desk:
        async for _ in desk.load(STORIES, lambda _: None):
            pass
        yield desk


@asynccontextmanager
async def a_desk(owner: Person, address: str) -> AsyncIterator[Desk]:
    """Open the newsroom that is kept at *address*."""
    store = await open_store(address)
    owners = [Account("telegram", str(owner.user.id))]
    try:
        yield Desk(store, now=lambda: NOON, clock=time.monotonic, owners=owners)
    finally:
        await store.close()


@pytest.fixture
def open_door(telegram: Telegram, desk: Desk) -> OpenDoor:
    """Open the door, as often as one likes."""

    def opening(way: str = "polling") -> AbstractAsyncContextManager[Door]:
        return an_open_door(telegram, desk, way)

    return opening


@pytest.fixture(params=WAYS)
async def door(request: pytest.FixtureRequest, open_door: OpenDoor) -> AsyncIterator[Door]:
    """The door, open by each way on which updates come."""
    async with open_door(request.param) as door:
        yield door


@pytest.fixture
async def polling(open_door: OpenDoor) -> AsyncIterator[Door]:
    """The door, open by the usual way, where the way makes no difference."""
    async with open_door() as door:
        yield door


@asynccontextmanager
async def an_open_door(telegram: Telegram, desk: Desk, way: str) -> AsyncIterator[Door]:
    """Open a door, and close it cleanly."""
    webhook = None
    if way == "webhook":
        with socket.create_server(("127.0.0.1", 0)) as free:
            telegram.behind[HOST] = free.getsockname()[1]
        webhook = Webhook(f"https://{HOST}/hook", SECRET, telegram.behind[HOST])
    door, ready = Door(telegram.token, api=telegram.base, webhook=webhook), asyncio.Event()
    running = asyncio.create_task(door.run(desk, ready.set))
    opening = asyncio.create_task(ready.wait())
    await asyncio.wait({running, opening}, return_when=asyncio.FIRST_COMPLETED)
    opening.cancel()
    try:
        if running.done():
            running.result()
        yield door
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
