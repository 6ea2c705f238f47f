"""The program is killed again and again in the middle of a push; nobody is missed."""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING

from tests.engines import on_shared_engines
from tests.platforms.discord.faults import Slow as SlowOnDiscord
from tests.platforms.telegram.faults import Slow as SlowOnTelegram
from tests.proofs.push import NONE_AMISS

if TYPE_CHECKING:
    from bot.store import Store
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

KILLS = int(os.environ.get("KILLS", "30"))
EARLY = 6  # of so many lives one may end before it has said anything
ON_THE_WAY = 0.04  # seconds from a deed to its answer


@on_shared_engines
async def test_thirty_kills_miss_nobody_and_double_only_what_was_on_its_way(
    store: Store, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=100 * KILLS // 30, channels=140 * KILLS // 30)
    push.telegram.faults.on("sendMessage", SlowOnTelegram(ON_THE_WAY), times=999_999)
    push.discord.faults.on("create_message", SlowOnDiscord(ON_THE_WAY), times=999_999)
    worker, under_way = hire(), set()
    for kill in range(KILLS):
        worker.start()
        if kill % EARLY:
            await push.reached(push.count() + 1)
        await asyncio.sleep(random.uniform(0, 0.4))  # noqa: S311 - any moment
        await worker.killed()
        under_way |= push.begun()
    assert push.is_open(), "it was over too soon"
    worker.start()
    states = await push.over(2.0 * KILLS)
    await worker.stopped()
    assert push.on_discord() == NONE_AMISS
    assert states["discord"].keys() == {"sent"}
    seen = push.on_telegram()
    assert seen.disordered == 0
    assert seen.most <= 2
    assert 0 < seen.doubled <= len(under_way)
    # Whoever was killed twice over the same message cannot know that it never left; it says so.
    assert states["telegram"].keys() <= {"sent", "uncertain"}
    assert seen.missed <= states["telegram"].get("uncertain", 0)
    assert "Traceback" not in worker.log
