"""Somebody else takes the updates of the same bot; it is noticed, whichever way they come."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from adapters.telegram import polling, taking
from adapters.telegram.adapter import Telegram as Door
from adapters.telegram.taking import Webhook
from tests.platforms.telegram.faults import Reset
from tests.telegram.door.conftest import HOST, SECRET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram


@pytest.fixture(autouse=True)
def _waits_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(taking, "LOOK", 0.02)


@asynccontextmanager
async def hearing(
    telegram: Telegram, desk: Desk, webhook: Webhook | None = None
) -> AsyncIterator[list[int]]:
    """Let a copy hear; give how often it was doubled, each with the calls until then."""
    door = Door(telegram.token, api=telegram.base, webhook=webhook)
    ready, doubles = asyncio.Event(), []

    async def doubled() -> None:
        doubles.append(len(telegram.calls))
        telegram.stirs()

    async with door.opened():
        running = asyncio.create_task(door.hear(desk, await door.ears(), ready.set, doubled))
        await asyncio.wait_for(ready.wait(), 10)
        yield doubles
        running.cancel()
        await asyncio.wait([running])


async def test_two_that_fetch_are_both_doubled_again_and_again(
    telegram: Telegram, desk: Desk
) -> None:
    async with hearing(telegram, desk) as one, hearing(telegram, desk) as two:
        await telegram.until(lambda: len(one) > 1 and len(two) > 1)


async def test_one_that_fetches_alone_is_not_doubled(
    telegram: Telegram, desk: Desk, ada: Person
) -> None:
    async with hearing(telegram, desk) as doubles:
        ada.writes("/facts")
        await telegram.answers(ada)
        assert not doubles


async def test_one_whose_updates_are_taken_elsewhere_notices_and_takes_them_back(
    telegram: Telegram, desk: Desk, ada: Person, unused_tcp_port: int
) -> None:
    telegram.behind[HOST] = unused_tcp_port
    webhook = Webhook(f"https://{HOST}/hook", SECRET, unused_tcp_port)
    async with hearing(telegram, desk, webhook) as doubles:
        telegram.faults.on("getWebhookInfo", Reset(), times=2)
        await telegram.until(lambda: len(telegram.called("getWebhookInfo")) > 3)
        assert not doubles
        async with Bot(telegram.token, base_url=f"{telegram.base}/bot") as other:
            await other.delete_webhook()
        await telegram.until(lambda: doubles)
        await telegram.until(lambda: len(telegram.called("setWebhook")) > 1)
        ada.writes("/facts")
        await telegram.answers(ada)
