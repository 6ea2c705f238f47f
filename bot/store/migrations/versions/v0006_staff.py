"""Who may do what, and what they did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "staff",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
    _links()
    _acts()


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("human", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
    op.create_index("links_by_human", "links", ["human"])
    op.create_table(
        "link_codes",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("code", WORDS, nullable=False, unique=True),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
    op.create_table(
        "link_tries",
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
    op.create_table(
        "link_notices",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("other_platform", WORDS, nullable=False),
        sa.Column("other_person", WORDS, nullable=False),
    )
    op.create_index("link_notices_by_platform", "link_notices", ["platform", "id"])


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("chat_platform", WORDS, nullable=False),
        sa.Column("chat", WORDS, nullable=False),
        sa.Column("thread", WORDS, nullable=False),
        sa.Column("deed", WORDS, nullable=False),
        sa.Column("story", COUNTED),
        sa.Column("revision", sa.Integer),
        sa.Column("detail", WORDS, nullable=False),
    )
    op.create_index("acts_by_story", "acts", ["story", "id"])
