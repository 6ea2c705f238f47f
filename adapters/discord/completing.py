"""Autocomplete: what may follow what somebody has typed so far."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from adapters.discord.asked import options_of
from adapters.discord.faults import FOREIGN, failure_of
from adapters.discord.line import SUGGESTIONS
from adapters.discord.people import account_of, words_of
from adapters.discord.units import shortened, units
from bot.commands import COMMANDS
from bot.completion import sees_drafts, suggest
from bot.request import Kind
from bot.visible import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.line import Line
    from adapters.discord.wire import Interaction
    from bot.desk import Desk
    from bot.request import Argument
    from bot.suggestion import Suggestion

MOST = 25
LONGEST = 100  # UTF-16 units of what is shown, and of what it stands for
PATIENCE = 2.5  # seconds; Discord shows nothing that comes later than three

log = logging.getLogger(__name__)


class Completing:
    """Answers what is being typed.

    Args:
        desk: the newsroom.
        line: the line to Discord.
    """

    def __init__(self, desk: Desk, line: Line) -> None:
        self._desk = desk
        self._line = line

    async def typed(self, asked: Interaction) -> None:
        """Suggest what may stand there; nothing where nothing is known, or nothing works."""
        try:
            async with asyncio.timeout(PATIENCE):
                choices = await self._choices(asked)
        except Exception:
            log.exception("Nothing can be suggested on Discord")
            choices = []
        try:
            await self._line.respond(asked, SUGGESTIONS, {"choices": choices})
        except FOREIGN as error:
            # Most often somebody typed on meanwhile, and nobody waits for this answer.
            log.debug("What was suggested was not taken: %s", failure_of(error).reason)

    async def _choices(self, asked: Interaction) -> list[dict[str, str]]:
        data = asked["data"]
        command = COMMANDS.get(data.get("name", ""))
        typing = (each for each in options_of(data.get("options", ())) if each.get("focused"))
        option = next(typing, None)
        if command is None or option is None:
            return []
        taken = (each for each in command.arguments if each.name == option["name"])
        argument = next(taken, None)
        if argument is None:
            return []
        words = await words_of(self._desk, asked)
        typed = str(option.get("value", "")).strip()
        drafts = await sees_drafts(self._desk, command, account_of(asked))
        suggestions = await suggest(self._desk, argument, typed, words, drafts=drafts)
        return _shown(argument, suggestions)


def _shown(argument: Argument, suggestions: Sequence[Suggestion]) -> list[dict[str, str]]:
    fitting = [each for each in suggestions if each.value and units(each.value) <= LONGEST]
    return [{"name": _name(argument, each), "value": each.value} for each in fitting[:MOST]]


def _name(argument: Argument, suggestion: Suggestion) -> str:
    """Say what a value means; that of a story is its headline and says enough."""
    value, label = suggestion.value, " ".join(legible(suggestion.label).split())
    if argument.kind is Kind.STORY:
        return shortened(label or value, LONGEST)
    return shortened(f"{value} — {label}" if label else value, LONGEST)
