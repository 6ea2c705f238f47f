"""The tables of what is taken in by itself, as both engines have them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
)

from bot.store.tables import Counted, Words, metadata, stories

# How each source stands that is read on a schedule. *next_at* is schedule and lease at once:
# whoever reads puts it off, and *reader* is who holds the lease.
wires = Table(
    "wires",
    metadata,
    Column("name", Words, primary_key=True),
    Column("etag", Words, nullable=False, server_default=""),
    Column("modified", Words, nullable=False, server_default=""),
    Column("read_at", BigInteger),
    Column("next_at", BigInteger, nullable=False),
    Column("came_at", BigInteger),
    Column("came", Integer, nullable=False, server_default="0"),
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("failing_since", BigInteger),
    Column("reason", Words, nullable=False, server_default=""),
    Column("told_at", BigInteger),
    Column("reader", Words, nullable=False, server_default=""),
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
