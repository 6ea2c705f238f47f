"""How soon the program is there, and how much it takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import IO, TYPE_CHECKING, cast

from bench.figures import ROOT, Figure, program, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

STORYDESK = ("-m", "bot")
# What the program cannot do without; the rest of the time is our own.
LIBRARIES = "import pydantic, pydantic_settings, sqlalchemy.ext.asyncio, aiosqlite, yaml"


def starting() -> Iterator[Figure]:
    """Measure `--help`, and `try` up to its first answer."""
    yield Figure(
        what="storydesk --help",
        value=seconds(lambda: program(*STORYDESK, "--help")),
        unit="s",
        goal="< 0.3",
        peer=seconds(lambda: program("-c", "import argparse")),
        bare="python -c 'import argparse'",
    )
    yield Figure(
        what="storydesk try: start, /facts, end",
        value=seconds(lambda: program(*STORYDESK, "try", typed="/facts\n")),
        unit="s",
        goal="< 1",
        peer=seconds(lambda: program("-c", LIBRARIES)),
        bare="python importing the same libraries",
    )
    yield Figure(
        what="storydesk try: memory at most, at its first answer",
        value=memory(),
        unit="MiB",
        goal="< 90",
    )


def memory() -> float:
    """Ask `try` for its first answer, and Linux for the most MiB that it has held by then.

    What `wait` says of a child counts what this process held when it forked.
    """
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *STORYDESK, "try"], stdin=PIPE, stdout=PIPE, cwd=ROOT
    ) as process:
        typed, said = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        typed.write(b"/facts\n")
        typed.flush()
        said.readline()
        status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
        process.communicate()
    (held,) = re.findall(r"VmHWM:\s*(\d+) kB", status)
    return int(held) / 1024
