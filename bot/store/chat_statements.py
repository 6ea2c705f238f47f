"""What is open of a chat: found without an index of all that is open by chat.

Such an index would be changed by each delivery in another place, and these changes were most of
what a morning wrote. A chat's few subscriptions have an index, and so have the last days of each;
only what is no briefing, and that is little, has one by chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Integer,
    Text,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.store.ledger_tables import (
    IS_BRIEFING,
    IS_DISPATCHED,
    IS_NEWS,
    IS_OPEN,
    deliveries,
    subscriptions,
)
from bot.store.listed import listed

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

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
    )
    .correlate(deliveries)
)
_is_news = _older.c.amends == IS_NEWS.right


def _none(*before: Select[tuple[int]]) -> ColumnElement[bool]:
    """Say that none is there: in as many words PostgreSQL would find out for all chats at once."""
    ones = (each.limit(literal_column("1")).scalar_subquery() for each in before)
    return and_(*(one.is_(None) for one in ones))


# A message that cannot be set right, however often it is tried, must not keep its chat from all
# that is news; only while it is being tried the news wait for it.
IS_OLDEST = _none(
    _briefings.where(_older.c.day <= deliveries.c.day + literal_column("1"), _is_older),
    _dispatched.where(_is_older, or_(_is_news, _older.c.held_until > bindparam("now"))),
)
# What sets something right comes after all news of its chat, however long it waits for that.
IS_OLDEST_AMENDING = _none(_briefings, _dispatched.where(or_(_is_news, _is_older)))

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
