"""Reply → an embed with buttons under it, where a place does not take components."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.discord.blocks import Buttons, Image, Line, Words, parts
from adapters.discord.buttons import rows
from adapters.discord.render import ACCENT, FAILED, text_of

if TYPE_CHECKING:
    from adapters.discord.buttons import Button
    from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class Framed:
    """A message in the older form.

    Args:
        embed: what it says.
        rows: its buttons.
    """

    embed: dict[str, Any]
    rows: list[dict[str, Any]]


def framed(reply: Reply, mark: str = "") -> Framed:
    """Draw *reply* as one embed; images are named only, for a bad one could be the reason."""
    said: list[Words] = []
    buttons: list[Button] = []
    for part in parts(reply.blocks, mark):
        match part:
            case Words():
                said.append(part)
            case Image(said=words):
                said.append(Words(words, apart=False))
            case Buttons(some):
                buttons += some
            case Line():
                pass
    colour = FAILED if reply.failed else ACCENT
    embed = {"description": text_of(said), "color": colour}
    return Framed(embed, list(rows(buttons)))
