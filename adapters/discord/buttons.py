"""Choices → buttons, which carry all they do in their own id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.discord.units import shortened
from bot.visible import is_seen, legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.choice import Choice

Button: TypeAlias = dict[str, Any]

BUTTON, ROW, SECONDARY = 2, 1, 2  # as Discord numbers them
LABEL = 80  # UTF-16 units
IN_ROW = 5
NAMELESS = "…"


def buttons(choices: Iterable[Choice], mark: str, taken: set[str]) -> tuple[Button, ...]:
    """Make buttons of *choices*; of several that do the same Discord takes only one.

    Args:
        choices: what can be pressed.
        mark: what the door itself puts in front of each action, at most two bytes.
        taken: the ids that the message has already; those of the new buttons are added.
    """
    made = []
    for choice in choices:
        name = mark + choice.action
        if name not in taken:
            taken.add(name)
            label = _label(choice.label)
            made.append({"type": BUTTON, "style": SECONDARY, "label": label, "custom_id": name})
    return tuple(made)


def rows(buttons: Sequence[Button]) -> Iterator[dict[str, Any]]:
    """Lay buttons into rows."""
    for start in range(0, len(buttons), IN_ROW):
        yield {"type": ROW, "components": list(buttons[start : start + IN_ROW])}


def _label(text: str) -> str:
    label = shortened(" ".join(legible(text).split()), LABEL)
    return label if is_seen(label) else NAMELESS
