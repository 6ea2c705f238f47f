"""Foreign errors of a terminal or a pipe → what they mean here."""

from __future__ import annotations

from bot.errors import Misused
from bot.words import phrase

# Whoever read our answers has left, as `| head` does; there is nobody to tell.
READER_LEFT = (BrokenPipeError, ConnectionResetError)


def problem_of(error: UnicodeDecodeError) -> Misused:
    """Say what is wrong with a line that is no text."""
    return Misused(
        phrase(
            "This line is not UTF-8 text: byte {place} cannot be read. Send it as UTF-8.",
            place=error.start + 1,
        )
    )
