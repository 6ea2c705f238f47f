"""Every statement about what is taken in by itself, each with its reason."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.tables import revisions, stories
from bot.store.wire_tables import wire_items, wires
from bot.wires import PLATFORM

# How sources stand

# What a `Wire` is read from, in the order of `wires.wire_of`.
WIRE = (
    wires.c.name,
    wires.c.etag,
    wires.c.modified,
    wires.c.read_at,
    wires.c.next_at,
    wires.c.came_at,
    wires.c.came,
    wires.c.waiting,
    wires.c.failures,
    wires.c.failing_since,
    wires.c.reason,
    wires.c.told_at,
)
WIRES = select(*WIRE).order_by(wires.c.name)

# One that is known keeps its schedule, however often the program is started.
ENROL = insert(wires).on_conflict_do_nothing()

# Chosen and taken in one statement: two copies that look at once take two sources.
_due = (
    select(wires.c.name)
    .where(
        wires.c.name.in_(bindparam("names", expanding=True)), wires.c.next_at <= bindparam("now")
    )
    .order_by(wires.c.next_at, wires.c.name)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
CLAIM = (
    update(wires)
    .where(wires.c.name == _due)
    .values(next_at=bindparam("until"), reader=bindparam("by"))
    .returning(*WIRE)
)

# Until the end of the transaction nobody else gets the source: who is slow, and has lost it, must
# not put what was said first over what was said since.
HOLD = (
    select(wires.c.name)
    .where(wires.c.name == bindparam("name"), wires.c.reader == bindparam("reader"))
    .with_for_update(read=True)
)

# Fenced by the reader: whose lease ran out has nothing to say any more.
SETTLE = (
    update(wires)
    .where(wires.c.name == bindparam("name_"), wires.c.reader == bindparam("reader_"))
    .values(
        reader="",
        **{
            column.name: bindparam(f"{column.name}_")
            for column in WIRE
            if column is not wires.c.name
        },
    )
    .returning(wires.c.name)
)


# What they said

ITEM = (
    select(stories.c.slug, wire_items.c.digest)
    .join(stories, stories.c.id == wire_items.c.story)
    .where(wire_items.c.wire == bindparam("wire"), wire_items.c.key == bindparam("key"))
)
# Of two who hear of a story for the first time at once, the second one fails, and looks again.
ADD_ITEM = insert(wire_items)
SET_ITEM = (
    update(wire_items)
    .where(wire_items.c.wire == bindparam("wire_"), wire_items.c.key == bindparam("key_"))
    .values(digest=bindparam("digest_"), story=bindparam("story_"))
)

# What a source said last of a story; where somebody else had said just that, what was said last.
SAID = (
    select(revisions.c.content)
    .join(stories, stories.c.id == revisions.c.story)
    .where(stories.c.slug == bindparam("slug"))
    .order_by(
        case((revisions.c.saved_by == bindparam("by"), 0), else_=1), revisions.c.number.desc()
    )
    .limit(1)
)

# The key of the place it came from is surer than an address, which two stories may share.
SLUG_OF_KEY = (
    select(stories.c.slug)
    .where(or_(stories.c.key == bindparam("key"), stories.c.url == bindparam("key")))
    .order_by(case((stories.c.key == bindparam("key"), 0), else_=1), stories.c.id)
    .limit(1)
)

# The stories of a source that it does not say under these keys, the newest first.
_beside = select(wire_items.c.story).where(
    wire_items.c.wire == bindparam("wire"),
    wire_items.c.key.in_(bindparam("beside", expanding=True)),
)
OTHERS = (
    select(stories.c.slug, revisions.c.content)
    .join(
        revisions, and_(revisions.c.story == stories.c.id, revisions.c.number == stories.c.newest)
    )
    .where(
        stories.c.id.in_(select(wire_items.c.story).where(wire_items.c.wire == bindparam("wire"))),
        stories.c.id.not_in(_beside),
    )
    .order_by(stories.c.id.desc())
    .limit(bindparam("limit"))
)

# What readers see and all that came since, if none but sources said it: only then may one more
# source have the last word. A story that somebody set aside or took back is an editor's too.
_by_source = func.substr(revisions.c.saved_by, 1, len(PLATFORM) + 1) == f"{PLATFORM}:"
IS_AN_EDITORS = select(stories.c.id).where(
    stories.c.id == bindparam("story"),
    or_(
        stories.c.state == literal_column("'retracted'"),
        stories.c.discarded.is_not(None),
        select(revisions.c.id)
        .where(
            revisions.c.story == stories.c.id,
            revisions.c.number >= func.coalesce(stories.c.shown, 1),
            ~_by_source,
        )
        .exists(),
    ),
)
