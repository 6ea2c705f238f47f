"""The tables, as both engines have them.

Moments are microseconds since 1970 in UTC, and text sorts by the numbers of its characters, so
that both compare alike everywhere.
A change here needs a migration beside it; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
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
    and_,
    literal_column,
)

HEAD = "0014"
"""The newest schema; Alembic says the same, and a test holds the two together."""

metadata = MetaData()

# SQLite counts by itself only in a column of exactly this type.
Counted = BigInteger().with_variant(Integer, "sqlite")

# As SQLite sorts; and no index goes wrong when a system learns to sort anew.
Words = Text().with_variant(Text(collation="C"), "postgresql")

stories = Table(
    "stories",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("slug", Words, nullable=False, unique=True),
    Column("key", Words, unique=True),
    Column("url", Words),  # of the newest revision
    Column("state", Words, nullable=False),
    Column("newest", Integer, nullable=False),  # number of a revision, as are the next two
    Column("shown", Integer),
    Column("loaded", Integer),
    Column("published_at", BigInteger),
    Column("discarded", Integer),  # the revisions up to this number were set aside unpublished
    CheckConstraint("state IN ('draft', 'published', 'retracted')", name="stories_state"),
)

# An address may be longer than what fits into a sorted index of PostgreSQL.
Index("ix_stories_url", stories.c.url, postgresql_using="hash")

# Readers go through the published stories by age alone, whatever else is kept.
IS_PUBLISHED = stories.c.state == literal_column("'published'")
Index(
    "stories_by_age",
    stories.c.published_at,
    stories.c.id,
    sqlite_where=IS_PUBLISHED,
    postgresql_where=IS_PUBLISHED,
)

# Of all stories these are few: drafts, and what was changed, set aside or retracted since.
IS_UNSEEN: ColumnElement[bool] = literal_column("(state <> 'published' OR shown <> newest)")
Index("stories_unseen", stories.c.id, sqlite_where=IS_UNSEEN, postgresql_where=IS_UNSEEN)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
    Column("saved_by", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("shown_at", BigInteger),
    Column("digest", Words, nullable=False),
    Column("content", Words, nullable=False),
    UniqueConstraint("story", "number"),
)
Index("revisions_by_showing", revisions.c.shown_at, revisions.c.story)

# Published stories only, with their age beside them: one walk of the index gives the newest.
topics = Table(
    "topics",
    metadata,
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("folded", Words, nullable=False),
    Column("label", Words, nullable=False),
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
    Column("text", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("chat_platform", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("state", Words, nullable=False, server_default="open"),
    Column("language", Words),
    Column("answer", Words),
    Column("by_platform", Words),
    Column("by_person", Words),
    Column("closed_at", BigInteger),
    Column("told_at", BigInteger),
    ForeignKeyConstraint(["story", "revision"], [revisions.c.story, revisions.c.number]),
)
Index("reports_by_state", reports.c.state, reports.c.id)
Index("reports_by_reader", reports.c.platform, reports.c.person, reports.c.state)

# Whose reader is still to be told of it; these are few, and asked for again and again.
IS_UNTOLD = and_(reports.c.state != literal_column("'open'"), reports.c.told_at.is_(None))
Index(
    "reports_untold",
    reports.c.chat_platform,
    reports.c.id,
    sqlite_where=IS_UNTOLD,
    postgresql_where=IS_UNTOLD,
)

languages = Table(
    "languages",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("language", Words, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# What a platform may say twice: its own numbers of what was answered, forgotten after a while.
answered = Table(
    "answered",
    metadata,
    Column("platform", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "key"),
)
Index("answered_by_age", answered.c.at)

# How each running copy of the program stands. A killed one leaves its rows, which grow old.
standings = Table(
    "standings",
    metadata,
    Column("copy", Words, nullable=False),
    Column("part", Words, nullable=False),
    Column("condition", Words, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("reason", Words, nullable=False),
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
