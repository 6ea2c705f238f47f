"""Discord on loopback: its HTTP API, and its gateway on a port beside it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bench.loopback import ADDRESS, Waits, serve

if TYPE_CHECKING:
    from collections.abc import Callable

HEARTBEAT = 41_250  # milliseconds, as Discord asks for
DISPATCH, HEARTBEATING, IDENTIFY, HELLO, ACK = 0, 1, 2, 10, 11
APPLICATION, CHANNEL, COMMAND = "1000", "3000", "4000"
BOT = {"id": APPLICATION, "username": "bench", "discriminator": "0", "avatar": None, "bot": True}
READER = {"id": "2000", "username": "reader", "discriminator": "0", "avatar": None}
APPLICATION_INFO = {
    "id": APPLICATION,
    "name": "Bench",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": READER,
    "team": None,
    "rpc_origins": None,
}


class DiscordApi:
    """Lets many people give `/facts` at once, and takes the answers."""

    def __init__(self) -> None:
        self._waits = Waits()
        self._tell: Callable[[dict[str, Any]], None] | None = None
        self._last = 0
        self._gateway = ""

    def answer(self, path: str, body: str) -> object:
        """Answer a request."""
        match path.partition("?")[0].removeprefix("/api/v10").strip("/").split("/"):
            case ["gateway", "bot"]:
                limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
                return {"url": self._gateway, "shards": 1, "session_start_limit": limit}
            case ["oauth2", *_]:
                return APPLICATION_INFO
            case ["users", "@me"]:
                return BOT
            case ["interactions", name, *_]:
                self._waits.answered(name)
                return {}
            case ["channels", channel, "messages"]:
                return _message(channel, json.loads(body))
            case ["figures"]:
                return self._waits.figures()
            case [burst] if burst.startswith("burst"):
                return self._begin(int(burst.removeprefix("burst")))
            case [*_, "commands"] if body:
                return [_registered(command) for command in json.loads(body)]
            case _:
                return []

    async def start(self) -> None:
        """Open the gateway."""
        app = web.Application()
        app.router.add_get("/{_:.*}", self._open)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._gateway = f"{ADDRESS.replace('http', 'ws')}:{runner.addresses[0][1]}"

    def _begin(self, count: int) -> int:
        """Let *count* people ask at once; none where nobody listens yet."""
        if self._tell is None:
            return 0
        self._waits.begin()
        for number in range(self._last + 1, self._last + count + 1):
            self._waits.asked(str(number))
            self._tell(_asked(number))
        self._last += count
        return count

    async def _open(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT}})
        sequence, writing = 0, set()

        def tell(event: dict[str, Any]) -> None:
            nonlocal sequence
            sequence += 1
            task = asyncio.ensure_future(socket.send_json({"op": DISPATCH, "s": sequence, **event}))
            writing.add(task)
            task.add_done_callback(writing.discard)

        async for said in socket:
            match json.loads(said.data)["op"]:
                case op if op == IDENTIFY:
                    tell({"t": "READY", "d": _ready(self._gateway)})
                    self._tell = tell
                case op if op == HEARTBEATING:
                    await socket.send_json({"op": ACK})
        self._tell = None
        return socket


def _ready(gateway: str) -> dict[str, Any]:
    return {
        "v": 10,
        "user": BOT,
        "guilds": [],
        "session_id": "bench",
        "resume_gateway_url": gateway,
        "shard": [0, 1],
        "application": {"id": APPLICATION, "flags": 0},
    }


def _registered(command: dict[str, Any]) -> dict[str, Any]:
    more = {"id": COMMAND, "application_id": APPLICATION, "version": "1"}
    return {**command, **more, "dm_permission": True, "nsfw": False}


def _asked(number: int) -> dict[str, Any]:
    asked = {
        "id": str(number),
        "application_id": APPLICATION,
        "type": 2,
        "version": 1,
        "token": f"token-{number}",
        "data": {"id": COMMAND, "name": "facts", "type": 1},
        "channel_id": CHANNEL,
        "channel": {"id": CHANNEL, "type": 1, "recipients": [READER], "last_message_id": None},
        "user": READER,
        "locale": "en-US",
        "app_permissions": "0",
        "entitlements": [],
        "authorizing_integration_owners": {"0": "0"},
        "context": 1,
        "attachment_size_limit": 10_485_760,
    }
    return {"t": "INTERACTION_CREATE", "d": asked}


def _message(channel: str, said: dict[str, Any]) -> dict[str, Any]:
    """Repeat a message, as Discord does."""
    return {
        "id": "5000",
        "channel_id": channel,
        "type": 0,
        "author": BOT,
        "content": said.get("content", ""),
        "embeds": said.get("embeds", []),
        "components": said.get("components", []),
        "attachments": [],
        "flags": said.get("flags", 0),
        "timestamp": "2026-11-24T12:00:00+00:00",
        "edited_timestamp": None,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
    }


async def main() -> None:
    """Answer until the process ends."""
    here = DiscordApi()
    await here.start()
    await serve(here.answer)


if __name__ == "__main__":
    asyncio.run(main())
