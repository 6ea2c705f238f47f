"""Which way a text is read."""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def turns(text: str) -> bool:
    """Whether some of *text* is read from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None
