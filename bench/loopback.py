"""A platform on loopback, in a process of its own, so that what is measured is the bot.

It answers at once and believes everything; it is nothing to test against.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from contextlib import contextmanager
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from bench.figures import ROOT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    Answer: TypeAlias = Callable[[str, str], object | Awaitable[object]]

ADDRESS = "http://127.0.0.1"


class Waits:
    """How long each of many questions of one burst waited for its answer."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}
        self._answered: dict[str, float] = {}

    def begin(self) -> None:
        """Forget the last burst."""
        self._asked.clear()
        self._answered.clear()

    def asked(self, name: str) -> None:
        """Note that a question was given out; again is once."""
        self._asked.setdefault(name, time.perf_counter())

    def answered(self, name: str) -> None:
        """Note that it was answered."""
        self._answered.setdefault(name, time.perf_counter())

    def figures(self) -> dict[str, Any]:
        """Tell how many were answered, how long it took, and how long each waited."""
        waits = [taken - self._asked[name] for name, taken in self._answered.items()]
        begun = min(self._asked.values(), default=0.0)
        ended = max(self._answered.values(), default=0.0)
        return {"answered": len(self._answered), "seconds": ended - begun, "waits": waits}


class Refused(NamedTuple):
    """An answer that is none of success."""

    status: HTTPStatus
    body: object


class Connection(asyncio.Protocol):
    """Reads one request after another off a connection, and writes what *answer* says as JSON.

    Args:
        answer: is given the path and the body, and gives a value, at once or later.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
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
            answer = self._answer(head.split(" ", 2)[1], body)
            if asyncio.iscoroutine(answer):
                task = asyncio.create_task(self._later(answer))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                self._write(answer)

    async def _later(self, answer: Awaitable[object]) -> None:
        self._write(await answer)

    def _write(self, answer: object) -> None:
        status, said = answer if isinstance(answer, Refused) else (HTTPStatus.OK, answer)
        body = json.dumps(said).encode()
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json"
        length = f"\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(f"{head}{length}".encode() + body)


@contextmanager
def platform(module: str, *arguments: str) -> Iterator[str]:
    """Start the platform that *module* is, and give its address."""
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            yield cast("IO[str]", process.stdout).readline().strip()
        finally:
            process.terminate()


async def serve(answer: Answer) -> None:
    """Answer on a free port until the process ends, and say where."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(answer), "127.0.0.1", 0)
    print(f"{ADDRESS}:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()
