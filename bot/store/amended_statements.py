"""Every statement about what a claimed delivery must know of dispatches, each with its reason."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, bindparam, select, update

from bot.store.dispatch_statements import DISPATCH, may_stand
from bot.store.dispatch_tables import dispatches
from bot.store.ledger_tables import IS_DISPATCHED, IS_NEWS, deliveries
from bot.store.listed import listed

_posted = deliveries.alias("posted")
_places = listed("places", id=BigInteger)

_ids = listed("ids", id=BigInteger)
AMENDED = (
    select(
        _ids.c.id,
        *DISPATCH,
        _posted.c.id,
        _posted.c.state,
        _posted.c.message,
        _posted.c.part,
        _posted.c.parts,
        _posted.c.edition,
        _posted.c.due,
        _posted.c.late,
        _posted.c.dispatch,
        _posted.c.digest,
    )
    .join_from(_ids, deliveries, deliveries.c.id == _ids.c.id)
    .join(_posted, _posted.c.id == deliveries.c.amends)
    .join(dispatches, dispatches.c.id == deliveries.c.dispatch)
)
SINCE = (
    select(dispatches.c.id, dispatches.c.kind, dispatches.c.at)
    .where(dispatches.c.at > bindparam("since"))
    .order_by(dispatches.c.id)
)
_news = listed("news", id=Integer)
# Whose breaking news have arrived, or may have.
TOLD = (
    select(deliveries.c.subscription, dispatches.c.story, dispatches.c.at)
    .join_from(_places, deliveries, deliveries.c.subscription == _places.c.id)
    .join(_news, _news.c.id == deliveries.c.dispatch)
    .join(dispatches, dispatches.c.id == deliveries.c.dispatch)
    .where(IS_DISPATCHED, IS_NEWS, deliveries.c.part == 0)
    .where(may_stand(deliveries.c.state))
)
_standing = listed("standing", id=BigInteger, digest=BigInteger)
STANDS_NOW = (
    update(deliveries).where(deliveries.c.id == _standing.c.id).values(digest=_standing.c.digest)
)
