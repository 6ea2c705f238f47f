"""The program stands still for longer than it holds its deliveries, and then goes on."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.faults import Slow
from tests.proofs.push import NONE_AMISS
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from bot.store import Store
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

STILL = 2.0  # seconds
SHORT = Haste(lease=STILL / 2)


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
async def test_who_stood_still_sends_nothing_twice(store: Store, push: Push, hire: Hire) -> None:
    await push.due(store, chats=20, channels=30)
    push.telegram.faults.on("sendMessage", Slow(STILL / 10), times=999)
    worker = hire(haste=SHORT)
    worker.start()
    for _ in range(3):
        await push.reached(push.count() + 20)
        worker.sends(signal.SIGSTOP)
        await asyncio.sleep(STILL)
        worker.sends(signal.SIGCONT)
    states = await push.over()
    await worker.stopped()
    assert push.on_telegram() == push.on_discord() == NONE_AMISS
    assert states["telegram"].keys() == states["discord"].keys() == {"sent"}
