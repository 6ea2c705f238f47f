"""What a platform says again, as long as it was not answered; what comes of it is done once."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What is being answered.

    Args:
        platform: the door that heard it.
        keys: what the store knows as answered, once that is done which must not be done twice.
        at: when it was heard.
    """

    platform: str
    keys: tuple[str, ...]
    at: datetime


HEARD: ContextVar[Heard | None] = ContextVar("HEARD", default=None)
"""What is being answered at this moment; None where nothing is, or where nobody says it again."""
