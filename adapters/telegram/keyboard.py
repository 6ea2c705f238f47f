"""Choices → the buttons under a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from adapters.telegram.harmless import harmless
from bot.reply import Choices
from bot.visible import is_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.choice import Choice
    from bot.reply import Block

Button: TypeAlias = dict[str, str]

ROW = 36  # characters that a telephone shows in a row of buttons
IN_ROW = 4
NAMELESS = "…"


def keyboard(blocks: Iterable[Block], mark: str) -> list[list[Button]]:
    """Lay the choices of *blocks* into rows; each block begins a new one.

    Args:
        blocks: a message.
        mark: what the door itself puts in front of each action, at most two bytes.
    """
    return [
        row for block in blocks if isinstance(block, Choices) for row in _rows(block.choices, mark)
    ]


def _rows(choices: Iterable[Choice], mark: str) -> Iterator[list[Button]]:
    row: list[Button] = []
    widest = 0
    for choice in choices:
        label = " ".join(harmless(choice.label).split())
        label = label if is_seen(label) else NAMELESS
        # Telegram makes all buttons of a row as wide as each other.
        widest = max(widest, len(label))
        if row and (len(row) == IN_ROW or widest * (len(row) + 1) > ROW):
            yield row
            row, widest = [], len(label)
        row.append({"text": label, "callback_data": mark + choice.action})
    if row:
        yield row
