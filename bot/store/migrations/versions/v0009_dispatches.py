"""What is sent out at once, beside the daily briefings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dispatches",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_platform", WORDS, nullable=False),
        sa.Column("by_person", WORDS, nullable=False),
        sa.Column("reached", sa.BigInteger, nullable=False),
        sa.Column("planned", sa.SmallInteger, nullable=False),
    )
    op.create_index("dispatches_by_story", "dispatches", ["story", "id"])
