"""What a real server answers is read whatever its headers say, and its waits are kept."""

from __future__ import annotations

import json
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from discord import Forbidden, HTTPException, NotFound, RateLimited

from adapters.discord import answers
from adapters.discord.answers import PATIENCE, TRIES, Wordless
from adapters.discord.faults import FOREIGN, failure_of
from adapters.discord.line import Line
from bot.outcome import Unknown
from tests.discord.recording import an_interaction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

JSON = "application/json"
TYPES = [JSON, "application/json; charset=utf-8", "text/plain", "text/html; charset=utf-8"]
ASKED = an_interaction(2, {"name": "facts"})
SOON = {"message": "Slow down.", "retry_after": 0, "global": False}


class Terse:
    """A server that says nothing but what it must.

    Attributes:
        answers: a status and a body for each of the next calls; an id for all others.
        calls: how often it was called.
        kind: what it calls its answers.
    """

    def __init__(self, kind: str = JSON) -> None:
        self.answers: deque[tuple[int, object]] = deque()
        self.calls = 0
        self.kind = kind

    async def answer(self, _: web.Request) -> web.Response:
        self.calls += 1
        status, body = self.answers.popleft() if self.answers else (200, {"id": "5"})
        return web.Response(
            status=status, body=json.dumps(body).encode(), headers={"Content-Type": self.kind}
        )


@asynccontextmanager
async def lined(server: Terse) -> AsyncIterator[Line]:
    """Serve, with a line that is logged in."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _, port = runner.addresses[0]
    try:
        async with Line(api=f"http://127.0.0.1:{port}/api/v10") as line:
            await line.login("x")
            server.calls = 0
            yield line
    finally:
        await runner.cleanup()


@pytest.fixture(autouse=True)
def _waits_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "SHORTEST", 0.001)


@pytest.mark.parametrize("kind", TYPES)
async def test_an_answer_is_read_whatever_it_calls_itself(kind: str) -> None:
    async with lined(Terse(kind)) as line:
        assert await line.put("1", {}) == "5"


@pytest.mark.parametrize("kind", TYPES)
async def test_so_is_a_refusal(kind: str) -> None:
    server = Terse(kind)
    async with lined(server) as line:
        for status, error in ((400, HTTPException), (403, Forbidden), (404, NotFound)):
            for call in (line.put("1", {}), line.follow(ASKED, {}), line.respond(ASKED, 4, {})):
                server.answers.append((status, {"code": 50_035, "message": "Invalid Form Body"}))
                with pytest.raises(error) as caught:
                    await call
                assert (caught.value.code, caught.value.text) == (50_035, "Invalid Form Body")


@pytest.mark.parametrize("kind", TYPES)
async def test_a_wait_is_kept_though_no_header_tells_of_it(kind: str) -> None:
    server = Terse(kind)
    async with lined(server) as line:
        for call in (line.put("1", {}), line.follow(ASKED, {}), line.respond(ASKED, 4, {})):
            server.answers.append((429, SOON))
            await call
    assert server.calls == 6


async def test_nobody_waits_for_long_nor_again_and_again() -> None:
    server = Terse()
    async with lined(server) as line:
        server.answers.append((429, {"retry_after": PATIENCE + 1}))
        with pytest.raises(RateLimited):
            await line.put("1", {})
        server.answers.extend([(429, SOON)] * 2 * TRIES)
        with pytest.raises(HTTPException):
            await line.put("1", {})
    assert server.calls == 1 + TRIES


@pytest.mark.parametrize("body", [{}, [], "x", None], ids=repr)
async def test_a_message_of_which_no_id_is_told_may_have_been_taken(body: object) -> None:
    server = Terse()
    async with lined(server) as line:
        server.answers.append((200, body))
        with pytest.raises(Wordless) as caught:
            await line.put("1", {})
    assert isinstance(failure_of(caught.value), Unknown)


async def test_what_is_said_too_late_is_told_of_as_all_that_is_not_taken() -> None:
    async with lined(Terse()) as line:
        await line.close()
        with pytest.raises(FOREIGN):
            await line.respond(ASKED, 4, {})
