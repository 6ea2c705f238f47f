"""How a send or an edit can end; each way has a name, and whoever sends must think of all.

Sent      it stands there
Later     not now; try again after a while
Moved     the chat has another address now
Gone      the place or the right to write there is lost; it may come back
Refused   this message will never be taken
Unknown   it may or may not have arrived
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.address import Address
    from bot.words import Phrase


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands there.

    Args:
        message: the platform's own id of the message.
    """

    message: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not taken, and may be tried again.

    Args:
        after: seconds to wait at least.
        reason: why.
        everywhere: whether the whole bot must wait, and not only this chat.
    """

    after: float
    reason: Phrase
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another address now; nothing was sent."""

    to: Address


@dataclass(frozen=True, slots=True)
class Gone:
    """The place, or the right to write there, is lost; nothing was sent, and it may come back."""

    reason: Phrase


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never be taken, however often it is tried; the place is fine."""

    reason: Phrase


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it arrived: the line broke after it may have left."""

    reason: Phrase


Outcome: TypeAlias = Sent | Later | Moved | Gone | Refused | Unknown
