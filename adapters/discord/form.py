"""A form to fill in, where a command needs a long text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.harmless import shortened
from bot.commands import COMMANDS
from bot.reply import Choice
from bot.request import Kind

if TYPE_CHECKING:
    from adapters.discord.wire import Said
    from bot.request import Argument, Request
    from bot.words import Words

LABEL, INPUT = 18, 4  # kinds of components, as Discord numbers them
LINE, LINES = 1, 2  # how much can be seen of what is typed
FIELDS = 5
TITLE, HELP, TEXT = 45, 100, 4000  # UTF-16 units at the most


def form(request: Request, missing: Argument, words: Words) -> Said:
    """Ask for the text that is missing; what was given already stands in fields of its own.

    Args:
        request: what was asked.
        missing: what it goes without.
        words: the language of who asked.
    """
    command = COMMANDS[request.command]
    given = [each for each in command.typed if each.name in request.arguments]
    fields = [_field(each, words, request.arguments[each.name]) for each in given[: FIELDS - 1]]
    asked = _field(missing, words)
    if any(argument.kind is Kind.FILE for argument in command.arguments):
        hint = words("Anything longer than {most} characters can be attached as a file.", most=TEXT)
        asked["component"]["placeholder"] = shortened(hint, HELP)
    return {
        "custom_id": Choice("", command.name).action,
        "title": shortened(f"/{command.name} — {words(command.help)}", TITLE),
        "components": [*fields, asked],
    }


def _field(argument: Argument, words: Words, value: str = "") -> Said:
    field = {
        "type": INPUT,
        "custom_id": argument.name,
        "style": LINES if argument.kind is Kind.LONG else LINE,
        "required": argument.required or not value,
        "max_length": min(argument.length, TEXT),
        **({"value": value} if value else {}),
    }
    help_ = shortened(words(argument.help), HELP)
    return {"type": LABEL, "label": argument.name, "description": help_, "component": field}
