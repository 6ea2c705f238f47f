"""Drafts that are set aside, or published at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, the column and its index."""
    op.add_column("stories", sa.Column("discarded", sa.Integer))
    unseen = sa.text("(state <> 'published' OR shown <> newest)")
    op.create_index(
        "stories_unseen", "stories", ["id"], sqlite_where=unseen, postgresql_where=unseen
    )
    op.create_table(
        "releases",
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("zone", WORDS, nullable=False),
        sa.Column("breaking", sa.SmallInteger, nullable=False),
        sa.Column("by_platform", WORDS, nullable=False),
        sa.Column("by_person", WORDS, nullable=False),
        sa.Column("chat_platform", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("thread", WORDS, nullable=False),
    )
    op.create_index("releases_by_time", "releases", ["at"])
    op.create_table(
        "handed",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person", "story"),
    )
    op.create_table(
        "held",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("base", sa.Integer),
        sa.Column("content", WORDS, nullable=False),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
