"""The tables of who may do what, and of what they did, as both engines have them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table

from bot.store.tables import Counted, Words, metadata

staff = Table(
    "staff",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("by_platform", Words, nullable=False),
    Column("by_person", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# Accounts of the same *human* are one person's.
links = Table(
    "links",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("human", Words, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)
Index("links_by_human", links.c.human)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code", Words, primary_key=True),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("until", BigInteger, nullable=False),
)

# Only ever added to. *story* is its number in the store, *revision* its number in the story.
acts = Table(
    "acts",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("chat_platform", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("deed", Words, nullable=False),
    Column("story", Counted),
    Column("revision", Integer),
    Column("detail", Words, nullable=False),
)
Index("acts_by_story", acts.c.story, acts.c.id)
