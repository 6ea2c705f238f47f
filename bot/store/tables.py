"""The tables, as both engines have them.

Moments are microseconds since 1970 in UTC, so that they sort and compare alike everywhere.
A change here needs a migration beside it; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

HEAD = "0003"
"""The newest schema; Alembic says the same, and a test holds the two together."""

metadata = MetaData()

# SQLite counts by itself only in a column of exactly this type.
Counted = BigInteger().with_variant(Integer, "sqlite")

stories = Table(
    "stories",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("key", Text, unique=True),
    Column("url", Text, index=True),  # of the newest revision
    Column("state", Text, nullable=False),
    Column("newest", Integer, nullable=False),  # number of a revision, as are the next two
    Column("shown", Integer),
    Column("loaded", Integer),
    Column("published_at", BigInteger),
    CheckConstraint("state IN ('draft', 'published', 'retracted')", name="stories_state"),
)

# Readers go through the published stories by age alone, whatever else is kept.
IS_PUBLISHED = stories.c.state == literal_column("'published'")
Index(
    "stories_by_age",
    stories.c.published_at,
    stories.c.id,
    sqlite_where=IS_PUBLISHED,
    postgresql_where=IS_PUBLISHED,
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("shown_at", BigInteger),
    Column("digest", Text, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("story", "number"),
)

# Published stories only, with their age beside them: one walk of the index gives the newest.
topics = Table(
    "topics",
    metadata,
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("folded", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("story", "folded"),
)
Index("topics_by_age", topics.c.folded, topics.c.published_at, topics.c.story, topics.c.label)

reports = Table(
    "reports",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("story", Counted, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("fact", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("chat_platform", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    ForeignKeyConstraint(["story", "revision"], [revisions.c.story, revisions.c.number]),
)

languages = Table(
    "languages",
    metadata,
    Column("platform", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("language", Text, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# What a platform may say twice: its own numbers of what was answered, forgotten after a while.
answered = Table(
    "answered",
    metadata,
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "key"),
)
Index("answered_by_age", answered.c.at)

# How each running copy of the program stands. A killed one leaves its rows, which grow old.
standings = Table(
    "standings",
    metadata,
    Column("copy", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("seen", BigInteger, nullable=False),
    PrimaryKeyConstraint("copy", "part"),
)

# One row. Whatever changes what readers see adds one to it in the same transaction.
sight = Table(
    "sight",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", BigInteger, nullable=False),
)

# Alembic's own table, so that a fresh database can be stamped without waking Alembic.
alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
