"""How soon the program is there, and how much it takes."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from bench.figures import Figure, program, seconds

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
    # The largest child so far: ru_maxrss counts KiB on Linux and only ever grows.
    yield Figure(
        what="storydesk try: memory at most",
        value=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        unit="MiB",
        goal="< 90",
    )
