"""Every statement of claiming, sending and recording, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    union_all,
    update,
)

from bot.store.chat_statements import IS_OLDEST, IS_OLDEST_AMENDING
from bot.store.ledger_tables import (
    IS_AMENDING,
    IS_BRIEFING,
    IS_DISPATCHED,
    IS_FIRST,
    IS_FURTHER,
    IS_NEWS,
    IS_OPEN,
    deliveries,
    slots,
    subscriptions,
)
from bot.store.listed import listed
from bot.store.subscription_statements import SUBSCRIPTION

if TYPE_CHECKING:
    from sqlalchemy.sql.dml import ReturningUpdate

_of_lane = deliveries.c.lane == bindparam("lane_")
_is_due = and_(
    deliveries.c.due_at <= bindparam("now"),
    deliveries.c.held_until <= bindparam("now"),
)
# It may have arrived, though nobody has written down that it did.
_begun = case((deliveries.c.begun_at.is_(None), 0), else_=1)


# Claiming


def _claim(
    which: ColumnElement[bool], is_oldest: ColumnElement[bool] = IS_OLDEST
) -> ReturningUpdate[tuple[int]]:
    """Choose and take in one statement; between two, another worker could choose the same."""
    chosen = (
        select(deliveries.c.id)
        .where(IS_OPEN, which, _of_lane, _is_due, deliveries.c.expires_at > bindparam("now"))
        .where(is_oldest)
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=deliveries)
        .cte("chosen")
        .prefix_with("MATERIALIZED")  # else PostgreSQL may choose anew for each row it takes
    )
    return (
        update(deliveries)
        .where(deliveries.c.id.in_(select(chosen.c.id)))
        .values(
            held_until=bindparam("until"),
            owner=bindparam("worker"),
            attempt=deliveries.c.attempt + 1,
            unsure=deliveries.c.unsure + _begun,
            begun_at=null(),
        )
        .returning(deliveries.c.id)
    )


# What a chat has begun to hear it hears to its end, before others begin. What is set right where
# it stands waits for what is news.
KINDS = (IS_FURTHER, IS_FIRST, IS_AMENDING)
CLAIMS = (_claim(IS_FURTHER), _claim(IS_FIRST), _claim(IS_AMENDING, IS_OLDEST_AMENDING))

_ended = (
    select(deliveries.c.id)
    .where(IS_OPEN, _of_lane, _is_due, deliveries.c.expires_at <= bindparam("now"))
    .order_by(deliveries.c.expires_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=deliveries)
    .cte("ended")
    .prefix_with("MATERIALIZED")
)
EXPIRE = (
    update(deliveries)
    .where(deliveries.c.id.in_(select(_ended.c.id)))
    .values(
        state=case((deliveries.c.unsure + _begun > 0, "uncertain"), else_="expired"),
        unsure=deliveries.c.unsure + _begun,
        owner=null(),
        begun_at=null(),
        recorded_at=bindparam("now"),
    )
    .returning(deliveries.c.id)
)

_told = deliveries.alias("told")
# Read at the claim and not at the fan-out: what failed yesterday is told today.
_last_told = (
    select(_told.c.due)
    .where(
        _told.c.subscription == deliveries.c.subscription,
        _told.c.dispatch == IS_BRIEFING.right,
        _told.c.part == 0,
        _told.c.day < deliveries.c.day,
        or_(_told.c.state == "sent", _told.c.state == "quiet"),
    )
    .order_by(_told.c.day.desc())
    .limit(1)
    .scalar_subquery()
)
_ids = listed("ids", id=BigInteger)
DELIVERIES = (
    select(
        deliveries.c.id,
        deliveries.c.day,
        deliveries.c.part,
        deliveries.c.due,
        deliveries.c.expires_at,
        deliveries.c.late,
        deliveries.c.attempt,
        deliveries.c.unsure,
        deliveries.c.edition,
        deliveries.c.parts,
        deliveries.c.dispatch,
        _last_told,
        *SUBSCRIPTION,
    )
    .join_from(_ids, deliveries, deliveries.c.id == _ids.c.id)
    .join(subscriptions, subscriptions.c.id == deliveries.c.subscription)
    .join(slots, slots.c.id == subscriptions.c.slot)
    .order_by(deliveries.c.rank, deliveries.c.id)
)

_coming = [
    select(func.min(deliveries.c.due_at).label("at")).where(
        IS_OPEN, which, _of_lane, deliveries.c.due_at > bindparam("now")
    )
    for which in KINDS
]
NEXT_AT = select(func.min(union_all(*_coming).subquery().c.at))


# Sending. Who held a delivery and lost it is known by the attempt, though it be the same worker.

_held = listed("held", id=BigInteger, attempt=Integer, edition=BigInteger, parts=Integer)
# What a briefing was begun with it keeps, whatever is composed for it later.
BEGIN = (
    update(deliveries)
    .where(
        IS_OPEN,
        deliveries.c.id == _held.c.id,
        deliveries.c.attempt == _held.c.attempt,
        deliveries.c.owner == bindparam("worker"),
        deliveries.c.held_until > bindparam("now"),
    )
    .values(
        begun_at=bindparam("now"),
        held_until=bindparam("until"),
        edition=func.coalesce(deliveries.c.edition, _held.c.edition),
        parts=func.coalesce(deliveries.c.parts, _held.c.parts),
    )
    .returning(deliveries.c.id)
)

_results = listed(
    "results",
    id=BigInteger,
    attempt=Integer,
    state=Text,
    due_at=BigInteger,
    unsure=Integer,
    reason=Text,
    message=Text,
    recorded_at=BigInteger,
    digest=BigInteger,
)
# One that was closed while it was on its way stays so, unless it has arrived; where it ended alike
# it is held no more.
RECORD = (
    update(deliveries)
    .where(
        deliveries.c.id == _results.c.id,
        deliveries.c.attempt == _results.c.attempt,
        deliveries.c.owner == bindparam("worker"),
        or_(
            deliveries.c.state == "open",
            deliveries.c.state == _results.c.state,
            _results.c.state == "sent",
            _results.c.state == "uncertain",
        ),
    )
    .values(
        state=_results.c.state,
        due_at=func.coalesce(_results.c.due_at, deliveries.c.due_at),
        unsure=_results.c.unsure,
        reason=_results.c.reason,
        message=_results.c.message,
        recorded_at=_results.c.recorded_at,
        digest=_results.c.digest,
        owner=null(),
        held_until=0,
        begun_at=null(),
    )
    .returning(deliveries.c.id)
)

_failed = listed(
    "failed", subscription=BigInteger, day=Integer, dispatch=Integer, state=Text, reason=Text
)
_is_left = and_(deliveries.c.subscription == _failed.c.subscription, deliveries.c.state == "open")
# With one part the others of the same briefing, or of the same breaking news.
CLOSE_OTHERS = (
    update(deliveries)
    .where(
        or_(
            and_(_is_left, IS_BRIEFING, deliveries.c.day == _failed.c.day, _failed.c.dispatch == 0),
            and_(_is_left, IS_DISPATCHED, IS_NEWS, deliveries.c.dispatch == _failed.c.dispatch),
        )
    )
    .values(state=_failed.c.state, reason=_failed.c.reason, recorded_at=bindparam("now"))
)

_reached = listed("reached", id=BigInteger)
REACHED = (
    update(subscriptions)
    .where(subscriptions.c.id == _reached.c.id, subscriptions.c.state == "suspended")
    .values(state="active", since=bindparam("now"), reason="", until=null(), tries=0, retry=null())
)

BACKLOG = select(func.count(), func.min(deliveries.c.due)).where(
    IS_OPEN, IS_NEWS, _of_lane, deliveries.c.due <= bindparam("now")
)
