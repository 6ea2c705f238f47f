"""Every statement about readers, running copies and upkeep, each with its reason."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, exists, func, insert, or_, select, text, update

from bot.store.tables import (
    alembic_version,
    answered,
    languages,
    reports,
    revisions,
    sight,
    standings,
    stories,
)

# Readers

LANGUAGE = select(languages.c.language).where(
    languages.c.platform == bindparam("platform"), languages.c.person == bindparam("person")
)
SET_LANGUAGE = text(
    "INSERT INTO languages (platform, person, language) VALUES (:platform, :person, :language)"
    " ON CONFLICT (platform, person) DO UPDATE SET language = excluded.language"
)
_theirs = languages.alias()
# What was chosen under the new name stays.
MOVE_LANGUAGE = (
    update(languages)
    .where(
        languages.c.platform == bindparam("old_platform"),
        languages.c.person == bindparam("old_chat"),
        ~exists().where(
            _theirs.c.platform == bindparam("platform_"), _theirs.c.person == bindparam("chat_")
        ),
    )
    .values(platform=bindparam("platform_"), person=bindparam("chat_"))
)

# As many as are asked for at once; fewer are filled up, so that the statement stays the same.
ANSWERED_AT_ONCE = 100
ANSWERED = select(answered.c.key).where(
    answered.c.platform == bindparam("platform"),
    answered.c.key.in_([bindparam(f"key{number}") for number in range(ANSWERED_AT_ONCE)]),
)
# Two copies of the program may mark the same at once, and both are right.
MARK_ANSWERED = text(
    "INSERT INTO answered (platform, key, at) VALUES (:platform, :key, :at) ON CONFLICT DO NOTHING"
)
FORGET_ANSWERED = delete(answered).where(answered.c.at < bindparam("before"))


# Running copies

ADD_STANDING = insert(standings)
STANDINGS = select(
    standings.c.copy,
    standings.c.part,
    standings.c.condition,
    standings.c.since,
    standings.c.reason,
    standings.c.seen,
).order_by(standings.c.part, standings.c.copy)
# Its own rows, which are written anew, and those of copies that ended long ago.
DROP_STANDINGS = delete(standings).where(
    or_(standings.c.copy == bindparam("copy"), standings.c.seen < bindparam("before"))
)


# Upkeep

VERSION = select(sight.c.version)
SCHEMA = select(alembic_version.c.version_num)
START_SIGHT = insert(sight).values(id=1, version=0)
STAMP = insert(alembic_version)
COUNT_STATES = select(stories.c.state, func.count()).group_by(stories.c.state)
COUNT_REVISIONS = select(func.count()).select_from(revisions)
COUNT_REPORTS = select(func.count()).select_from(reports)

# To hold every content against its digest, a stretch at a time.
CONTENTS = (
    select(
        revisions.c.id, stories.c.slug, revisions.c.number, revisions.c.digest, revisions.c.content
    )
    .join(stories, stories.c.id == revisions.c.story)
    .where(revisions.c.id > bindparam("after"))
    .order_by(revisions.c.id)
    .limit(500)
)
