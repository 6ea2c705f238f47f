"""Reply → an embed with buttons under it, where a place does not take components."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, assert_never

from adapters.discord.blocks import Attached, Buttons, Image, Line, Words, parts
from adapters.discord.buttons import rows
from adapters.discord.render import ACCENT, FAILED, text_of
from adapters.discord.units import units

if TYPE_CHECKING:
    from adapters.discord.buttons import Button
    from bot.reply import Reply

LONGEST = 4096  # UTF-16 units of an embed's text


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
    named: list[Words] = []
    buttons: list[Button] = []
    for part in parts(reply.blocks, mark):
        match part:
            case Words():
                said.append(part)
                named.append(part)
            case Image(said=words):
                named.append(Words(words, apart=False))
            case Buttons(some):
                buttons += some
            case Line() | Attached():
                pass  # a file is shown under the frame by itself
            case _:
                assert_never(part)
    text = text_of(named)
    # An image in its frame takes nothing of the text; its long address may be too much for it.
    embed = {
        "description": text if units(text) <= LONGEST else text_of(said),
        "color": FAILED if reply.failed else ACCENT,
    }
    return Framed(embed, list(rows(buttons)))
