"""Read a probability as people write it: `14%`, `14`, `0.14`."""

from __future__ import annotations

import re

from bot.errors import Misused
from bot.words import phrase

PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*[%٪]")
SHARE = re.compile(r"[01]?[.,]\d{1,6}|[01]")
WHOLE = re.compile(r"\d{1,3}")  # of a hundred
HUNDRED = 100
SHOWN = 40  # characters of what was typed that an error repeats


def share_of(typed: str) -> float:
    """Read how likely something is held to be, from 0 to 1.

    Raises:
        Misused: it is no probability.
    """
    text = typed.strip()
    share = None
    if SHARE.fullmatch(text):
        share = _number(text)
    elif WHOLE.fullmatch(text):
        share = _number(text) / HUNDRED
    elif found := PER_CENT.fullmatch(text):
        share = _number(found[1]) / HUNDRED
    if share is None or share > 1:
        raise Misused(phrase("“{typed}” is no probability. Write it like 14%.", typed=text[:SHOWN]))
    return round(share, 6)


def percent_of(typed: str) -> str:
    """Write a probability as it is shown: `14%`.

    Raises:
        Misused: it is none.
    """
    return f"{share_of(typed) * HUNDRED:g}%"


def _number(text: str) -> float:
    return float(text.replace(",", "."))
