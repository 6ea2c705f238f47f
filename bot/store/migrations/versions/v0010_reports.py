"""What became of readers' reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("reports", sa.Column("state", WORDS, nullable=False, server_default="open"))
    op.add_column("reports", sa.Column("language", WORDS))
    op.add_column("reports", sa.Column("answer", WORDS))
    op.add_column("reports", sa.Column("by_platform", WORDS))
    op.add_column("reports", sa.Column("by_person", WORDS))
    op.add_column("reports", sa.Column("closed_at", sa.BigInteger))
    op.add_column("reports", sa.Column("told_at", sa.BigInteger))
    op.create_index("reports_by_state", "reports", ["state", "id"])
    op.create_index("reports_by_reader", "reports", ["platform", "person", "state"])
