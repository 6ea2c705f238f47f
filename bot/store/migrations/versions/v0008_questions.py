"""What somebody was asked, and the story they write step by step."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "questions",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("thread", WORDS, nullable=False),
        sa.Column("asked", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person", "chat", "thread"),
    )
    op.create_table(
        "sketches",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
