"""The tables of what editors have in hand, as both engines have them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
)

from bot.store.tables import Counted, Words, metadata, stories

# Revisions that are to be published at a time; one of a story at the most.
releases = Table(
    "releases",
    metadata,
    Column("story", Counted, ForeignKey(stories.c.id), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("zone", Words, nullable=False),
    Column("breaking", SmallInteger, nullable=False),
    Column("by_platform", Words, nullable=False),
    Column("by_person", Words, nullable=False),
    Column("chat_platform", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("thread", Words, nullable=False),
)
Index("releases_by_time", releases.c.at)

# Which revision of a story an editor has seen last: what they write next is meant for that one.
handed = Table(
    "handed",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    PrimaryKeyConstraint("platform", "person", "story"),
)

# What an editor wrote while somebody else changed the same story.
held = Table(
    "held",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    Column("base", Integer),
    Column("content", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
)

# What somebody was asked last in a place, and has not answered yet.
questions = Table(
    "questions",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("asked", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "person", "chat", "thread"),
)

# A story that somebody writes step by step; one of a person at the most.
sketches = Table(
    "sketches",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)
