"""The Bot API on loopback: every request is let in, judged, counted and answered here."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from tests.platforms.specs import telegram_spec
from tests.platforms.telegram import about_bot, about_messages, about_queries
from tests.platforms.telegram.about_bot import readable
from tests.platforms.telegram.call import Call, read
from tests.platforms.telegram.faults import Broken, Reset, Slow
from tests.platforms.telegram.refusals import Refusal, limited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.telegram.faults import Fault
    from tests.platforms.telegram.scene import Telegram

NOBODY = 599  # for a status, where a call was not even read
METHODS = {**about_bot.METHODS, **about_messages.METHODS, **about_queries.METHODS}
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{20,}")
PAGE = "<html><head><title>{0}</title></head><body><center>{0}</center></body></html>"
# Refused for reasons that no bot can foresee; any other refusal is a fault of the bot.
UNFORESEEN = re.compile(
    r"chat not found|not a member|kicked|blocked|deactivated|deleted|initiate|rights|write access"
    r"|thread not found|TOPIC_CLOSED|upgraded|too old|to edit not found|to bots|file_id|file is too"
    r"|MESSAGE_ID_INVALID|PARTICIPANT_ID_INVALID|inaccessible|Unauthorized|Not Found$"
    r"|Conflict|Too Many"
)


class Api:
    """Answers the bot over HTTP."""

    def __init__(self, here: Telegram) -> None:
        self._here = here
        self._spec = telegram_spec()

    async def called(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of a method."""
        call = Call(request.match_info["method"])
        self._here.calls.append(call)
        self._here.stirs()
        fault = self._here.faults.next(call.method)
        if fault == Reset(done=False):
            call.status = NOBODY
            return _broken_off(request)
        try:
            answer = await self._answered(call, request, fault)
        except Refusal as refusal:
            answer = self._refused(call, refusal)
        call.status = answer.status
        self._here.stirs()
        if isinstance(fault, Slow):
            await asyncio.sleep(fault.seconds)
        return _broken_off(request) if fault == Reset() else answer

    async def fetched(self, request: web.Request) -> web.Response:
        """Give out a file."""
        try:
            self._let_in(request)
            fault = self._here.faults.next("file")
            if isinstance(fault, Broken):
                return _out_of_order(fault)
        except Refusal as refusal:
            return _json(refusal.body, refusal.code)
        data = self._here.files.get(request.match_info["file"])
        if data is None:
            return _json(Refusal(404, "Not Found").body, 404)
        return web.Response(body=data, content_type="application/octet-stream")

    async def _answered(
        self, call: Call, request: web.Request, fault: Fault | None
    ) -> web.Response:
        self._let_in(request)
        handler = METHODS.get(call.method.lower())
        if handler is None:
            self._here.violations.append(f"{call.method}: there is no such method here")
            raise Refusal(404, "Not Found: method not found")
        await read(call, request)
        self._judge(call)
        if isinstance(fault, Refusal):
            raise fault
        if isinstance(fault, Broken):
            return _out_of_order(fault)
        result = handler(self._here, call)
        result = await result if inspect.isawaitable(result) else result
        return _json({"ok": True, "result": result})

    def _let_in(self, request: web.Request) -> None:
        token = unquote(request.match_info["token"])
        if not TOKEN.fullmatch(token):
            raise Refusal(404, "Not Found")
        if token != self._here.token:
            raise Refusal(401, "Unauthorized")

    def _judge(self, call: Call) -> None:
        """Hold a request against the official specification."""
        found = self._spec.validate(call.method, call.params, set(call.files))
        # The text is also judged as a whole below, where it may be refused.
        said = [f"{call.method}: {fault} in {readable(call.params)}" for fault in found]
        self._here.violations += said

    def _refused(self, call: Call, refusal: Refusal) -> web.Response:
        said = refusal.body["description"]
        self._here.refusals.append((call, refusal))
        if not UNFORESEEN.search(said):
            self._here.violations.append(f"{call.method}: {said} {readable(call.params)}")
        wait = refusal.body.get("parameters", {}).get("retry_after")
        headers = {"Retry-After": str(wait)} if wait else {}
        return _json(refusal.body, refusal.code, headers)


@asynccontextmanager
async def opened(here: Telegram, port: int = 0) -> AsyncIterator[Telegram]:
    """Let a bot reach *here*; its address is `here.base`."""
    api = Api(here)
    app = web.Application(client_max_size=50 * 1024 * 1024)
    app.router.add_route("*", "/bot{token}/{method}", api.called)
    app.router.add_get("/file/bot{token}/documents/{file}", api.fetched)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    with socket.create_server(("127.0.0.1", port), reuse_port=False) as listening:
        await web.SockSite(runner, listening).start()
        here.base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            yield here
        finally:
            here.updates.end_poll("close request")
            await here.bring_to(None)
            await runner.cleanup()


def hold(here: Telegram) -> None:
    """See to it that nothing was wrong with any request, and that nobody waits in vain."""
    wrong = [*here.violations, *here.rates.impatient]
    assert not wrong, "\n".join(wrong)
    assert not here.unanswered, f"{len(here.unanswered)} queries were never answered"


def _broken_off(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _out_of_order(fault: Broken) -> web.Response:
    if fault.page:
        page = PAGE.format(fault.status)
        return web.Response(status=fault.status, text=page, content_type="text/html")
    if fault.status == 429:
        return _json(limited(1).body, 429)
    said = {"ok": False, "error_code": fault.status, "description": "Internal Server Error"}
    return _json(said, fault.status)


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:  # noqa: ANN401 - JSON is anything
    data = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(body=data, status=status, headers=headers, content_type="application/json")
