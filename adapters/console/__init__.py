"""The console: the door that needs no token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapter import Limits
from bot.reply import Citation

if TYPE_CHECKING:
    from bot.reply import Run

NAME = "console"
ENDLESS = 1_000_000_000  # a terminal scrolls


def measure(run: Run) -> int:
    """Count characters."""
    return len(run.outlet if isinstance(run, Citation) else run.text)


LIMITS = Limits(
    text=ENDLESS, measure=measure, overhead=0, marks=ENDLESS, parts=ENDLESS, choices=ENDLESS
)
