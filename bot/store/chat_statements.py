"""What is open of a chat: found without an index of all that is open by chat.

Such an index would be changed by each delivery in another place, and these changes were most of
what a morning wrote. A chat's few subscriptions have an index, and so have the last days of each;
only what is no briefing, and that is little, has one by chat.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, Text, and_, literal_column, select, tuple_, update

from bot.store.ledger_tables import IS_BRIEFING, IS_DISPATCHED, IS_OPEN, deliveries, subscriptions
from bot.store.listed import listed

# What was due on an earlier day has expired, wherever in the world that was.
OPEN_DAYS = 3

_older, _neighbours = deliveries.alias("older"), subscriptions.alias("neighbours")
_is_older = tuple_(_older.c.rank, _older.c.id) < tuple_(deliveries.c.rank, deliveries.c.id)
_briefings = (
    select(_older.c.id)
    .join_from(_neighbours, _older, _older.c.subscription == _neighbours.c.id)
    .where(
        _older.c.state == IS_OPEN.right,
        _older.c.dispatch == IS_BRIEFING.right,
        _neighbours.c.platform == deliveries.c.lane,
        _neighbours.c.chat == deliveries.c.chat,
        _older.c.day >= deliveries.c.day - literal_column(str(OPEN_DAYS)),
        _older.c.day <= deliveries.c.day + literal_column("1"),
        _is_older,
    )
    .correlate(deliveries)
)
_dispatched = (
    select(_older.c.id)
    .where(
        _older.c.state == IS_OPEN.right,
        _older.c.dispatch > IS_DISPATCHED.right,
        _older.c.lane == deliveries.c.lane,
        _older.c.chat == deliveries.c.chat,
        _is_older,
    )
    .correlate(deliveries)
)
# That none exists, asked in as many words, PostgreSQL would find out for all chats at once.
IS_OLDEST = and_(
    *(
        older.limit(literal_column("1")).scalar_subquery().is_(None)
        for older in (_briefings, _dispatched)
    )
)

_chats = listed("chats", lane=Text, chat=Text, until=BigInteger, since=Integer)
# Also a chat that the platform told to wait.
_rest = (
    update(deliveries)
    .where(IS_OPEN, deliveries.c.due_at < _chats.c.until)
    .values(due_at=_chats.c.until)
)
RESTS = (
    _rest.where(
        IS_BRIEFING,
        subscriptions.c.platform == _chats.c.lane,
        subscriptions.c.chat == _chats.c.chat,
        deliveries.c.subscription == subscriptions.c.id,
        deliveries.c.day >= _chats.c.since,
    ),
    _rest.where(
        IS_DISPATCHED,
        deliveries.c.lane == _chats.c.lane,
        deliveries.c.chat == _chats.c.chat,
    ),
)
