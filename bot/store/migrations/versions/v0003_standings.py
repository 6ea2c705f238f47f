"""How the parts of each running copy stand, for `status`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "standings",
        sa.Column("copy", WORDS, nullable=False),
        sa.Column("part", WORDS, nullable=False),
        sa.Column("condition", WORDS, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("copy", "part"),
    )
