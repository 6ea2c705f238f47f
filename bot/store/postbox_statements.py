"""Every statement about readers' reports that are in editors' hands, each with its reason."""

from __future__ import annotations

from sqlalchemy import Text, bindparam, func, insert, literal_column, select, tuple_, update

from bot.store.listed import listed
from bot.store.tables import IS_UNTOLD, reports, revisions, sight

IS_OPEN = reports.c.state == literal_column("'open'")

# With the story as the reader saw it: what a report is about may read otherwise by now.
LETTERS = select(
    reports.c.id,
    reports.c.story,
    reports.c.revision,
    reports.c.fact,
    reports.c.text,
    reports.c.platform,
    reports.c.person,
    reports.c.chat_platform,
    reports.c.chat,
    reports.c.thread,
    reports.c.at,
    reports.c.language,
    reports.c.state,
    reports.c.answer,
    reports.c.by_platform,
    reports.c.by_person,
    reports.c.closed_at,
    reports.c.told_at,
    revisions.c.content,
).join(
    revisions,
    (revisions.c.story == reports.c.story) & (revisions.c.number == reports.c.revision),
)
OPEN = (
    LETTERS.where(IS_OPEN)
    .order_by(reports.c.id)
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
SETTLED = (
    LETTERS.where(~IS_OPEN)
    .order_by(reports.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
LETTER = LETTERS.where(reports.c.id == bindparam("number"))

HAS_REVISION = select(revisions.c.id).where(
    revisions.c.story == bindparam("story"), revisions.c.number == bindparam("number")
)
# Who reports waits for the one before, so that nobody is counted while another report of theirs
# is still being written.
HOLD_REPORTS = select(sight.c.id).with_for_update()
_theirs = (
    IS_OPEN,
    reports.c.platform == bindparam("platform"),
    reports.c.person == bindparam("person"),
)
WAITING = select(func.count()).select_from(reports).where(*_theirs)
# A door that is killed before it knows that a reader was heard hears them again.
SAME = (
    select(reports.c.id)
    .where(
        *_theirs,
        reports.c.story == bindparam("story"),
        reports.c.fact == bindparam("fact"),
        reports.c.text == bindparam("text"),
    )
    .limit(1)
)

ADD_REPORT = insert(reports).returning(reports.c.id)

# Only an open one can be settled: of two editors the second changes nothing, and sees that.
SETTLE = (
    update(reports)
    .where(reports.c.id == bindparam("number"), IS_OPEN)
    .values(
        state=bindparam("fate"),
        answer=bindparam("said"),
        by_platform=bindparam("editor_platform"),
        by_person=bindparam("editor"),
        closed_at=bindparam("moment"),
    )
    .returning(reports.c.story, reports.c.revision)
)

_without = listed("without", platform=Text, person=Text)
UNTOLD = (
    LETTERS.where(IS_UNTOLD, reports.c.chat_platform == bindparam("platform"))
    .where(tuple_(reports.c.platform, reports.c.person).not_in(select(_without)))
    .order_by(reports.c.id)
    .limit(bindparam("limit"))
)
TOLD = (
    update(reports)
    .where(reports.c.id == bindparam("number"), reports.c.told_at.is_(None))
    .values(told_at=bindparam("moment"))
)
