"""Every statement that writes the deliveries of a dispatch, each with its reason."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Integer,
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

from bot.store.dispatch_statements import PAUSE_IS_OVER, may_stand
from bot.store.ledger_tables import (
    IS_AMENDING,
    IS_BREAKING,
    IS_BRIEFING,
    IS_DISPATCHED,
    IS_NEWS,
    IS_SUSPENDED,
    deliveries,
    edition_stories,
    editions,
    subscriptions,
)
from bot.store.listed import listed
from bot.store.tables import revisions

_following = subscriptions.c.id > bindparam("after")
_place = select(subscriptions.c.id).order_by(subscriptions.c.id).limit(bindparam("most"))
LAST_PLACE = select(func.max(_place.where(_following).subquery().c.id))
LAST_BREAKING = select(func.max(_place.where(_following, IS_BREAKING).subquery().c.id))
# What breaking news tell of.
NEWS = (
    select(editions.c.id, revisions.c.content)
    .join_from(editions, edition_stories, edition_stories.c.edition == editions.c.id)
    .join(revisions, revisions.c.id == edition_stories.c.revision)
    .where(editions.c.key == bindparam("key"))
)
FIRST_SHOWN = select(func.min(revisions.c.shown_at)).where(revisions.c.story == bindparam("story"))

COLUMNS = (
    *("subscription", "day", "part", "lane", "chat", "due", "rank", "state", "due_at"),
    *("expires_at", "attempt", "unsure", "edition", "late", "reason", "message"),
    *("recorded_at", "dispatch", "amends"),
)
_at = bindparam("at", type_=BigInteger)
_expires = bindparam("expires_at", type_=BigInteger)
_dispatch = bindparam("dispatch", type_=Integer)
_day = bindparam("day", type_=Integer)
_wishes = listed("wishes", topics=Text, language=Text)
_of_piece = and_(_following, subscriptions.c.id <= bindparam("last"))
END_PAUSES = (
    update(subscriptions)
    .where(_of_piece, IS_BREAKING, PAUSE_IS_OVER)
    .values(state="active", since=subscriptions.c.until, until=null())
)
# Due before all that is due by the clock: it is not news for long.
ADD_BREAKING = (
    insert(deliveries)
    .from_select(
        COLUMNS,
        select(
            subscriptions.c.id,
            _day,
            literal(0),
            subscriptions.c.platform,
            subscriptions.c.chat,
            _at,
            _at,
            literal("open"),
            literal(0),
            _expires,
            literal(0),
            literal(0),
            bindparam("edition", type_=BigInteger),
            literal(0),
            literal(""),
            literal(""),
            null(),
            _dispatch,
            literal(0),
        )
        .join_from(subscriptions, _wishes, _wishes.c.topics == subscriptions.c.topics)
        .where(func.coalesce(subscriptions.c.language, "") == _wishes.c.language)
        .where(_of_piece, IS_BREAKING, subscriptions.c.state == "active"),
    )
    .on_conflict_do_nothing()
)

_posted = deliveries.alias("posted")
_is_posted = or_(
    may_stand(_posted.c.state),
    # It is on its way, and was composed before.
    and_(_posted.c.state == "open", _posted.c.edition.is_not(None)),
)
# Said of them too, for only so does PostgreSQL see that a piece is a small part of all.
_by_places = and_(
    _posted.c.subscription > bindparam("after"), _posted.c.subscription <= bindparam("last")
)
_briefed = and_(_posted.c.dispatch == IS_BRIEFING.right, _posted.c.day >= bindparam("first_day"))
_dispatched = and_(_posted.c.dispatch > IS_DISPATCHED.right, _posted.c.amends == IS_NEWS.right)
_told = or_(and_(_by_places, _briefed), and_(_by_places, _dispatched))
# What stands in a place that cannot be reached is set right once it can be reached again.
AMEND = (
    insert(deliveries)
    .from_select(
        COLUMNS,
        select(
            _posted.c.subscription,
            _day,
            literal(0),
            _posted.c.lane,
            _posted.c.chat,
            _at,
            _at,
            case((IS_SUSPENDED, "lost"), else_="open"),
            _at,
            _expires,
            literal(0),
            literal(0),
            null(),
            literal(0),
            literal(""),
            literal(""),
            case((IS_SUSPENDED, _at), else_=null()),
            _dispatch,
            _posted.c.id,
        )
        .join_from(subscriptions, _posted, _posted.c.subscription == subscriptions.c.id)
        .join(
            edition_stories,
            and_(
                edition_stories.c.edition == _posted.c.edition,
                edition_stories.c.story == bindparam("story", type_=BigInteger),
            ),
        )
        .where(_of_piece, _told, _is_posted),
    )
    .on_conflict_do_nothing()
)
_places = listed("places", id=BigInteger)
REOPEN = (
    update(deliveries)
    .where(
        deliveries.c.subscription == _places.c.id,
        IS_DISPATCHED,
        IS_AMENDING,
        deliveries.c.state == "lost",
        deliveries.c.expires_at > bindparam("now"),
    )
    .values(state="open", due_at=bindparam("now"), reason="", recorded_at=null())
)
