"""How the parts of a running program stand: each door, and later each loop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.words import Phrase


class Condition(StrEnum):
    """How a part stands."""

    OPENING = "opening"
    OPEN = "open"
    BESIDE = "beside"  # it does what all copies do; what only one may do, another one does
    HELD = "held"  # it keeps still, so as to do no harm
    WAITING = "waiting"  # it fell over, and is started again after a while
    CLOSED = "closed"  # it cannot run, and waiting will not help


SOUND = {Condition.OPEN, Condition.BESIDE}


class Tell(Protocol):
    """How a part says how it stands; it is open where it says no more."""

    def __call__(self, condition: Condition = Condition.OPEN, reason: Phrase | None = None) -> None:
        """Stand so from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a part of a copy of the program stands.

    Args:
        copy: names the process, as nobody else's is named.
        part: what it is, such as the name of a door.
        condition: how it stands.
        since: from when on.
        reason: why it does not run, in words of the person who runs the bot; empty where it does.
        seen: when the process last said so; one that was killed says nothing more.
    """

    copy: str
    part: str
    condition: Condition
    since: datetime
    reason: str = ""
    seen: datetime
