"""The console door: in and out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from adapters.console import LIMITS, NAME, pipe
from adapters.console.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk import Desk


class Console:
    """Talks with whoever sits at the terminal, or with the program at the other end of a pipe.

    Args:
        language: the language spoken until another is chosen.
        as_json: whether to answer with one JSON object a line, also in a terminal.
    """

    name = NAME
    limits = LIMITS

    def __init__(self, *, language: str, as_json: bool = False) -> None:
        self._language = language
        self._as_json = as_json

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer until there is nobody left to answer."""
        talk = Talk(desk, self._language)
        ready()
        if self._as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            await pipe.converse(
                talk,
                pipe.opened(sys.stdin.fileno()),
                sys.stdout.buffer,
                as_json=self._as_json,
            )
            return
        # A pipe needs neither Rich nor prompt_toolkit, and they take a while to load.
        from rich.console import Console as Terminal

        from adapters.console import prompt

        await prompt.converse(talk, Terminal(highlight=False))
