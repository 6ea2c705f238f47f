"""Discord: components in a container, buttons among them, and slash commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.runs import longest
from bot.adapter import Limits
from bot.pace import LANES

if TYPE_CHECKING:
    from bot.reply import Run

NAME = "discord"
PACE = LANES[50]  # requests a second of a bot, whatever they are (Rate Limits, "Global")
ENDLESS = 1_000_000  # what Discord counts of these can always be drawn with less
TEXT = 4000  # UTF-16 units over all texts of a message; the documentation does not say so
BUTTONS = 25  # with them all gathered at the end a message has 32 components, of 40


def measure(run: Run) -> int:
    """Count the UTF-16 units of markdown that *run* takes at the most."""
    return longest(run)


# The longest line beside its runs is half a gauge: its bar, and the stars around its label.
LIMITS = Limits(
    text=TEXT, measure=measure, overhead=12, marks=ENDLESS, parts=ENDLESS, choices=BUTTONS
)
