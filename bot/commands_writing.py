"""The part of the table that is for who writes: stories taken in, drafted and published."""

from __future__ import annotations

from bot import handlers
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

WRITING = (
    Command(
        name="addstory",
        help=N_("take in a story as a draft"),
        role=Role.EDITOR,
        arguments=(
            Argument(
                name="text",
                kind=Kind.LONG,
                help=N_("a pasted page, or a story as YAML or JSON"),
                length=1_000_000,
            ),
            Argument(name="file", kind=Kind.FILE, help=N_("the same as a file, attached")),
        ),
        examples=("/addstory",),
        slow=True,
        handler=handlers.addstory,
    ),
)
