"""The tables of the delivery ledger, as both engines have them.

Moments are microseconds since 1970 as in the others; a local date is its ordinal, as Python counts
the days. Nothing is ever deleted here, so that a delivery may name its subscription without a
foreign key: to look up the parent of each would take a third of the time of a fan-out.
"""

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
    UniqueConstraint,
    and_,
    literal_column,
)

from bot.store.tables import Counted, Words, metadata, revisions

# One row for each distinct time of day in a place: a million subscriptions are some 20,000.
# A slot with very many places is served in pieces: *planned_to* is the last subscription that the
# occurrence of *next_due* is planned for, and *begun_at* when that began.
slots = Table(
    "slots",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("zone", Words, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekdays", Integer, nullable=False),
    Column("next_due", BigInteger, nullable=False),
    Column("next_day", Integer, nullable=False),
    Column("planned_to", BigInteger, nullable=False),
    Column("begun_at", BigInteger),
    UniqueConstraint("zone", "minute", "weekdays"),
)
Index("slots_by_due", slots.c.next_due, slots.c.id)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("platform", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("slot", Counted, ForeignKey(slots.c.id), nullable=False),
    Column("topics", Words, nullable=False),
    Column("language", Words),
    Column("spoken", Words),
    Column("most", Integer, nullable=False),
    Column("silent", SmallInteger, nullable=False),
    Column("by_platform", Words, nullable=False),
    Column("by_person", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("reason", Words, nullable=False),
    Column("until", BigInteger),
    Column("first", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("retry", BigInteger),
    Column("breaking", SmallInteger, nullable=False, server_default="0"),
    UniqueConstraint("platform", "chat", "thread"),
)
# All that a tick asks of a place: its rows lie scattered, and a million of them are not read.
Index(
    "subscriptions_by_slot",
    subscriptions.c.slot,
    subscriptions.c.id,
    subscriptions.c.state,
    subscriptions.c.first,
    subscriptions.c.until,
    subscriptions.c.retry,
    subscriptions.c.platform,
    subscriptions.c.chat,
)
# The few that a tick must look at besides the active ones, to end a pause or count a try.
IS_PAUSED = subscriptions.c.state == literal_column("'paused'")
Index(
    "subscriptions_paused",
    subscriptions.c.slot,
    subscriptions.c.until,
    sqlite_where=IS_PAUSED,
    postgresql_where=IS_PAUSED,
)
IS_SUSPENDED = subscriptions.c.state == literal_column("'suspended'")
Index(
    "subscriptions_suspended",
    subscriptions.c.slot,
    subscriptions.c.retry,
    sqlite_where=IS_SUSPENDED,
    postgresql_where=IS_SUSPENDED,
)

IS_BREAKING = subscriptions.c.breaking == literal_column("1")
Index(
    "subscriptions_breaking",
    subscriptions.c.id,
    sqlite_where=IS_BREAKING,
    postgresql_where=IS_BREAKING,
)

editions = Table(
    "editions",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("key", Words, nullable=False),
    Column("more", Integer, nullable=False),
    UniqueConstraint("key"),
)

edition_stories = Table(
    "edition_stories",
    metadata,
    Column("edition", Counted, ForeignKey(editions.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("revision", Counted, ForeignKey(revisions.c.id), nullable=False),
    Column("story", Counted, nullable=False),
    PrimaryKeyConstraint("edition", "place"),
)
Index("edition_stories_by_story", edition_stories.c.story, edition_stories.c.edition)

# *due* is when the briefing was due and never changes; *due_at* is schedule and retry. *held_until*
# is the lease of who claimed it: in no index, and with room in each page PostgreSQL can change the
# row where it is, so that a claim touches no index at all; that was two fifths of what it costs.
# *rank* is what orders a chat: *due*, and the part. What is no briefing says of which *dispatch* it
# is, and the delivery whose message it *amends*; *digest* is of what stands in the message now.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("subscription", Counted, nullable=False),
    Column("day", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("lane", Words, nullable=False),
    Column("chat", Words, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("rank", BigInteger, nullable=False),
    Column("state", Words, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("owner", Words),
    Column("attempt", Integer, nullable=False),
    Column("begun_at", BigInteger),
    Column("unsure", Integer, nullable=False),
    Column("edition", Counted),
    Column("parts", Integer),
    Column("late", SmallInteger, nullable=False),
    Column("reason", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("recorded_at", BigInteger),
    Column("dispatch", Integer, nullable=False, server_default="0"),
    Column("amends", BigInteger, nullable=False, server_default="0"),
    Column("digest", BigInteger),
    Column("held_until", BigInteger, nullable=False, server_default="0"),
    postgresql_with={"fillfactor": 50},
)

# Written out, and not given as a value: only so do the engines know that the small indexes serve.
IS_OPEN = deliveries.c.state == literal_column("'open'")
IS_BRIEFING = deliveries.c.dispatch == literal_column("0")
IS_DISPATCHED = deliveries.c.dispatch > literal_column("0")
IS_AMENDING = deliveries.c.amends > literal_column("0")
IS_NEWS = deliveries.c.amends == literal_column("0")
IS_FIRST = and_(IS_NEWS, deliveries.c.part == literal_column("0"))
IS_FURTHER = deliveries.c.part > literal_column("0")
# Not twice: the same briefing, or the same of a dispatch.
for _name, _columns, _where in (
    ("deliveries_once", (deliveries.c.day,), IS_BRIEFING),
    ("deliveries_dispatched_once", (deliveries.c.dispatch, deliveries.c.amends), IS_DISPATCHED),
):
    Index(
        _name,
        deliveries.c.subscription,
        *_columns,
        deliveries.c.part,
        unique=True,
        sqlite_where=_where,
        postgresql_where=_where,
    )
_by_due = (deliveries.c.lane, deliveries.c.due_at, deliveries.c.id)
for _name, _where in (
    ("deliveries_due", IS_OPEN & IS_FIRST),
    ("deliveries_further", IS_OPEN & IS_FURTHER),
    ("deliveries_amending", IS_OPEN & IS_AMENDING),
):
    Index(_name, *_by_due, sqlite_where=_where, postgresql_where=_where)
Index(
    "deliveries_dispatched",
    deliveries.c.lane,
    deliveries.c.chat,
    deliveries.c.rank,
    deliveries.c.id,
    sqlite_where=IS_OPEN & IS_DISPATCHED,
    postgresql_where=IS_OPEN & IS_DISPATCHED,
)
Index(
    "deliveries_by_end",
    deliveries.c.lane,
    deliveries.c.expires_at,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)

# `pace.Taken` of each lane.
lanes = Table(
    "lanes",
    metadata,
    Column("name", Words, primary_key=True),
    Column("pushes", BigInteger, nullable=False),
    Column("answers", BigInteger, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Words, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("until", BigInteger, nullable=False),
)
