"""The part of the table that is for who sets right what was published."""

from __future__ import annotations

from bot.commands.writing import STORY
from bot.handlers import correcting
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

CORRECTING = (
    Command(
        name="correct",
        help=N_("publish a correction, and set right what was posted"),
        role=Role.PUBLISHER,
        arguments=(
            STORY,
            Argument(
                name="note",
                kind=Kind.TEXT,
                help=N_("what was wrong, and what is right"),
                asks=N_("What was wrong, and what is right?"),
                required=True,
                length=2_000,
            ),
            Argument(name="report", kind=Kind.PRESSED, help=N_("the report that it answers")),
            Argument(name="sure", kind=Kind.PRESSED, help=N_("what was known of the story")),
        ),
        examples=("/correct 2 It was March, not February",),
        handler=correcting.correct,
    ),
    Command(
        name="retract",
        help=N_("take a story back, and strike it through where it was posted"),
        role=Role.PUBLISHER,
        arguments=(
            STORY,
            Argument(
                name="reason",
                kind=Kind.TEXT,
                help=N_("why it is taken back"),
                length=correcting.REASON,
            ),
            Argument(name="sure", kind=Kind.PRESSED, help=N_("what was known of the story")),
        ),
        examples=("/retract 2 It was invented",),
        handler=correcting.retract,
    ),
)
