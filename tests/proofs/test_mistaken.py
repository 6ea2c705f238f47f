"""Two programs that were started by mistake on two copies of the database."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.faults import Slow
from tests.proofs.push import NONE_AMISS, Push

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from tests.proofs.conftest import Hire

ON_THE_WAY = 0.05  # seconds from a deed to its answer


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
async def test_discord_shows_each_message_once(
    store: Store, push: Push, hire: Hire, address: str, tmp_path: Path
) -> None:
    await push.due(store, channels=40)
    await store.close()
    file = address.removeprefix("sqlite:///")
    other = tmp_path / "other.db"
    shutil.copy(file, other)
    push.discord.faults.on("create_message", Slow(ON_THE_WAY), times=999)
    both = hire("right"), hire("wrong", DATABASE=f"sqlite:///{other}")
    for worker in both:
        worker.start()
    beside = Push(f"sqlite:///{other}", push.discord, push.telegram)
    states = await push.over(), await beside.over()
    for worker in both:
        await worker.stopped()
    assert push.on_discord() == NONE_AMISS
    assert states == ({"discord": {"sent": 120}}, {"discord": {"sent": 120}})
    assert push.discord.count("create_message") > 120
