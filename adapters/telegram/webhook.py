"""Updates brought by Telegram to an address of one's own."""

from __future__ import annotations

import hmac
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from adapters.telegram.reading import read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.telegram.inbox import Inbox
    from adapters.telegram.taking import Webhook
    from adapters.telegram.wire import Update

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024  # bytes of an update; the longest message is far smaller
PATIENCE = 2.0  # seconds that Telegram waits for an answer to be given before it hears "taken"


@asynccontextmanager
async def awaited(webhook: Webhook, inbox: Inbox) -> AsyncIterator[None]:
    """Take in what Telegram brings."""

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get(HEADER, "")
        if not hmac.compare_digest(secret.encode(errors="replace"), webhook.secret.encode()):
            raise web.HTTPForbidden
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        update = await _read(request)
        await inbox.take([update])
        await inbox.done(update["update_id"], PATIENCE)
        # Never a method in the answer: nobody would tell what became of it.
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(urlsplit(webhook.url).path or "/", take)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, port=webhook.port).start()
        yield
    finally:
        await runner.cleanup()


async def _read(request: web.Request) -> Update:
    """Read an update.

    Raises:
        HTTPBadRequest: it is none.
    """
    try:
        update = await request.json()
    except (ValueError, RecursionError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
    if not (updates := read([update])):
        raise web.HTTPBadRequest
    return updates[0]
