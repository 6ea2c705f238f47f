"""How soon `storydesk run` has both doors open, and how much it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from bench.figures import ROOT, Figure, program
from bench.loopback import platform

if TYPE_CHECKING:
    from collections.abc import Iterator

DOORS = ("discord", "telegram")
# What the program cannot do without; the rest of the time is our own.
LIBRARIES = "import discord, telegram, sqlalchemy.ext.asyncio, aiosqlite, pydantic_settings"


def running(folder: Path) -> Iterator[Figure]:
    """Start it once for warmth, and then measure."""
    with platform("bench.discord_api") as discord, platform("bench.bot_api") as telegram:
        settings = {
            "STORYDESK_DATABASE": f"sqlite:///{folder / 'run.db'}",
            "STORYDESK_DISCORD_TOKEN": "bench",
            "STORYDESK_DISCORD_API": f"{discord}/api/v10",
            "STORYDESK_TELEGRAM_TOKEN": "1:bench",
            "STORYDESK_TELEGRAM_API": telegram,
        }
        for _ in range(2):
            start = time.perf_counter()
            with opened(settings) as process:
                taken = time.perf_counter() - start
                memory = peak(process.pid)
    start = time.perf_counter()
    program("-c", LIBRARIES)
    yield Figure(
        what="storydesk run: start to both doors open",
        value=taken,
        unit="s",
        goal="< 2",
        peer=time.perf_counter() - start,
        bare="python importing the same libraries",
    )
    yield Figure(what="storydesk run: memory at most", value=memory, unit="MiB", goal="< 120")


@contextmanager
def opened(settings: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Start it, and wait until both doors say that they are open."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings},
    ) as process:
        waited = {f"{door} is open" for door in DOORS}
        for line in cast("IO[str]", process.stderr):
            waited = {each for each in waited if each not in line}
            if not waited:
                break
        yield process
        process.terminate()


def peak(process: int) -> float:
    """Give the most memory that a process has held, in MiB, as Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
