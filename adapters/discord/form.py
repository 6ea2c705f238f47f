"""A question as a form to fill in, and what was filled in that could not be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.discord.runs import written
from adapters.discord.units import shortened, units
from bot.choice import Choice
from bot.commands import COMMANDS
from bot.cutting.sentences import sentences
from bot.reply import Choices, Plain
from bot.request import Kind
from bot.views.asking import said_and_ways
from bot.visible import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.discord.wire import Said
    from bot.question import Field, Question
    from bot.reply import Reply
    from bot.request import Command
    from bot.words import Words

LABELLED, INPUT, SHOWN = 18, 4, 10  # kinds of components, as Discord numbers them
LINE, LINES = 1, 2  # how much can be seen of what is typed
TITLE, LABEL, HELP, TEXT = 45, 45, 100, 4000  # UTF-16 units at the most


def form(question: Question, words: Words) -> Said:
    """Ask for everything at once.

    Args:
        question: what is asked.
        words: the language of who is asked.
    """
    command = COMMANDS[question.command]
    title = f"/{command.name} — {words(command.help)}"
    alone = len(question.fields) == 1
    rows = (_rows(each, _hint(command, each, words), alone=alone) for each in question.fields)
    return {
        "custom_id": Choice("", question.command, question.given).action,
        "title": title if units(title) <= TITLE else f"/{command.name}",
        "components": [each for row in rows for each in row],
    }


def button(reply: Reply) -> Reply:
    """Let a button open the form, where an answer that asks must say something first."""
    question = reply.asks
    if question is None or (field := question.next) is None:
        return reply
    label, _ = _parted(field.prompt)
    above, own = said_and_ways(reply.blocks)
    ways = (Choice(label, question.command, question.given), *own)
    return replace(reply, blocks=(*above, Choices(ways)))


def _hint(command: Command, field: Field, words: Words) -> str:
    """Say how more can be told than a form holds; empty where it cannot."""
    kinds = {argument.kind for argument in command.arguments}
    long = any(each.name == field.name and each.kind is Kind.LONG for each in command.arguments)
    if not (long and Kind.FILE in kinds):
        return ""
    return words("Anything longer than {most} characters can be attached as a file.", most=TEXT)


def _rows(field: Field, hint: str, *, alone: bool) -> Iterator[Said]:
    label, help_ = _parted(field.prompt)
    if alone and units(help_) > HELP:
        # What comes of it must not be cut off, and one field leaves room for it above.
        yield {"type": SHOWN, "content": written((Plain(help_),))}
        help_ = ""
    # What is longer than a form holds would be cut, and then be sent in as the whole.
    value = field.value if units(field.value) <= TEXT else ""
    asked = {
        "type": INPUT,
        "custom_id": field.name,
        "style": LINES if field.long else LINE,
        "required": not field.optional,
        "max_length": min(field.length, TEXT),
        **({"value": value} if value else {}),
    }
    if hint:
        asked["placeholder"] = shortened(hint, HELP)
    described = {"description": shortened(help_, HELP)} if help_ else {}
    yield {"type": LABELLED, "label": shortened(label, LABEL), **described, "component": asked}


def _parted(prompt: str) -> tuple[str, str]:
    """Part what is asked from what is said of it, for a label is short."""
    first, *more = sentences(legible(prompt))
    return first.strip(), "".join(more).strip()
