"""Updates brought by Telegram, and by others who would like to be taken for it."""

from __future__ import annotations

import asyncio
import json
import socket
from io import BytesIO
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from adapters.telegram import webhook as module
from adapters.telegram.taking import Webhook
from adapters.telegram.webhook import HEADER, LARGEST, awaited
from tests.telegram.test_inbox import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = {HEADER: "s3cret", "Content-Type": "application/json"}
UPDATE = json.dumps({"update_id": 5, "message": {"chat": {"id": 1}}})


@pytest.fixture
async def hall() -> AsyncIterator[tuple[Desk, aiohttp.ClientSession]]:
    """A desk that is listening, and somebody who speaks to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    desk = Desk()
    webhook = Webhook("https://bot.example/hook", "s3cret", port)
    async with (
        awaited(webhook, desk.inbox),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        yield desk, session


Hall = tuple[Desk, aiohttp.ClientSession]


async def test_an_update_is_taken_and_answered(hall: Hall) -> None:
    desk, session = hall
    async with session.post("/hook", data=UPDATE, headers=SECRET) as response:
        assert (response.status, await response.read()) == (200, b"")
    assert desk.done == [5]


async def test_an_update_that_is_brought_again_is_answered_once(hall: Hall) -> None:
    desk, session = hall
    for _ in range(3):
        async with session.post("/hook", data=UPDATE, headers=SECRET) as response:
            assert response.status == 200
    assert desk.done == [5]


async def test_an_update_whose_delivery_breaks_off_at_a_slow_store_is_answered_once(
    hall: Hall,
) -> None:
    desk, session = hall
    desk.ledger.ready.clear()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await session.post("/hook", data=UPDATE, headers=SECRET)
    bringing = asyncio.create_task(session.post("/hook", data=UPDATE, headers=SECRET))
    await asyncio.sleep(0.1)
    desk.ledger.ready.set()
    async with await bringing as response:
        assert response.status == 200
    async with session.post("/hook", data=UPDATE.replace("5", "6"), headers=SECRET) as response:
        assert response.status == 200
    assert desk.done == [5, 6]


async def test_telegram_does_not_wait_for_a_slow_answer(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    desk, session = hall
    desk.open = False
    async with session.post("/hook", data=UPDATE, headers=SECRET) as response:
        assert response.status == 200
    assert desk.begun == [5]
    await desk.finish(5)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"headers": {**SECRET, HEADER: "wrong"}}, 403),
        ({"headers": {**SECRET, HEADER: ""}}, 403),
        ({"headers": {**SECRET, HEADER: "\udcff\udce9"}}, 403),
        ({"headers": {"Content-Type": "application/json"}}, 403),
        ({"headers": {**SECRET, "Content-Type": "text/plain"}}, 415),
        ({"data": "{"}, 400),
        ({"data": b"\xff\xfe"}, 400),
        ({"data": "[]"}, 400),
        ({"data": "{}"}, 400),
        ({"data": '{"update_id": "5"}'}, 400),
        ({"data": BytesIO(b" " * (LARGEST + 1))}, 413),
        ({"url": "/"}, 404),
        ({"url": "/hook/more"}, 404),
        ({"method": "GET"}, 405),
        ({"method": "PUT"}, 405),
    ],
)
async def test_anything_else_is_turned_away(
    hall: Hall, changes: dict[str, Any], status: int
) -> None:
    desk, session = hall
    request = {"method": "POST", "url": "/hook", "data": UPDATE, "headers": SECRET, **changes}
    async with session.request(**request) as response:
        assert response.status == status
    assert desk.begun == []
