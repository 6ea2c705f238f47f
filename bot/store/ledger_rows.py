"""Between the rows of the ledger and its nouns."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.address import Account, Address
from bot.edition import Delivery, Past, Progress, Subscribed, Subscription, Wish
from bot.schedule import Slot, Weekdays
from bot.store.rows import maybe_moment, moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = timedelta(days=1)
STATES = {state.value: state for state in Subscribed}  # to ask the class takes ten times as long
LONGEST_BREAK = 15  # days; a slot of one weekday has one in eight, and a place may leave one out


@lru_cache(maxsize=32768)
def slot_of(zone: str, minute: int, weekdays: int) -> Slot:
    """Read what a slot's row says; kept, for a million places share a few."""
    return Slot(time(*divmod(minute, 60)), zone, Weekdays(weekdays))


def slot_row(slot: Slot) -> dict[str, Any]:
    """Give what tells a slot from all others."""
    minute = slot.at.hour * 60 + slot.at.minute
    return {"zone": slot.zone, "minute": minute, "weekdays": int(slot.weekdays)}


def subscription_of(row: Sequence[Any]) -> Subscription:
    """Read a row of the columns `subscription_statements.SUBSCRIPTION`."""
    id_, platform, chat, thread = row[:4]
    by_platform, by_person, state, since, reason, until, retry, first = row[13:21]
    return Subscription(
        id=id_,
        where=Address(platform, chat, thread),
        wish=_wish_of(tuple(row[4:13])),
        by=Account(by_platform, by_person),
        state=STATES[state],
        since=moment_of(since),
        reason=reason,
        until=maybe_moment(until),
        retry=maybe_moment(retry),
        first=date.fromordinal(first),
    )


@lru_cache(maxsize=32768)
def _wish_of(row: tuple[Any, ...]) -> Wish:
    zone, minute, weekdays, topics, language, spoken, most, silent, breaking = row
    return Wish(
        slot=slot_of(zone, minute, weekdays),
        topics=tuple(json.loads(topics)),
        language=language,
        spoken=spoken,
        most=most,
        silent=bool(silent),
        breaking=bool(breaking),
    )


def wish_row(wish: Wish) -> dict[str, Any]:
    """Give the values of a wish but its slot."""
    return {
        "topics": json.dumps(wish.topics, ensure_ascii=False),
        "language": wish.language,
        "spoken": wish.spoken,
        "most": wish.most,
        "silent": int(wish.silent),
        "breaking": int(wish.breaking),
    }


def delivery_of(row: Sequence[Any]) -> Delivery:
    """Read a row of `ledger_statements.DELIVERIES`."""
    id_, day, part, due, expires, late, attempt, unsure, edition, parts, dispatch, told = row[:12]
    subscription = subscription_of(row[12:])
    slot = subscription.wish.slot
    return Delivery(
        id=id_,
        subscription=subscription,
        day=date.fromordinal(day),
        part=part,
        due=_shared(due),
        since=_before(slot, day, due) if told is None else _shared(told),
        late=bool(late),
        expires=_shared(expires),
        attempt=attempt,
        unsure=unsure,
        edition=edition,
        parts=parts,
        dispatch=dispatch,
    )


# Thousands are due at the same moment.
_shared = lru_cache(maxsize=4096)(moment_of)


@lru_cache(maxsize=32768)
def _before(slot: Slot, day: int, due: int) -> datetime:
    """Tell since when there is news for a place that was told nothing yet."""
    at = moment_of(due)
    days = (date.fromordinal(day) - DAY * back for back in range(1, LONGEST_BREAK))
    earlier = (occurrence.at for each in days if (occurrence := slot.on(each)))
    return min(next(earlier, at), at - DAY)


def past_of(row: Sequence[Any]) -> Past:
    """Read a row of `subscription_statements.PAST`."""
    day, part, state, at, reason, message = row
    return Past(
        day=date.fromordinal(day),
        part=part,
        progress=Progress(state),
        at=maybe_moment(at),
        reason=reason,
        message=message,
    )
