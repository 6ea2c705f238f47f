"""Keeping what somebody did, in the very transaction in which they did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import heard
from bot.store import staff_statements as statements
from bot.store.rows import micros_of, storable

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Act


async def note(
    connection: AsyncConnection,
    act: Act | None,
    *,
    story: int | None = None,
    revision: int | None = None,
) -> None:
    """Keep an act beside what it did; without one nobody's doing is noted.

    Args:
        connection: the transaction that does the deed.
        act: who did what; None where the program itself does it.
        story: the story's number, where the transaction knows it and the act does not.
        revision: the revision's number, likewise.
    """
    if act is None:
        return
    values = {
        "at": micros_of(act.at),
        "platform": act.who.platform,
        "person": act.who.person,
        "chat_platform": act.where.platform,
        "chat": act.where.chat,
        "thread": act.where.thread,
        "deed": act.deed,
        "story": act.story if story is None else story,
        "revision": act.revision if revision is None else revision,
        "detail": storable(act.detail),
    }
    await connection.execute(statements.ADD_ACT, values)
    await heard.done_for(connection, act.who, act.where)
