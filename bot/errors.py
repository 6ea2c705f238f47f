"""Every error this package raises on purpose.

    BotError
    ├── Problem            a person can mend it; the words are for them
    │   ├── NotFound       what was asked for is not here
    │   │   └── Retracted  it was taken back; carries the story, whose history stays
    │   ├── Unclear        it could be several things; the choices say which
    │   ├── Misused        a command was given too much, too little or the wrong thing
    │   ├── NotAllowed     the person may not do this
    │   ├── Conflict       somebody else changed the same thing meanwhile
    │   └── Unreadable     a file is no sound story; carries every fault, each with its place
    ├── StoreError         the database did not do what we asked; `__cause__` says why
    │   └── Unstorable     it never will, however often it is asked
    └── Outage             a platform is not to be had; `__cause__` says why

A `Problem` is said. A `StoreError` is said and logged. An `Outage` is waited out. Anything else is
logged, and answered with one apology.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.words import Phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.choice import Choice
    from bot.revision import Revision


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file.

    Args:
        what: what is wrong.
        remedy: what to do about it.
        line: the line it stands in, from 1; 0 where the fault is of the whole file.
        column: the column, from 1, in characters; 0 where the fault is of the whole line.
    """

    what: Phrase
    remedy: Phrase
    line: int = 0
    column: int = 0


class BotError(Exception):
    """Anything this package raises on purpose; *phrase* is fit for people."""

    def __init__(self, phrase: Phrase, choices: Iterable[Choice] = ()) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.choices = tuple(choices)

    def __str__(self) -> str:
        """Say it in English, for logs and tracebacks."""
        return str(self.phrase)


class Problem(BotError):
    """Something that a person can mend."""


class NotFound(Problem):
    """What was asked for is not here; the choices are what lies near."""


class Retracted(NotFound):
    """The story that was asked for was taken back.

    Args:
        revision: the story as readers saw it last.
    """

    def __init__(self, revision: Revision, phrase: Phrase, choices: Iterable[Choice] = ()) -> None:
        super().__init__(phrase, choices)
        self.revision = revision


class Unclear(Problem):
    """It could be several things; the choices say which."""


class Misused(Problem):
    """A command was given too much, too little or the wrong thing."""


class NotAllowed(Problem):
    """The person may not do this."""


class Conflict(Problem):
    """Somebody else changed the same thing meanwhile."""


class Unreadable(Problem):
    """A file is no sound story.

    Args:
        faults: everything that is wrong with it, in the order of the file.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            phrases(
                "This is no sound story: one thing is wrong.",
                "This is no sound story: {number} things are wrong.",
                len(self.faults),
            )
        )


class StoreError(BotError):
    """The database did not do what we asked; nothing was stored half."""


class Unstorable(StoreError):
    """The database cannot hold what it was given; to ask it again does not help."""


class Outage(BotError):
    """A platform is not to be had; it may be there again after a while."""
