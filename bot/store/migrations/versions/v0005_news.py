"""Find what readers were first shown in a span of time."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index."""
    op.create_index("revisions_by_showing", "revisions", ["shown_at", "story"])
