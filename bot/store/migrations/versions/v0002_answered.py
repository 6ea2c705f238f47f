"""What was answered, so that a platform which says it twice is answered once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "answered",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("platform", "key"),
    )
    op.create_index("answered_by_age", "answered", ["at"])
