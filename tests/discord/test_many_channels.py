"""A push to very many channels takes as long for the last one as for the first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from discord.http import Ratelimit

from adapters.discord.gateway import Reached

if TYPE_CHECKING:
    import pytest

CHANNELS = 2_000


async def test_the_channels_of_the_last_minutes_are_not_looked_through_for_each_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = 0

    def is_inactive(_: Ratelimit) -> bool:
        nonlocal looks
        looks += 1
        return False

    monkeypatch.setattr(Ratelimit, "is_inactive", is_inactive)
    reached = Reached(api=None, gateway=None, loop=asyncio.get_running_loop())
    for number in range(CHANNELS):
        reached.get_ratelimit(f"POST /channels/{number}")
    assert looks <= CHANNELS
