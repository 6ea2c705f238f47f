"""What is entered in the delivery ledger, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edition import Delivery, Progress


@dataclass(frozen=True, slots=True)
class Planned:
    """What a tick has done.

    Args:
        slots: how many due slots it has served to the end.
        deliveries: how many deliveries it has written.
        next: when the next slot is due; None where there is none.
    """

    slots: int
    deliveries: int
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a worker may send.

    Args:
        deliveries: each with the moment at which it has its place in the lane, in order.
        again: when to ask for more; later where there is nothing due, or the lane is full.
    """

    deliveries: tuple[tuple[Delivery, datetime], ...]
    again: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A delivery that is about to be sent, and what it is a part of.

    Args:
        delivery: the delivery as it was claimed.
        edition: the number of its edition.
        parts: how many messages its briefing has.
    """

    delivery: Delivery
    edition: int
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one try.

    Args:
        delivery: the delivery as it was claimed.
        progress: how far it has come; `OPEN` where it is tried again.
        due: when it is tried again; None where it is not.
        unsure: how many of its sends may have arrived.
        reason: why it was not sent; empty where it was.
        message: the platform's id of the message; empty where there is none.
        spacing: how long from now on the chat's next delivery has to wait.
        digest: of what stands in the message now; None where nothing new stands there.
    """

    delivery: Delivery
    progress: Progress
    due: datetime | None = None
    unsure: int = 0
    reason: str = ""
    message: str = ""
    spacing: timedelta = timedelta()
    digest: int | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is open of one lane.

    Args:
        due: how many deliveries are due and not sent.
        oldest: when the oldest of them was due; None where there is none.
        seconds: how long it takes to send them at the lane's rate.
    """

    due: int
    oldest: datetime | None
    seconds: float
