"""The platforms break lines, break down and tell the bot to wait; the promises hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord import faults as on_discord
from tests.platforms.discord.rates import Limited
from tests.platforms.telegram import faults as on_telegram
from tests.platforms.telegram.refusals import limited
from tests.proofs.push import NONE_AMISS
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from bot.store import Store
    from tests.platforms.telegram.faults import Fault
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

TIMES = 12
ABSURD = 43_838  # seconds; they were seen
BROKEN_ON_TELEGRAM: list[on_telegram.Fault] = [
    on_telegram.Reset(),
    on_telegram.Reset(done=False),
    on_telegram.Broken(500),
    on_telegram.Broken(502, page=True),
]
BROKEN_ON_DISCORD: list[on_discord.Fault] = [
    on_discord.Reset(),
    on_discord.Reset(done=False),
    on_discord.Broken(500),
    on_discord.Broken(502, page=True),
]
WAITS_ON_DISCORD = [
    Limited(0.3),
    Limited(0.3, "global"),
    Limited(0.3, "shared"),
    Limited(ABSURD, "shared"),
]

pytestmark = pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)


@pytest.mark.parametrize("fault", BROKEN_ON_TELEGRAM, ids=repr)
async def test_telegram_doubles_at_most_what_it_said_nothing_of(
    store: Store, push: Push, hire: Hire, fault: Fault
) -> None:
    await push.due(store, chats=20)
    push.telegram.faults.on("sendMessage", fault, times=TIMES)
    worker = hire()
    worker.start()
    states = await push.over()
    await worker.stopped()
    seen = push.on_telegram()
    assert (seen.missed, seen.disordered) == (0, 0)
    assert seen.most <= 2
    assert seen.doubled == (TIMES if fault == on_telegram.Reset() else 0)
    assert states["telegram"].keys() <= {"sent", "uncertain"}


async def test_discord_doubles_nothing_whatever_breaks(
    store: Store, push: Push, hire: Hire
) -> None:
    await push.due(store, channels=40)
    for fault in BROKEN_ON_DISCORD:
        push.discord.faults.on("create_message", fault, times=TIMES)
    worker = hire()
    worker.start()
    states = await push.over()
    await worker.stopped()
    assert push.on_discord() == NONE_AMISS
    assert states["discord"].keys() == {"sent"}


async def test_who_is_told_to_wait_waits_and_loses_nothing(
    store: Store, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=15, channels=15)
    for fault in WAITS_ON_DISCORD:
        push.discord.faults.on("create_message", fault)
    for seconds in (1, ABSURD):
        push.telegram.faults.on("sendMessage", limited(seconds))
    worker = hire(haste=Haste(longest=1))
    worker.start()
    await push.over()
    await worker.stopped()
    assert push.on_discord() == push.on_telegram() == NONE_AMISS
    assert f"asks to wait {ABSURD} s" in worker.log
