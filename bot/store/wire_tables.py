"""The tables of what is taken in by itself, as both engines have them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    PrimaryKeyConstraint,
    Table,
)

from bot.store.tables import Counted, Words, metadata, stories

# How each source stands that is read on a schedule. *failing_since* is when it broke, if it has,
# and *told_at* when the owners were told of that.
wires = Table(
    "wires",
    metadata,
    Column("name", Words, primary_key=True),
    Column("etag", Words, nullable=False),
    Column("modified", Words, nullable=False),
    Column("read_at", BigInteger),
    Column("next_at", BigInteger, nullable=False),
    Column("failing_since", BigInteger),
    Column("reason", Words, nullable=False),
    Column("told_at", BigInteger),
)

# What a source said last of each of its stories: what an editor changed since is not undone by
# hearing the same again.
wire_items = Table(
    "wire_items",
    metadata,
    Column("wire", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("story", Counted, ForeignKey(stories.c.id), nullable=False),
    PrimaryKeyConstraint("wire", "key"),
)
