"""The three standard streams, so that every verb may rely on them."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def steady() -> None:
    """Put an empty stream where the shell closed one, and speak UTF-8 whatever the locale.

    Stories hold every script, and a file's name may hold bytes that are none.
    """
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open()
    sys.stdout = sys.stdout or nothing.open("w")
    sys.stderr = sys.stderr or nothing.open("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Forget what could not be written, which Python would try once more while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
