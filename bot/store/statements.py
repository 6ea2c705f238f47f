"""Every statement both engines share, each with its reason.

The few that differ stand with their engine.
"""

from __future__ import annotations

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.store.tables import (
    IS_PUBLISHED,
    revisions,
    sight,
    stories,
    topics,
)

# Through the revisions of a story in their order, of which the first is the one as a rule.
_earlier = revisions.alias("earlier")
_is_retold = (
    select(_earlier.c.id)
    .where(_earlier.c.story == revisions.c.story, _earlier.c.shown_at < revisions.c.shown_at)
    .correlate(revisions)
    .exists()
)

# What a `Revision` is read from, in the order of `rows.revision_of`.
REVISION = (
    stories.c.id,
    revisions.c.number,
    stories.c.state,
    revisions.c.saved_at,
    revisions.c.saved_by,
    revisions.c.note,
    revisions.c.shown_at,
    _is_retold,
    stories.c.published_at,
    revisions.c.content,
)
AGE = (stories.c.published_at, stories.c.id)
NEWEST_FIRST = tuple(column.desc() for column in AGE)

_every = select(*REVISION).join_from(stories, revisions, revisions.c.story == stories.c.id)
_newest = _every.where(revisions.c.number == stories.c.newest)
_last_shown = _every.where(revisions.c.number == stories.c.shown)
PUBLISHED = _last_shown.where(IS_PUBLISHED)
_retracted = _last_shown.where(stories.c.state == literal_column("'retracted'"))

BY_ID = stories.c.id == bindparam("story")
BY_SLUG = stories.c.slug == bindparam("story")


# Finding

FIND = _newest.where(BY_SLUG)
FIND_BY_ID = _newest.where(BY_ID)

# The key of the place it came from is surer than an address, which two stories may share.
FIND_KEY = (
    _newest.where(or_(stories.c.key == bindparam("key"), stories.c.url == bindparam("key")))
    .order_by(case((stories.c.key == bindparam("key"), 0), else_=1), stories.c.id)
    .limit(1)
)

REVISIONS = _every.where(BY_SLUG).order_by(revisions.c.number)

_shown_to_readers = (
    _every.where(BY_SLUG, revisions.c.shown_at.is_not(None))
    .order_by(revisions.c.number.desc())
    .limit(bindparam("limit"))
)
SHOWN = _shown_to_readers
SHOWN_UNTIL = _shown_to_readers.where(revisions.c.number <= bindparam("until"))

# One that was passed over may be shown after all, behind those of higher numbers.
_turn = (revisions.c.shown_at, revisions.c.number)
_last = revisions.alias("last")
_until = (
    select(_last.c.shown_at, _last.c.number)
    .where(_last.c.story == stories.c.id, _last.c.number == bindparam("until"))
    .correlate(stories)
    .scalar_subquery()
)
IN_TURN = (
    _every.where(BY_SLUG, revisions.c.shown_at.is_not(None))
    .order_by(*(column.desc() for column in _turn))
    .limit(bindparam("limit"))
)
IN_TURN_UNTIL = IN_TURN.where(tuple_(*_turn) <= _until)

PUBLISHED_BY_ID = PUBLISHED.where(BY_ID)
PUBLISHED_BY_SLUG = PUBLISHED.where(BY_SLUG)
RETRACTED_BY_ID = _retracted.where(BY_ID)
RETRACTED_BY_SLUG = _retracted.where(BY_SLUG)
RETRACTIONS = _retracted.order_by(*NEWEST_FIRST).limit(bindparam("limit"))

LATEST = PUBLISHED.order_by(*NEWEST_FIRST).limit(bindparam("limit")).offset(bindparam("skip"))

# The page is cut in the topic's own index before any story is read.
_page = (
    select(topics.c.story)
    .where(topics.c.folded == bindparam("topic"))
    .order_by(topics.c.published_at.desc(), topics.c.story.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
    .subquery()
)
LATEST_OF_TOPIC = PUBLISHED.join(_page, _page.c.story == stories.c.id).order_by(*NEWEST_FIRST)

# What readers were first shown in a span of time, whatever the age that a story says it has.
_shown_then = revisions.alias("then")
_shown_before = revisions.alias("before")
NEWS = (
    PUBLISHED.where(
        stories.c.id.in_(
            select(_shown_then.c.story).where(
                _shown_then.c.shown_at > bindparam("since"),
                _shown_then.c.shown_at <= bindparam("until"),
            )
        )
    )
    .where(
        ~select(_shown_before.c.id)
        .where(
            _shown_before.c.story == stories.c.id, _shown_before.c.shown_at <= bindparam("since")
        )
        .exists()
    )
    .order_by(*NEWEST_FIRST)
    .limit(bindparam("limit"))
)

# Of labels that differ in capital letters only, the one with the most of them stands for all.
TOPICS = (
    select(func.min(topics.c.label), func.count())
    .group_by(topics.c.folded)
    .order_by(func.count().desc(), topics.c.folded)
)

_other = stories.alias("other")
_other_age = tuple_(_other.c.published_at, _other.c.id)


def _next(*, newer: bool) -> Select[tuple[int]]:
    """Step once along the index by age."""
    age = tuple_(*AGE)
    columns = (_other.c.published_at, _other.c.id)
    return (
        select(_other.c.id)
        .where(_other.c.state == literal_column("'published'"))
        .where(_other_age > age if newer else _other_age < age)
        .order_by(*(column.asc() if newer else column.desc() for column in columns))
        .limit(1)
        .correlate(stories)
    )


NEIGHBOURS = select(
    _next(newer=True).scalar_subquery(), _next(newer=False).scalar_subquery()
).where(BY_ID, IS_PUBLISHED)


# Saving. All of it happens while the stories are held, so that what was looked up still holds.

_latest_digest = revisions.alias("latest")
_loaded_digest = revisions.alias("file")

# How things stand with the stories of a batch.
LOOK_UP = (
    select(
        stories.c.slug,
        stories.c.id,
        stories.c.state,
        stories.c.newest,
        stories.c.shown,
        stories.c.loaded,
        stories.c.published_at,
        _latest_digest.c.digest,
        _loaded_digest.c.digest,
    )
    .join(
        _latest_digest,
        and_(_latest_digest.c.story == stories.c.id, _latest_digest.c.number == stories.c.newest),
    )
    .outerjoin(
        _loaded_digest,
        and_(_loaded_digest.c.story == stories.c.id, _loaded_digest.c.number == stories.c.loaded),
    )
    .where(stories.c.slug.in_(bindparam("slugs", expanding=True)))
)

# The numbers that the database gave to new stories.
IDS = select(stories.c.slug, stories.c.id).where(
    stories.c.slug.in_(bindparam("slugs", expanding=True))
)
OWNER_OF_KEY = select(stories.c.slug).where(stories.c.key == bindparam("key"))
REVISION_OF = _every.where(BY_SLUG, revisions.c.number == bindparam("number"))

ADD_STORY = insert(stories)
ADD_REVISION = insert(revisions)
ADD_TOPIC = insert(topics)
DROP_TOPICS = delete(topics).where(topics.c.story == bindparam("id_"))

_this_story = stories.c.id == bindparam("id_")
SET_NEWEST = (
    update(stories).where(_this_story).values(newest=bindparam("newest_"), url=bindparam("url_"))
)
SET_LOADED = update(stories).where(_this_story).values(loaded=bindparam("loaded_"))

# The first publishing sets the age, which later ones keep.
SET_SHOWN = (
    update(stories)
    .where(_this_story)
    .values(
        state="published",
        shown=bindparam("number_"),
        published_at=func.coalesce(stories.c.published_at, bindparam("published_at_")),
    )
)
STAMP_SHOWN = (
    update(revisions)
    .where(revisions.c.story == bindparam("id_"), revisions.c.number == bindparam("number_"))
    .values(shown_at=func.coalesce(revisions.c.shown_at, bindparam("at_")))
)
SET_RETRACTED = update(stories).where(_this_story).values(state="retracted")

TURN_SIGHT = update(sight).values(version=sight.c.version + 1)
