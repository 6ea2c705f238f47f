"""The table of what is sent out at once, beside the daily briefings, as both engines have it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table

from bot.store.tables import Counted, Words, metadata, stories

# Breaking news, or a correction of what was already posted. *reached* is how far its deliveries
# are written: the number of the last subscription or delivery that was served.
dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by_platform", Words, nullable=False),
    Column("by_person", Words, nullable=False),
    Column("reached", BigInteger, nullable=False),
    Column("planned", SmallInteger, nullable=False),
)
Index("dispatches_by_story", dispatches.c.story, dispatches.c.id)
