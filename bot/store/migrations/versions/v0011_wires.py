"""What is taken in by itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "wires",
        sa.Column("name", WORDS, primary_key=True),
        sa.Column("etag", WORDS, nullable=False, server_default=""),
        sa.Column("modified", WORDS, nullable=False, server_default=""),
        sa.Column("read_at", sa.BigInteger),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("came_at", sa.BigInteger),
        sa.Column("came", sa.Integer, nullable=False, server_default="0"),
        sa.Column("waiting", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failing_since", sa.BigInteger),
        sa.Column("reason", WORDS, nullable=False, server_default=""),
        sa.Column("told_at", sa.BigInteger),
        sa.Column("reader", WORDS, nullable=False, server_default=""),
    )
    op.create_table(
        "wire_items",
        sa.Column("wire", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.PrimaryKeyConstraint("wire", "key"),
    )
