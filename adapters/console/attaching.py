"""A file that is attached in a terminal: its path is typed where a command takes a file."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import COMMANDS
from bot.errors import Misused, Problem
from bot.parsing import parted
from bot.request import File, Kind
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.request import Command

LONGEST = 1_000  # characters; what is longer is a story, and no path of one
MOST = 64 * 1024 * 1024  # bytes; whoever reads it says which size is too large
WORD = re.compile(r"\S+")
# Nobody begins a headline with a folder, or ends it like this.
LIKE_A_PATH = re.compile(r"(?!\w+://)(?:~?\.{0,2}/\S+|\S+\.(?:ya?ml|json|html?|txt|md))")


def attached(line: str) -> tuple[str, Callable[[], Awaitable[File]] | None]:
    """Take the file off a line that ends with its path.

    Returns:
        The line as it stands without the path, and what reads the file; None where there is none.

    Raises:
        Misused: nothing but a path is given, and no file is there.
    """
    name, rest = parted(line)
    command = COMMANDS.get(name)
    takes = command is not None and any(each.kind is Kind.FILE for each in command.typed)
    if command is None or not takes or len(rest) > LONGEST:
        return line, None
    for found in WORD.finditer(rest):
        before = rest[: found.start()]
        path = _path(rest[found.start() :])
        if _stands_alone(command, before.split()) and _is_file(path):
            return f"/{name} {before}".rstrip(), partial(_read, path)
    if _stands_alone(command, []) and LIKE_A_PATH.fullmatch(rest):
        raise Misused(phrase("There is no file {path}.", path=rest))
    return line, None


def _stands_alone(command: Command, before: list[str]) -> bool:
    """Whether a file may follow: what is needed was said, and no part of it to be changed."""
    needed = any(each.required for each in command.typed)
    among = {word for each in command.typed for word in each.among}
    return needed == bool(before) and not among.intersection(before[1:])


def _path(typed: str) -> Path:
    """Read a path as people type it, and as terminals write one that is dropped on them."""
    path = Path(typed.strip().strip("\"'"))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


async def _read(path: Path) -> File:
    """Read a file, but none without end.

    Raises:
        Problem: the system does not give it out.
    """
    try:
        return File(path.name, await asyncio.to_thread(_beginning, path))
    except OSError as error:
        reason = f"{error.strerror}: {path}"
        raise Problem(phrase("The system refused: {reason}.", reason=reason)) from error


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST)
