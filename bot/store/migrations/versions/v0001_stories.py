"""Stories with their revisions, topics, search, and what readers left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEARCH_ON_SQLITE = """
CREATE VIRTUAL TABLE search USING fts5(
  headline, summary, facts, rest,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
  prefix = '1 2 3'
)
"""
SEARCH_ON_POSTGRESQL = (
    """
    CREATE TABLE search (
      story bigint PRIMARY KEY REFERENCES stories (id),
      published_at bigint NOT NULL,
      headline tsvector NOT NULL,
      whole tsvector NOT NULL
    )
    """,
    "CREATE INDEX search_by_headline ON search USING gin (headline)",
    "CREATE INDEX search_by_word ON search USING gin (whole)",
)


def upgrade() -> None:
    """Make every table."""
    _stories()
    _revisions()
    _topics()
    _reports()
    _languages()
    sight = op.create_table(
        "sight",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(sight, [{"id": 1, "version": 0}])
    if op.get_context().dialect.name == "sqlite":
        op.execute(SEARCH_ON_SQLITE)
        op.execute("INSERT INTO search(search, rank) VALUES ('rank', 'bm25(10.0, 5.0, 2.0, 1.0)')")
    else:
        for statement in SEARCH_ON_POSTGRESQL:
            op.execute(statement)


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("slug", WORDS, nullable=False, unique=True),
        sa.Column("key", WORDS, unique=True),
        sa.Column("url", WORDS),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("newest", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer),
        sa.Column("loaded", sa.Integer),
        sa.Column("published_at", sa.BigInteger),
        sa.CheckConstraint("state IN ('draft', 'published', 'retracted')", name="stories_state"),
    )
    op.create_index("ix_stories_url", "stories", ["url"], postgresql_using="hash")
    published = sa.text("state = 'published'")
    op.create_index(
        "stories_by_age",
        "stories",
        ["published_at", "id"],
        sqlite_where=published,
        postgresql_where=published,
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("saved_by", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=False),
        sa.Column("shown_at", sa.BigInteger),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.UniqueConstraint("story", "number"),
    )


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("label", WORDS, nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("story", "folded"),
    )
    op.create_index("topics_by_age", "topics", ["folded", "published_at", "story", "label"])


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("story", COUNTED, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("fact", sa.Integer, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("chat_platform", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("thread", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["story", "revision"], ["revisions.story", "revisions.number"]),
    )


def _languages() -> None:
    op.create_table(
        "languages",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
