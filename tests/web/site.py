"""A web server on loopback, which notes who comes and answers as a test wants it to."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

HOME = "127.0.0.1"


@dataclass
class Site:
    """One server.

    Attributes:
        port: where it listens.
        asked: the headers of each question, in their order.
        answer: how it answers.
    """

    port: int = 0
    asked: list[Mapping[str, str]] = field(default_factory=list)
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]] | None = None

    def url(self, host: str = "desk.example", path: str = "/feed.json") -> str:
        """Give an address at which it is."""
        return f"http://{host}:{self.port}{path}"

    def gives(
        self,
        body: bytes | str = b"{}",
        *,
        status: int = 200,
        kind: str | None = "application/json",
        **headers: str,
    ) -> None:
        """Answer so from now on; in names of headers _ stands for -."""
        data = body.encode() if isinstance(body, str) else body
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind is not None:
            said["Content-Type"] = kind

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, body=data, headers=said)

        self.answer = answer


@asynccontextmanager
async def serving(host: str = HOME, port: int = 0) -> AsyncIterator[Site]:
    """Keep a server running at an address of this machine."""
    site = Site()
    site.gives()

    async def handle(request: web.Request) -> web.StreamResponse:
        site.asked.append(request.headers)
        assert site.answer is not None
        return await site.answer(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, auto_decompress=False)
    await runner.setup()
    listener = web.TCPSite(runner, host, port)
    await listener.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


async def everything_is(*addresses: str) -> list[str]:
    """Say that whatever name is asked for is at these addresses."""
    await asyncio.sleep(0)
    return [*addresses]
