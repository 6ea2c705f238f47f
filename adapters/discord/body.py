"""Messages as Discord takes them: in the form it shows best, or in the one it always takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.discord.paging import Message
    from adapters.discord.wire import Said

EPHEMERAL, COMPONENTS = 1 << 6, 1 << 15  # flags of a message
# Whatever a text holds, nobody is called by it.
NOBODY: Said = {"parse": []}


def as_components(message: Message, *, private: bool = False) -> Said:
    """Say a message as Discord shows it best."""
    flags = COMPONENTS | EPHEMERAL if private else COMPONENTS
    said = {"components": message.drawn.components, "flags": flags, "allowed_mentions": NOBODY}
    return {**said, **_attached(message)}


def as_embed(message: Message, *, private: bool = False) -> Said:
    """Say a message as every place takes it."""
    framed = message.framed
    said = {"embeds": [framed.embed], "components": framed.rows, "allowed_mentions": NOBODY}
    return {**said, **_attached(message), **({"flags": EPHEMERAL} if private else {})}


def _attached(message: Message) -> Said:
    """Name what goes along; what it is goes beside the body."""
    named = [{"id": place, "filename": name} for place, (name, _) in enumerate(message.files)]
    return {"attachments": named} if named else {}
