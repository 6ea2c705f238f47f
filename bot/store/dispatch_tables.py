"""The table of what is sent out at once, beside the daily briefings, as both engines have it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    literal_column,
)

from bot.store.tables import Counted, Words, metadata, stories

# Its deliveries are written in pieces: *reached* is the last subscription that was served, *passes*
# how often all of them were gone through, and *next_at* when that goes on; null once it is over.
dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by_platform", Words, nullable=False),
    Column("by_person", Words, nullable=False),
    Column("reached", BigInteger, nullable=False),
    Column("passes", SmallInteger, nullable=False),
    Column("next_at", BigInteger),
)
Index("dispatches_by_story", dispatches.c.story, dispatches.c.id)
Index("dispatches_by_time", dispatches.c.at)
IS_BREAKING_NEWS = dispatches.c.kind == literal_column("'breaking'")
# A story is breaking news once.
Index(
    "dispatches_breaking_once",
    dispatches.c.story,
    unique=True,
    sqlite_where=IS_BREAKING_NEWS,
    postgresql_where=IS_BREAKING_NEWS,
)
