"""Discord's HTTP API: every request is let in, judged, counted and answered here."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.discord import about_bot, about_channels, about_interactions, judging
from tests.platforms.discord.call import Call, read
from tests.platforms.discord.faults import Broken, Fault, Reset, Slow
from tests.platforms.discord.rates import Limited
from tests.platforms.discord.refusals import NO_SUCH_ROUTE, Refusal, bad_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.discord.call import Handler
    from tests.platforms.discord.server import Discord

BASE = "/api/v10"
MAJOR = ("channel", "guild", "token", "application")
ROUTES = [
    (method, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path)), handler)
    for (method, path), handler in (
        *about_bot.ROUTES.items(),
        *about_channels.ROUTES.items(),
        *about_interactions.ROUTES.items(),
    )
]
# Whoever holds an interaction's token needs no other.
BY_TOKEN = frozenset(handler.__name__ for handler in about_interactions.ROUTES.values())
OUR_FAULT = {40060, 50006, 50035, 50109, 10062}
PAGE = "<!DOCTYPE html><html><head><title>discord.com | {}</title></head></html>"
BANNED = "error code: 1015"


class Rest:
    """The HTTP API of one Discord."""

    def __init__(self, here: Discord) -> None:
        self._here = here

    async def opened(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request."""
        path = target(request).partition("?")[0].removeprefix(BASE)
        call, handler = _routed(request.method, path, request.query)
        self._here.calls.append(call)
        fault = self._here.faults.next(call.operation)
        if fault == Reset(done=False):
            return self._broken_off(request)
        try:
            answer = await self._answered(call, handler, request, fault)
        except Limited as limited:
            answer = self._limited(call, limited)
        except Refusal as refusal:
            answer = self._refused(call, refusal, on_purpose=refusal is fault)
        call.status, call.answer = answer.status, answer.body
        self._here.stirs()
        if isinstance(fault, Slow):
            await asyncio.sleep(fault.seconds)
        return self._broken_off(request) if isinstance(fault, Reset) else answer

    async def _answered(
        self, call: Call, handler: Handler | None, request: web.BaseRequest, fault: Fault | None
    ) -> web.Response:
        if self._here.rates.banned:
            return web.Response(status=429, text=BANNED, content_type="text/plain")
        if isinstance(fault, Broken):
            return _out_of_order(fault)
        if isinstance(fault, Limited | Refusal):
            raise fault
        await read(call, request)
        self._let_in(call, request)
        bucket = self._here.rates.take(call.operation, call.place)
        if handler is None:
            self._here.violations.append(f"{call.method} {call.path}: no such route here")
            raise Refusal(NO_SUCH_ROUTE)
        self._judge(call)
        result = handler(self._here, call)
        result = await result if inspect.isawaitable(result) else result
        headers = bucket.headers(self._here.clock())
        if result is None:
            return web.Response(status=204, headers=headers)
        return _json(result, headers=headers, status=_CREATED.get(call.operation, 200))

    def _let_in(self, call: Call, request: web.BaseRequest) -> None:
        if call.operation in BY_TOKEN:
            return
        if call.token != f"Bot {self._here.token}":
            raise Refusal(40001)
        agent = request.headers.get("User-Agent", "")
        if not agent.startswith("DiscordBot ("):
            self._here.violations.append(f"{call.method} {call.path}: User-Agent is {agent!r}")

    def _judge(self, call: Call) -> None:
        """Hold a request against the specification and what else is written.

        Raises:
            Refusal: Discord would not take it.
        """
        found = self._here.spec.validate(call.method, call.path, call.body)
        found += judging.faults(call.operation, call.body, call.files)
        message = judging.said(call.operation, call.body)
        if call.operation == "create_thread" and message is not None:
            # Of what opens a post the validator does not know that it is a message like others.
            found += self._here.spec.validate("POST", "/channels/1/messages", message)
        self._note(call, found)
        self._note(call, judging.pings(message) if message is not None else [])
        # What Discord does not know it does not mind, but there is no reason to send it.
        bad = [fault for fault in found if not fault.startswith("unknown: ")]
        if any(fault.endswith("(50006)") for fault in bad):
            raise Refusal(50006)
        if bad:
            raise bad_form(bad)

    def _note(self, call: Call, found: list[str]) -> None:
        where = f"{call.method} {call.path} ({call.operation})"
        self._here.violations.extend(f"{where}: {each}" for each in found)

    def _limited(self, call: Call, limited: Limited) -> web.Response:
        self._here.rates.heed(429, limited.scope)
        bucket = self._here.rates.bucket(call.operation, call.place)
        headers = {**bucket.headers(self._here.clock()), **limited.headers}
        return _json(limited.body, headers=headers, status=429)

    def _refused(self, call: Call, refusal: Refusal, *, on_purpose: bool) -> web.Response:
        self._here.rates.heed(refusal.status, "user")
        self._here.refusals.append((call, refusal))
        forgiven = on_purpose or refusal.code in self._here.forgiven
        if refusal.code in OUR_FAULT and not forgiven:
            said = json.dumps(refusal.body.get("errors", ""))
            self._note(call, [f"{refusal} {said}"])
        headers = {"Via": "1.1 google"} if refusal.status == 429 else {}
        return _json(refusal.body, headers=headers, status=refusal.status)

    def _broken_off(self, request: web.BaseRequest) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


_CREATED = {"create_thread": 201}


def target(request: web.BaseRequest) -> str:
    """Give the path and the query of a request, also of one that came as through a proxy."""
    whole = request.raw_path
    return whole if whole.startswith("/") else "/" + whole.partition("://")[2].partition("/")[2]


def _routed(method: str, path: str, query: Mapping[str, str]) -> tuple[Call, Handler | None]:
    """Find who answers; what nobody answers has the operation `""`."""
    for known, pattern, handler in ROUTES:
        match = pattern.fullmatch(path)
        if known == method and match:
            names = match.groupdict()
            place = next((names[name] for name in MAJOR if name in names), "")
            return Call(method, path, handler.__name__, place, names, query), handler
    return Call(method, path, "", query=query), None


def _out_of_order(fault: Broken) -> web.Response:
    if fault.page:
        page = PAGE.format(fault.status)
        return web.Response(status=fault.status, text=page, content_type="text/html")
    return _json({"message": f"{fault.status}: Server Error", "code": 0}, {}, fault.status)


def _json(data: Any, headers: Mapping[str, str], status: int) -> web.Response:  # noqa: ANN401 - JSON is anything
    """Answer in JSON with exactly this content type: clients look at it letter by letter."""
    body = json.dumps(data).encode()
    return web.Response(body=body, headers=headers, status=status, content_type="application/json")
