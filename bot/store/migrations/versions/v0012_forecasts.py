"""The predictions that readers see, by who made them."""

from __future__ import annotations

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
AT_ONCE = 500  # stories

SHOWN = sa.text(
    "SELECT s.id, r.content FROM stories AS s"
    " JOIN revisions AS r ON r.story = s.id AND r.number = s.shown"
    " WHERE s.state = 'published' AND s.id > :after ORDER BY s.id LIMIT :limit"
)


def upgrade() -> None:
    """Make the table, and fill it from the stories that are published."""
    forecasts = op.create_table(
        "forecasts",
        sa.Column("story", COUNTED, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("label", WORDS, nullable=False),
        sa.Column("probability", sa.Float(53)),
        sa.Column("outcome", WORDS),
        sa.PrimaryKeyConstraint("story", "place"),
    )
    op.create_index(
        "forecasts_by_forecaster", "forecasts", ["folded", "outcome", "probability", "label"]
    )
    connection, after = op.get_bind(), 0
    while found := connection.execute(SHOWN, {"after": after, "limit": AT_ONCE}).all():
        rows = [row for story, content in found for row in _rows(story, json.loads(content))]
        if rows:
            connection.execute(sa.insert(forecasts), rows)
        after = found[-1][0]


def _folded(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _rows(story: int, content: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    return [
        {
            "story": story,
            "place": place,
            "folded": _folded(str(said["forecaster"])),
            "label": said["forecaster"],
            "probability": said.get("probability"),
            "outcome": said.get("outcome"),
        }
        for place, said in enumerate(content.get("predictions", ()))
        if said.get("forecaster")
    ]
