"""Which readers are still to be told what became of their reports, without looking at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the index."""
    untold = sa.text("state != 'open' AND told_at IS NULL")
    op.create_index(
        "reports_untold",
        "reports",
        ["chat_platform", "id"],
        sqlite_where=untold,
        postgresql_where=untold,
    )
