"""Every statement about editions, each with its reason."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    bindparam,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from bot.revision import State
from bot.store.ledger_tables import deliveries, edition_stories, editions
from bot.store.listed import listed
from bot.store.statements import REVISION
from bot.store.tables import revisions, stories

EDITION_BY_KEY = select(editions.c.id, editions.c.more).where(editions.c.key == bindparam("key"))
EDITION = select(editions.c.id, editions.c.more).where(editions.c.id == bindparam("edition"))

# Published, whatever became of the story since: so they were when the edition was composed.
_shown: list[ColumnElement[Any]] = [
    literal_column(f"'{State.PUBLISHED}'").label("state") if column is stories.c.state else column
    for column in REVISION
]
STORIES = (
    select(*_shown)
    .join_from(edition_stories, revisions, revisions.c.id == edition_stories.c.revision)
    .join(stories, stories.c.id == edition_stories.c.story)
    .where(edition_stories.c.edition == bindparam("edition"))
    .order_by(edition_stories.c.place)
)

# Of several that compose the same at once, the first one is heard.
ADD_EDITION = insert(editions).on_conflict_do_nothing().returning(editions.c.id)
_chosen = listed("chosen", place=Integer, story=BigInteger, number=Integer)
ADD_STORIES = insert(edition_stories).from_select(
    ["edition", "place", "revision", "story"],
    select(bindparam("edition", type_=BigInteger), _chosen.c.place, revisions.c.id, _chosen.c.story)
    .join_from(_chosen, revisions, revisions.c.story == _chosen.c.story)
    .where(revisions.c.number == _chosen.c.number),
)

_further = listed("further", id=BigInteger, part=Integer)
# The other parts are as the first, and wait for it as a chat's later deliveries do.
ADD_PARTS = (
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
            "edition",
            "parts",
            "late",
            "reason",
            "message",
        ],
        select(
            deliveries.c.subscription,
            deliveries.c.day,
            _further.c.part,
            deliveries.c.lane,
            deliveries.c.chat,
            deliveries.c.due,
            deliveries.c.due + _further.c.part,
            deliveries.c.state,
            deliveries.c.due,
            deliveries.c.expires_at,
            literal(0),
            literal(0),
            deliveries.c.edition,
            deliveries.c.parts,
            deliveries.c.late,
            literal(""),
            literal(""),
        ).join_from(_further, deliveries, deliveries.c.id == _further.c.id),
    )
    .on_conflict_do_nothing()
)
