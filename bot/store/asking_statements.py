"""Every statement about questions and sketches, each with its reason."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, select, text

from bot.store.workshop_tables import questions, sketches

ONE = and_(
    questions.c.platform == bindparam("platform"),
    questions.c.person == bindparam("person"),
    questions.c.chat == bindparam("chat"),
    questions.c.thread == bindparam("thread"),
)
# A place is asked in by the bot of its own platform, so the platform stands there once.
ASK = text(
    "INSERT INTO questions (platform, person, chat, thread, asked, at)"
    " VALUES (:platform, :person, :chat, :thread, :asked, :at)"
    " ON CONFLICT (platform, person, chat, thread)"
    " DO UPDATE SET asked = excluded.asked, at = excluded.at"
)
ASKED = select(questions.c.asked).where(ONE, questions.c.at >= bindparam("since"))
PEOPLE_AT_MOST = 1_000
PEOPLE = (
    select(questions.c.platform, questions.c.person)
    .where(questions.c.at >= bindparam("since"))
    .distinct()
    .limit(PEOPLE_AT_MOST + 1)
)
FORGET = delete(questions).where(ONE)
# With each new question, so that nobody need come by to clear them away.
FORGET_OLD = delete(questions).where(questions.c.at < bindparam("before"))

WRITER = and_(
    sketches.c.platform == bindparam("platform"), sketches.c.person == bindparam("person")
)
KEEP = text(
    "INSERT INTO sketches (platform, person, content, at)"
    " VALUES (:platform, :person, :content, :at)"
    " ON CONFLICT (platform, person)"
    " DO UPDATE SET content = excluded.content, at = excluded.at"
)
SKETCH = select(sketches.c.content).where(WRITER)
DROP = delete(sketches).where(WRITER)
