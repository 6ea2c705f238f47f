"""The tables of who may do what, and of what they did, as both engines have them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table

from bot.store.tables import Counted, Words, metadata

# Whose role was taken away stays, as a reader: a door may still have to hide commands from them.
staff = Table(
    "staff",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("role", Words, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# Accounts of the same *human* are one person's. One that was unlinked stays, alone, as above.
links = Table(
    "links",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("human", Words, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)
Index("links_by_human", links.c.human)

# One for each account: a newer code takes the place of the older.
link_codes = Table(
    "link_codes",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("code", Words, nullable=False, unique=True),
    Column("until", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# How many codes an account has typed since a moment, so that none is found by trying.
link_tries = Table(
    "link_tries",
    metadata,
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
    PrimaryKeyConstraint("platform", "person"),
)

# Who is still to be told that their code was used, and by whom.
link_notices = Table(
    "link_notices",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("other_platform", Words, nullable=False),
    Column("other_person", Words, nullable=False),
)
Index("link_notices_by_platform", link_notices.c.platform, link_notices.c.id)

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
