"""Until when whoever has claimed a delivery holds it, apart from when it is due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column, and leave PostgreSQL room to change rows where they are."""
    held_until = sa.Column("held_until", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("deliveries", held_until)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE deliveries SET (fillfactor = 50)")
