"""Every statement about what is sent out at once, each with its reason."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    and_,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.store.dispatch_tables import dispatches
from bot.store.ledger_tables import (
    IS_BREAKING,
    IS_DISPATCHED,
    IS_NEWS,
    IS_OPEN,
    IS_PAUSED,
    deliveries,
    edition_stories,
    editions,
    subscriptions,
)
from bot.store.statements import REVISION
from bot.store.tables import revisions, stories

# What a `Dispatch` is read from, in the order of `dispatch_rows.dispatch_of`.
DISPATCH = (
    dispatches.c.id,
    dispatches.c.kind,
    dispatches.c.story,
    dispatches.c.number,
    dispatches.c.note,
    dispatches.c.at,
    dispatches.c.by_platform,
    dispatches.c.by_person,
)


def may_stand(state: Column[str]) -> ColumnElement[bool]:
    """Whether a message has arrived, or may have."""
    return or_(state == "sent", state == "uncertain")


# A story is breaking news once: who announces it again gets none.
ADD_DISPATCH = upsert(dispatches).on_conflict_do_nothing().returning(*DISPATCH)
OF_STORY = (
    select(*DISPATCH)
    .where(dispatches.c.story == bindparam("story"))
    .order_by(dispatches.c.id.desc())
)
ADD_BREAKING_EDITION = insert(editions).returning(editions.c.id)
ADD_BREAKING_STORY = insert(edition_stories).from_select(
    ["edition", "place", "revision", "story"],
    select(
        bindparam("edition", type_=BigInteger), literal(0), revisions.c.id, revisions.c.story
    ).where(revisions.c.story == bindparam("story"), revisions.c.number == bindparam("number")),
)


# Writing its deliveries goes on

# One that another copy works on is left to it.
DUE = (
    select(*DISPATCH, dispatches.c.reached, dispatches.c.passes)
    .where(dispatches.c.next_at <= bindparam("now"))
    .order_by(dispatches.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
NEXT_AT = select(func.min(dispatches.c.next_at))
REACH = (
    update(dispatches)
    .where(dispatches.c.id == bindparam("dispatch"))
    .values(
        reached=bindparam("reached_"), passes=bindparam("passes_"), next_at=bindparam("next_at_")
    )
)


# What is known of it

# Over, though no slot has come since: then the tick ends it.
PAUSE_IS_OVER = and_(IS_PAUSED, subscriptions.c.until <= bindparam("now"))
WISHES = (
    select(subscriptions.c.platform, subscriptions.c.topics, subscriptions.c.language, func.count())
    .where(IS_BREAKING, or_(subscriptions.c.state == "active", PAUSE_IS_OVER))
    .group_by(subscriptions.c.platform, subscriptions.c.topics, subscriptions.c.language)
)
# Through all deliveries, once: no index of so many is worth the few corrections there are.
STANDING = (
    select(deliveries.c.lane, func.count())
    .where(
        IS_NEWS,
        deliveries.c.edition.in_(
            select(edition_stories.c.edition).where(edition_stories.c.story == bindparam("story"))
        ),
    )
    .where(may_stand(deliveries.c.state))
    .group_by(deliveries.c.lane)
)
LEFT = (
    select(*DISPATCH, deliveries.c.lane, func.count())
    .join_from(deliveries, dispatches, dispatches.c.id == deliveries.c.dispatch)
    .where(IS_OPEN, IS_DISPATCHED)
    .group_by(*DISPATCH, deliveries.c.lane)
    .order_by(dispatches.c.id, deliveries.c.lane)
)

# The stories of an edition as readers see them now, or saw them last.
CURRENT = (
    select(*REVISION)
    .join_from(edition_stories, stories, stories.c.id == edition_stories.c.story)
    .join(
        revisions,
        and_(revisions.c.story == stories.c.id, revisions.c.number == stories.c.shown),
    )
    .where(edition_stories.c.edition == bindparam("edition"))
    .order_by(edition_stories.c.place)
)
