"""The table of the predictions that readers see, as both engines have it."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from bot.store.tables import Counted, Words, metadata, stories

# Of published stories only, and only those that name their forecaster: the record is theirs.
forecasts = Table(
    "forecasts",
    metadata,
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("folded", Words, nullable=False),
    Column("label", Words, nullable=False),
    Column("probability", Float(53)),
    Column("outcome", Words),
    PrimaryKeyConstraint("story", "place"),
)
Index(
    "forecasts_by_forecaster",
    forecasts.c.folded,
    forecasts.c.outcome,
    forecasts.c.probability,
    forecasts.c.label,
)
