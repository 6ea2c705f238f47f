"""A Telegram, and the bare library to call it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.bare import a_bot
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with opened(Telegram()) as here:
        yield here


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    async with a_bot(telegram, telegram.token) as bot:
        yield bot
