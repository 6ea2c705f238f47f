"""How a run of the program ended, and what it was given."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.export import to_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from bot.story import Story


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of the program ended."""

    status: int
    out: str
    err: str


def write(file: Path, story: Story) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(to_yaml(story), "utf-8")
    return file


def program(*arguments: str, typed: str = "", **environment: str) -> Ended:
    """Run the program as a process of its own, from another folder."""
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        input=typed.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
