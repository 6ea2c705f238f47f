"""The console on a pipe: one command a line in, one answer each out, and nothing else."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, BinaryIO

from adapters.console.faults import READER_LEFT, problem_of
from adapters.console.picking import choices_of, typed
from adapters.console.plain import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.console.talk import Talk
    from bot.reply import Reply

LONGEST = 64 * 1024  # bytes of a line that are read; far more than a command may have
AHEAD = 16  # lines read before they are answered


async def converse(talk: Talk, stdin: BinaryIO, stdout: BinaryIO, *, as_json: bool) -> None:
    """Answer every line of *stdin*, until it ends or nobody reads the answers any more."""
    first = True
    # What was asked of somebody else's script is not answered by this one.
    await talk.begin(goes_on=False)
    async for line in _lines(stdin):
        try:
            name, reply = await talk.say(line.decode())
        except UnicodeDecodeError as error:
            name, reply = "", await talk.tell(problem_of(error))
        text = _as_json(name, reply) if as_json else _as_text(reply, first=first)
        first = False
        try:
            stdout.write(text.encode())
            stdout.flush()
        except READER_LEFT:
            return


def _as_text(reply: Reply, *, first: bool) -> str:
    return f"{'' if first else chr(10)}{plain(reply)}\n"


def _as_json(name: str, reply: Reply) -> str:
    choices = [
        {"number": number, "label": choice.label, "command": typed(choice, number)}
        for number, choice in enumerate(choices_of(reply), start=1)
    ]
    said = {"command": name, "ok": not reply.failed, "text": plain(reply), "choices": choices}
    return f"{json.dumps(said, ensure_ascii=False)}\n"


def opened(stdin: int) -> BinaryIO:
    """Open standard input for us alone.

    Python lets go of its own one while it ends, and dies where a thread still reads from that.
    """
    return os.fdopen(stdin, "rb", closefd=False)


async def _lines(stream: BinaryIO) -> AsyncIterator[bytes]:
    """Read lines that are not blank, without holding up the event loop.

    The thread is a daemon: one that waits for a line that never comes must not keep the program.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    room = Semaphore(AHEAD)

    def read() -> None:
        line = b"\n"
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            while line:
                room.acquire()
                line = _line(stream)
                loop.call_soon_threadsafe(queue.put_nowait, line)

    Thread(target=read, daemon=True).start()
    while line := await queue.get():
        room.release()
        if line.strip():
            yield line.rstrip(b"\r\n")


def _line(stream: BinaryIO) -> bytes:
    """Read one line; of one that is too long, only its beginning."""
    line = rest = stream.readline(LONGEST)
    while len(rest) == LONGEST and not rest.endswith(b"\n"):
        rest = stream.readline(LONGEST)
    # Where a line was cut there may be half a character.
    return line if rest is line else line.decode(errors="ignore").encode()
