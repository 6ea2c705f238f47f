"""Both platforms on loopback, a database, and the program that works between them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.platforms.discord.watched import watched
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.proofs.push import Push
from tests.proofs.worker import Haste, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.platforms.discord.server import Discord

    Hire: TypeAlias = Callable[..., Worker]


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """Discord, where the program may come back as often as it likes."""
    async with watched() as here:
        here.gateway.max_concurrency = 1_000
        yield here


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Telegram."""
    async with opened(Telegram()) as here:
        yield here
        hold(here)


@pytest.fixture
def push(address: str, discord: Discord, telegram: Telegram) -> Push:
    """A morning that is still to be set up."""
    return Push(address, discord, telegram)


@pytest.fixture
async def hire(
    address: str, discord: Discord, telegram: Telegram, tmp_path: Path
) -> AsyncIterator[Hire]:
    """Let there be a worker; whatever still runs in the end is killed."""
    async with AsyncExitStack() as stack:

        def hired(name: str = "worker", haste: Haste | None = None, **settings: str) -> Worker:
            folder = tmp_path / name
            folder.mkdir()
            known = {
                "DATABASE": address,
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API": discord.api,
                "TELEGRAM_TOKEN": telegram.token,
                "TELEGRAM_API": telegram.base,
            }
            worker = Worker(folder, haste or Haste(), **{**known, **settings})
            stack.push_async_callback(worker.close)
            return worker

        yield hired
