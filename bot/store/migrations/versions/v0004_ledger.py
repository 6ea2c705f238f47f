"""Subscriptions, and the ledger of every message that was or is to be sent because of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _subscriptions()
    _editions()
    _deliveries()
    op.create_table(
        "lanes",
        sa.Column("name", WORDS, primary_key=True),
        sa.Column("pushes", sa.BigInteger, nullable=False),
        sa.Column("answers", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", WORDS, primary_key=True),
        sa.Column("owner", WORDS, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )


def _subscriptions() -> None:
    op.create_table(
        "slots",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("zone", WORDS, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("weekdays", sa.Integer, nullable=False),
        sa.Column("next_due", sa.BigInteger, nullable=False),
        sa.Column("next_day", sa.Integer, nullable=False),
        sa.Column("planned_to", sa.BigInteger, nullable=False),
        sa.Column("begun_at", sa.BigInteger),
        sa.UniqueConstraint("zone", "minute", "weekdays"),
    )
    op.create_index("slots_by_due", "slots", ["next_due", "id"])
    op.create_table(
        "subscriptions",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("thread", WORDS, nullable=False),
        sa.Column("slot", COUNTED, sa.ForeignKey("slots.id"), nullable=False),
        sa.Column("topics", WORDS, nullable=False),
        sa.Column("language", WORDS),
        sa.Column("spoken", WORDS),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("silent", sa.SmallInteger, nullable=False),
        sa.Column("by_platform", WORDS, nullable=False),
        sa.Column("by_person", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("retry", sa.BigInteger),
        sa.UniqueConstraint("platform", "chat", "thread"),
    )
    asked = ["slot", "id", "state", "first", "until", "retry", "platform", "chat"]
    op.create_index("subscriptions_by_slot", "subscriptions", asked)
    _index("subscriptions_paused", ["slot", "until"], "state = 'paused'", "subscriptions")
    _index("subscriptions_suspended", ["slot", "retry"], "state = 'suspended'", "subscriptions")


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("more", sa.Integer, nullable=False),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "edition_stories",
        sa.Column("edition", COUNTED, sa.ForeignKey("editions.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("revision", COUNTED, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("story", COUNTED, nullable=False),
        sa.PrimaryKeyConstraint("edition", "place"),
    )
    op.create_index("edition_stories_by_story", "edition_stories", ["story", "edition"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("subscription", COUNTED, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("lane", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("rank", sa.BigInteger, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("owner", WORDS),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("begun_at", sa.BigInteger),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("edition", COUNTED),
        sa.Column("parts", sa.Integer),
        sa.Column("late", sa.SmallInteger, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=False),
        sa.Column("recorded_at", sa.BigInteger),
    )
    op.create_index("deliveries_once", "deliveries", ["subscription", "day", "part"], unique=True)
    due = ["lane", "due_at", "id"]
    _index("deliveries_due", due, "state = 'open' AND part = 0", "deliveries")
    _index("deliveries_further", due, "state = 'open' AND part > 0", "deliveries")
    _index("deliveries_by_end", ["lane", "expires_at"], "state = 'open'", "deliveries")


def _index(name: str, columns: list[str], where: str, table: str) -> None:
    """Make an index of the few rows that *where* lets in."""
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )
