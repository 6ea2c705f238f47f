"""Every statement of a tick, each with its reason."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    SmallInteger,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from bot.store.ledger_tables import (
    IS_PAUSED,
    IS_SUSPENDED,
    deliveries,
    slots,
    subscriptions,
)
from bot.store.listed import listed

DAY = 86_400_000_000  # microseconds

NEXT_DUE = select(func.min(slots.c.next_due))

_not_planned = (
    select(subscriptions.c.id)
    .where(subscriptions.c.slot == slots.c.id, subscriptions.c.id > slots.c.planned_to)
    .correlate(slots)
)


def _some(state: ColumnElement[bool]) -> ColumnElement[bool]:
    here = and_(subscriptions.c.slot == slots.c.id, state)
    return select(subscriptions.c.id).where(here).correlate(slots).exists()


_waits = and_(
    subscriptions.c.state == "active",
    subscriptions.c.first <= slots.c.next_day,
    subscriptions.c.id > slots.c.planned_to,
)
UNPLANNED = select(func.min(slots.c.next_due)).where(
    slots.c.next_due <= bindparam("now"), _some(_waits)
)

# With how many places each still has to be served, counted no further than it matters. A slot that
# somebody else serves, or changes, is left to the next tick.
DUE_SLOTS = (
    select(
        slots.c.id,
        slots.c.zone,
        slots.c.minute,
        slots.c.weekdays,
        slots.c.next_due,
        slots.c.next_day,
        slots.c.planned_to,
        slots.c.begun_at,
        select(func.count())
        .select_from(_not_planned.limit(bindparam("most")).subquery())
        .scalar_subquery(),
        _some(IS_PAUSED),
        _some(IS_SUSPENDED),
    )
    .where(slots.c.next_due <= bindparam("now"))
    .order_by(slots.c.next_due, slots.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=slots)
)
# The last place of a piece.
LAST_OF_PIECE = (
    select(subscriptions.c.id)
    .where(subscriptions.c.slot == bindparam("slot"), subscriptions.c.id > bindparam("planned_to"))
    .order_by(subscriptions.c.id)
    .limit(1)
    .offset(bindparam("skip"))
)

_briefings = listed(
    "briefings",
    slot=BigInteger,
    after=BigInteger,
    last=BigInteger,
    day=Integer,
    due=BigInteger,
    state=Text,
    late=SmallInteger,
    expires_at=BigInteger,
    recorded_at=BigInteger,
)
_of_piece = and_(
    subscriptions.c.slot == _briefings.c.slot,
    subscriptions.c.id > _briefings.c.after,
    subscriptions.c.id <= _briefings.c.last,
    subscriptions.c.first <= _briefings.c.day,
)
_is_sent = _briefings.c.state == "open"
_is_tried = and_(IS_SUSPENDED, subscriptions.c.retry <= _briefings.c.due, _is_sent)
_pause_is_over = and_(IS_PAUSED, subscriptions.c.until <= _briefings.c.due)
# What is there already stays: whoever plans the same twice plans it once.
FAN_OUT = (
    insert(deliveries)
    .from_select(
        [
            "subscription",
            "day",
            "part",
            "lane",
            "chat",
            "due",
            "rank",
            "state",
            "due_at",
            "expires_at",
            "attempt",
            "unsure",
            "late",
            "reason",
            "message",
            "recorded_at",
        ],
        select(
            subscriptions.c.id,
            _briefings.c.day,
            literal(0),
            subscriptions.c.platform,
            subscriptions.c.chat,
            _briefings.c.due,
            _briefings.c.due,
            _briefings.c.state,
            _briefings.c.due,
            _briefings.c.expires_at,
            literal(0),
            literal(0),
            _briefings.c.late,
            literal(""),
            literal(""),
            _briefings.c.recorded_at,
        )
        .where(_of_piece)
        .where(or_(subscriptions.c.state == "active", _pause_is_over, _is_tried)),
    )
    .on_conflict_do_nothing()
)

END_PAUSES = (
    update(subscriptions)
    .where(_of_piece, _pause_is_over)
    .values(state="active", since=subscriptions.c.until, until=null())
)

# A try counts once it is planned: the next is two, four … days later, by the same time of day.
_days = case({1: 2, 2: 4, 3: 8, 4: 16}, value=subscriptions.c.tries, else_=30)
COUNT_TRIES = (
    update(subscriptions)
    .where(_of_piece, _is_tried)
    .values(
        tries=subscriptions.c.tries + 1,
        retry=_briefings.c.due + _days * literal(DAY, BigInteger) - literal(DAY // 2, BigInteger),
    )
)

_moves = listed(
    "moves",
    slot=BigInteger,
    next_due=BigInteger,
    next_day=Integer,
    planned_to=BigInteger,
    begun_at=BigInteger,
)
MOVE_ON = (
    update(slots)
    .where(slots.c.id == _moves.c.slot)
    .values(
        next_due=_moves.c.next_due,
        next_day=_moves.c.next_day,
        planned_to=_moves.c.planned_to,
        begun_at=_moves.c.begun_at,
    )
)
