"""Every statement about drafts and releases, each with its reason."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statements import BY_ID, BY_SLUG, REVISION
from bot.store.tables import IS_UNSEEN, revisions, stories
from bot.store.workshop_tables import handed, held, releases

# What a `Manuscript` is read from, in the order of `workshop.manuscript_of`.
_is_aside = case((stories.c.discarded >= stories.c.newest, 1), else_=0)
RELEASE = (
    releases.c.number,
    releases.c.at,
    releases.c.zone,
    releases.c.breaking,
    releases.c.by_platform,
    releases.c.by_person,
    releases.c.chat_platform,
    releases.c.chat,
    releases.c.thread,
)
_manuscripts = (
    select(*REVISION, stories.c.shown, _is_aside, *RELEASE)
    .join_from(
        stories,
        revisions,
        and_(revisions.c.story == stories.c.id, revisions.c.number == stories.c.newest),
    )
    .outerjoin(releases, releases.c.story == stories.c.id)
)

MANUSCRIPT_BY_ID = _manuscripts.where(BY_ID)
MANUSCRIPT_BY_SLUG = _manuscripts.where(BY_SLUG)
REVISION_BY_ID = (
    select(*REVISION)
    .join_from(stories, revisions, revisions.c.story == stories.c.id)
    .where(BY_ID, revisions.c.number == bindparam("number"))
)

_last_saved_first = (revisions.c.saved_at.desc(), stories.c.id.desc())
UNSEEN = _manuscripts.where(IS_UNSEEN).order_by(*_last_saved_first).limit(bindparam("limit"))

# A retracted story waits for nothing, unless it was changed since.
_IS_DRAFT = (
    IS_UNSEEN,
    stories.c.newest > func.coalesce(stories.c.discarded, 0),
    stories.c.newest != func.coalesce(stories.c.shown, 0),
)
COUNT_DRAFTS = select(func.count()).select_from(stories).where(*_IS_DRAFT)
DRAFTS = (
    _manuscripts.where(*_IS_DRAFT)
    .order_by(*_last_saved_first)
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)

_this_story = stories.c.id == bindparam("id_")
SET_ASIDE = update(stories).where(_this_story).values(discarded=bindparam("number_"))

# What is saved again word for word is wanted again; what was saved since was never set aside.
TAKE_UP = (
    update(stories)
    .where(_this_story, stories.c.discarded >= bindparam("number_"))
    .values(discarded=None)
)

DROP_RELEASE = delete(releases).where(releases.c.story == bindparam("id_")).returning(*RELEASE)
ADD_RELEASE = insert(releases)

# Most stories that are shown have no plan, and hundreds are shown at once.
PLANNED = select(releases.c.story, releases.c.number).where(
    releases.c.story.in_(bindparam("stories", expanding=True))
)

DUE = (
    select(stories.c.slug)
    .join_from(releases, stories, releases.c.story == stories.c.id)
    .where(releases.c.at <= bindparam("now"))
    .order_by(releases.c.at, releases.c.story)
    .limit(bindparam("limit"))
)

# Of several who take it, the row is there for one.
TAKE_DUE = (
    delete(releases)
    .where(releases.c.story == bindparam("id_"), releases.c.at <= bindparam("now_"))
    .returning(*RELEASE)
)

_hand = insert(handed)
HAND = _hand.on_conflict_do_update(
    index_elements=["platform", "person", "story"], set_={"number": _hand.excluded["number"]}
)
HANDED = select(handed.c.number).where(
    handed.c.platform == bindparam("platform"),
    handed.c.person == bindparam("person"),
    handed.c.story == bindparam("story"),
)

HOLD = insert(held).returning(held.c.id)
HELD = select(
    held.c.story, held.c.base, held.c.content, held.c.platform, held.c.person, held.c.at
).where(held.c.id == bindparam("number"))
FORGET_HELD = delete(held).where(held.c.at < bindparam("before_"))
