"""The part of the table for taking a story in, and for whoever is asked something."""

from __future__ import annotations

from bot.cancelling import cancel, not_asked
from bot.handlers.adding import addstory
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

MARK = Argument(name="mark", kind=Kind.PRESSED, help=N_("the moment at which it was asked"))
# What is told at a step, and never typed behind the command.
TOLD = tuple(
    Argument(name=name, kind=Kind.PRESSED, help=N_("an answer"), length=length)
    for name, length in {
        "said": 20_000,
        "sources": 5_000,
        "label": 300,
        "provider": 300,
        "probability": 300,
        "forecaster": 300,
        "deadline": 300,
    }.items()
)

ADDING = (
    Command(
        name="addstory",
        help=N_("take in a story, or write one step by step"),
        role=Role.EDITOR,
        arguments=(
            Argument(
                name="text",
                kind=Kind.LONG,
                help=N_("its headline, or the whole: a pasted page, YAML or JSON"),
                length=1_000_000,
            ),
            Argument(name="file", kind=Kind.FILE, help=N_("the same as a file, attached")),
            Argument(name="step", kind=Kind.PRESSED, help=N_("where in the story it goes on")),
            MARK,
            *TOLD,
        ),
        examples=("/addstory", "/addstory Harbour reopens after nine weeks"),
        slow=True,
        handler=addstory,
    ),
    Command(
        name="cancel",
        help=N_("stop what I am asking you"),
        examples=("/cancel",),
        hidden=True,
        handler=cancel,
    ),
    Command(
        name="skip",
        help=N_("leave out what I am asking"),
        arguments=(MARK,),
        examples=("/skip",),
        hidden=True,
        handler=not_asked,
    ),
    Command(
        name="back",
        help=N_("go back to what I asked before"),
        arguments=(MARK,),
        examples=("/back",),
        hidden=True,
        handler=not_asked,
    ),
    Command(
        name="choose",
        help=N_("say which story is meant"),
        arguments=(
            MARK,
            Argument(name="story", kind=Kind.PRESSED, help=N_("the story that is chosen")),
        ),
        examples=("/choose",),
        hidden=True,
        handler=not_asked,
    ),
)
