"""What of a text may reach a terminal: nothing that moves its cursor or turns its text around."""

from __future__ import annotations

import unicodedata

# Overrides and isolates let a text hide where it leads; the marks that scripts need stay.
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
KEPT = {"\n", "\t"}


def visible(text: str) -> str:
    """Leave out control characters, lone surrogates and what turns the direction of text."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text if not _hidden(character))


def _hidden(character: str) -> bool:
    if character in KEPT:
        return False
    return ord(character) in TURNING or unicodedata.category(character) in {"Cc", "Cs"}
