"""Telegram: text with entities, buttons under it, and commands behind a slash."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from adapters.telegram.harmless import link_text, longest
from bot.adapter import Limits
from bot.pace import LANES
from bot.reply import Citation, Link, Plain

if TYPE_CHECKING:
    from bot.reply import Run

NAME = "telegram"
PACE, PAID_PACE = LANES[30], LANES[1000]
ENDLESS = 1_000_000  # Telegram counts text and entities, not blocks
ISOLATES = 2  # code points around a line that is written in the other direction


def measure(run: Run) -> int:
    """Count the code points that *run* takes at the most."""
    match run:
        case Plain(text):
            return longest(text)
        case Citation(number, outlet, url):
            return len(f"[{number} ]") + _linked(outlet, url)
        case Link(text, url):
            return _linked(text, url)
        case _:
            return _apart(run.text)


# A list of three hundred sources is measured some thirty times before it is cut.
@lru_cache(maxsize=4096)
def _linked(text: str, url: str | None) -> int:
    return _apart(link_text(text, url))


def _apart(text: str) -> int:
    return longest(text) + ISOLATES * (1 + text.count("\n"))


# The longest line beside its runs is half a gauge: a bar, its label's isolates, three line ends.
LIMITS = Limits(text=4096, measure=measure, overhead=8, marks=100, parts=ENDLESS, choices=100)
