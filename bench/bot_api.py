"""Telegram's Bot API on loopback, in a process of its own, so that what is measured is the bot.

It answers at once and believes everything; it is nothing to test against.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs

from bench.figures import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_A_TIME = 100  # updates that Telegram gives at once
HELD = 5.0  # seconds that it waits for one; nothing here waits longer
ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "BenchBot"}


class Burst:
    """Updates to hand out, each a `/facts` from a chat of its own, and when each was answered."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.given: dict[int, float] = {}
        self.taken: dict[int, float] = {}
        self.come = asyncio.Event()
        self._last = 0

    def begin(self, count: int) -> None:
        """Let *count* people ask at once."""
        self.given.clear()
        self.taken.clear()
        self.updates = [_asked(self._last + number, number) for number in range(1, count + 1)]
        self._last += count
        self.come.set()

    def give(self, offset: int) -> list[dict[str, Any]]:
        """Hand out what is next."""
        self.updates = [each for each in self.updates if each["update_id"] >= offset]
        now = time.perf_counter()
        given = self.updates[:AT_A_TIME]
        for each in given:
            self.given.setdefault(each["message"]["chat"]["id"], now)
        return given

    def figures(self) -> dict[str, Any]:
        """Tell how many were answered, how long it took, and how long each waited."""
        waits = [taken - self.given[chat] for chat, taken in self.taken.items()]
        begun = min(self.given.values(), default=0.0)
        ended = max(self.taken.values(), default=0.0)
        return {"answered": len(self.taken), "seconds": ended - begun, "waits": waits}


def _asked(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Reader", "language_code": "en"}
    message = {
        "message_id": number,
        "date": 1_790_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Reader"},
        "from": person,
        "text": "/facts",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    return {"update_id": number, "message": message}


class Connection(asyncio.Protocol):
    """Reads one request after another off a connection."""

    def __init__(self, burst: Burst) -> None:
        self._burst = burst
        self._came = bytearray()
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._came += data
        while (end := self._came.find(b"\r\n\r\n")) >= 0:
            head = self._came[:end].decode("latin-1")
            length = head.lower().partition("content-length:")[2].partition("\r\n")[0]
            whole = end + 4 + int(length or 0)
            if len(self._came) < whole:
                return
            body = self._came[end + 4 : whole].decode()
            del self._came[:whole]
            method = head.split(" ", 2)[1].rpartition("/")[2]
            self._answer(method, body)

    def _answer(self, method: str, body: str) -> None:
        burst = self._burst
        match method:
            case "getMe":
                self._write(ME)
            case "sendMessage":
                self._write(self._sent(body))
            case "getUpdates":
                task = asyncio.create_task(self._poll(body))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            case "figures":
                self._write(burst.figures())
            case _ if method.startswith("burst"):
                burst.begin(int(method.removeprefix("burst")))
                self._write(True)  # noqa: FBT003 - what Telegram says
            case _ if method.startswith("getMy"):
                self._write([])
            case _:
                self._write(True)  # noqa: FBT003 - the same

    def _sent(self, body: str) -> dict[str, Any]:
        """Take a message and repeat it, as Telegram does."""
        params = parse_qs(body)
        chat = int(params["chat_id"][0])
        self._burst.taken[chat] = time.perf_counter()
        sent = {"message_id": chat, "date": 1_790_000_000, "from": ME, "text": params["text"][0]}
        sent["chat"] = {"id": chat, "type": "private", "first_name": "Reader"}
        if "entities" in params:
            sent["entities"] = json.loads(params["entities"][0])
        return sent

    async def _poll(self, body: str) -> None:
        offset = int(parse_qs(body).get("offset", ["0"])[0])
        given = self._burst.give(offset)
        if not given:
            self._burst.come.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._burst.come.wait(), HELD)
            given = self._burst.give(offset)
        self._write(given)

    def _write(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        self._transport.write(head.encode() + b"\r\n\r\n" + body)


@contextmanager
def bot_api() -> Iterator[str]:
    """Start it, and give its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.bot_api"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            yield cast("IO[str]", process.stdout).readline().strip()
        finally:
            process.terminate()


async def _serve() -> None:
    burst = Burst()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(burst), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
