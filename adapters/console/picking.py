"""Choices on a console: numbered, and picked by their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import COMMANDS
from bot.reply import Choices
from bot.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.choice import Choice
    from bot.reply import Block, Reply


def choices_of(reply: Reply) -> tuple[Choice, ...]:
    """Give everything that can be picked, in the order of its numbers."""
    return tuple(
        choice for block in reply.blocks if isinstance(block, Choices) for choice in block.choices
    )


def key(reply: Reply) -> str:
    """Say what stands before the number of a choice, where a bare number is an answer."""
    return "/" if reply.asks else ""


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Give each block with the number of its first choice; they count through the reply."""
    first = 1
    for block in blocks:
        yield block, first
        if isinstance(block, Choices):
            first += len(block.choices)


def typed(choice: Choice, number: int) -> str:
    """Write the line that does the same as *choice*, which is picked by *number*."""
    command = COMMANDS[choice.command]
    given = [*zip(command.arguments, choice.arguments, strict=False)]
    if any(argument.kind is Kind.PRESSED and value for argument, value in given):
        return f"/{number}"
    words = (
        f"{argument.name} {value}" if command.named else _quoted(argument.kind, value)
        for argument, value in given
        if value
    )
    return " ".join((f"/{choice.command}", *words))


def _quoted(kind: Kind, value: str) -> str:
    """Put a name in quotation marks where it would be taken for several words or for a number."""
    as_it_is = kind is Kind.NUMBER or not (" " in value or value.isdecimal())
    return value if as_it_is else f'"{value}"'
