"""How the parts of each running copy stand, for `status`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "standings",
        sa.Column("copy", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("condition", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("copy", "part"),
    )
