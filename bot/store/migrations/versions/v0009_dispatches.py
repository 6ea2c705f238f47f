"""What is sent out at once, beside the daily briefings, and what is set right where it stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, the columns and their indexes."""
    op.create_table(
        "dispatches",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("note", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_platform", WORDS, nullable=False),
        sa.Column("by_person", WORDS, nullable=False),
        sa.Column("reached", sa.BigInteger, nullable=False),
        sa.Column("passes", sa.SmallInteger, nullable=False),
        sa.Column("next_at", sa.BigInteger),
    )
    op.create_index("dispatches_by_story", "dispatches", ["story", "id"])
    op.create_index("dispatches_by_time", "dispatches", ["at"])
    _index("dispatches_breaking_once", ["story"], "kind = 'breaking'", "dispatches", unique=True)
    _add("subscriptions", sa.Column("breaking", sa.SmallInteger, server_default="0"))
    _index("subscriptions_breaking", ["id"], "breaking = 1", "subscriptions")
    _add("deliveries", sa.Column("dispatch", sa.Integer, server_default="0"))
    _add("deliveries", sa.Column("amends", sa.BigInteger, server_default="0"))
    op.add_column("deliveries", sa.Column("digest", sa.BigInteger))
    op.drop_index("deliveries_once", "deliveries")
    _index("deliveries_once", ["subscription", "day", "part"], "dispatch = 0", unique=True)
    once = ["subscription", "dispatch", "amends", "part"]
    _index("deliveries_dispatched_once", once, "dispatch > 0", unique=True)
    op.drop_index("deliveries_due", "deliveries")
    due = ["lane", "due_at", "id"]
    _index("deliveries_due", due, "state = 'open' AND amends = 0 AND part = 0")
    _index("deliveries_amending", due, "state = 'open' AND amends > 0")
    chat = ["lane", "chat", "rank", "id"]
    _index("deliveries_dispatched", chat, "state = 'open' AND dispatch > 0")


def _add(table: str, column: sa.Column[int]) -> None:
    """Add a column in which something always stands."""
    column.nullable = False
    op.add_column(table, column)


def _index(
    name: str, columns: list[str], where: str, table: str = "deliveries", *, unique: bool = False
) -> None:
    """Make an index of the rows that *where* lets in."""
    few = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=few, postgresql_where=few)
