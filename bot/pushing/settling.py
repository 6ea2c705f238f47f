"""What follows from how a send ended. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.edition import Progress
from bot.entries import Result
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pace import wait

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edition import Delivery
    from bot.outcome import Outcome
    from bot.words import Words

SURE = 2  # sends that may have arrived: with one more, a reader could see it three times
AGAIN = timedelta(seconds=20)  # until what may have arrived is looked for, or sent again
DOUBLED = 8  # times at the most, for what is changed in its place: to an hour and a half


def settled(
    delivery: Delivery,
    outcome: Outcome,
    *,
    now: datetime,
    words: Words,
    rest: timedelta,
    digest: int | None = None,
) -> Result:
    """Tell what became of a delivery.

    Args:
        delivery: what was sent.
        outcome: how that ended.
        now: the moment.
        words: the language in which a reason is written down.
        rest: how long the place must rest after a message.
        digest: of what stands in the message now, if it was sent.
    """
    match outcome:
        case Sent(message):
            return Result(
                delivery=delivery,
                progress=Progress.SENT,
                message=message,
                spacing=rest,
                digest=digest,
            )
        case Later(after, reason):
            due = now + timedelta(seconds=wait(after).seconds)
            return _again(delivery, due, words.say(reason), delivery.unsure)
        case Moved():
            return again(delivery, now)
        case Gone(reason):
            return Result(delivery=delivery, progress=Progress.LOST, reason=words.say(reason))
        case Refused(reason):
            return Result(delivery=delivery, progress=Progress.REFUSED, reason=words.say(reason))
        case Unknown(reason):
            is_change = digest is not None and delivery.amends is not None
            due, unsure = _looked_for(delivery, now, is_change=is_change)
            return _again(delivery, due, words.say(reason), unsure, rest)
        case _:
            assert_never(outcome)


def uncertain(delivery: Delivery, reason: str) -> Result:
    """Let a delivery rest that may have arrived, and is not sent again."""
    return Result(
        delivery=delivery, progress=Progress.UNCERTAIN, unsure=delivery.unsure, reason=reason
    )


def unwanted(delivery: Delivery) -> Result:
    """Send nothing more to a place where somebody has wished so meanwhile."""
    progress = Progress.UNCERTAIN if delivery.unsure else Progress.SKIPPED
    return Result(delivery=delivery, progress=progress, unsure=delivery.unsure)


def again(delivery: Delivery, due: datetime) -> Result:
    """Let a delivery be taken anew of which nothing was sent."""
    return _again(delivery, due, "", delivery.unsure)


def _looked_for(delivery: Delivery, now: datetime, *, is_change: bool) -> tuple[datetime, int]:
    """Tell when what may have arrived is tried again, and how many sends may have by then."""
    if is_change:
        # What was changed already may be changed so once more.
        return now + AGAIN * 2 ** min(delivery.attempt - 1, DOUBLED), delivery.unsure
    return now + AGAIN, delivery.unsure + 1


def _again(
    delivery: Delivery, due: datetime, reason: str, unsure: int, rest: timedelta = timedelta()
) -> Result:
    if due >= delivery.expires:
        # It would come too late; whoever looks sees why it did not come sooner.
        progress = Progress.UNCERTAIN if unsure else Progress.EXPIRED
        return Result(delivery=delivery, progress=progress, unsure=unsure, reason=reason)
    return Result(
        delivery=delivery,
        progress=Progress.OPEN,
        due=due,
        unsure=unsure,
        reason=reason,
        spacing=rest,
    )
