"""Letting something go out at once, inside the very transaction that gives occasion to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dispatch import Occasion
from bot.revision import State
from bot.store import dispatch_statements as statements
from bot.store.dispatch_rows import dispatch_of, dispatch_row

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.dispatch import Dispatch
    from bot.revision import Revision
    from bot.staff import Act


async def announce(
    connection: AsyncConnection,
    occasion: Occasion,
    story: int,
    number: int,
    *,
    at: datetime,
    note: str = "",
    act: Act | None = None,
) -> Dispatch | None:
    """Let a story go out at once, or be set right where it was posted.

    Args:
        connection: the transaction.
        occasion: why.
        story: the story's number.
        number: the revision that readers see from now on.
        at: when.
        note: what is corrected, or why it is retracted.
        act: who does it; None where the program itself does.

    Returns:
        None where it was breaking news already.
    """
    by = act.who if act else None
    values = dispatch_row(occasion, story, number, note=note, at=at, by=by)
    row = (await connection.execute(statements.ADD_DISPATCH, values)).one_or_none()
    if row is None:
        return None
    dispatch = dispatch_of(row)
    if occasion is Occasion.BREAKING:
        await _add_edition(connection, dispatch)
    return dispatch


async def _add_edition(connection: AsyncConnection, dispatch: Dispatch) -> None:
    """Make the edition that breaking news are told from."""
    named = {"key": edition_key(dispatch.id), "more": 0}
    edition = await connection.scalar(statements.ADD_BREAKING_EDITION, named)
    told = {"edition": edition, "story": dispatch.story, "number": dispatch.number}
    await connection.execute(statements.ADD_BREAKING_STORY, told)


async def follow(
    connection: AsyncConnection,
    before: Revision | None,
    after: Revision,
    *,
    at: datetime,
    act: Act | None,
) -> None:
    """Let what was posted be set right where readers see a story otherwise than *before*.

    A story that is only told on stays as it was posted: its next edition tells the rest. What is
    taken back, a correction or a whole revision, is taken out of what was posted as well.
    """
    if before is None:
        return
    known = {correction.number for correction in before.story.corrections}
    fresh = [each for each in after.story.corrections if each.number not in known]
    occasion = Occasion.CORRECTION if fresh else None
    told = {correction.number for correction in after.story.corrections}
    goes_back = after.number < before.number or not known <= told
    if before.state is State.RETRACTED or (goes_back and not fresh):
        occasion = Occasion.RESTORATION
    if occasion is not None:
        note = fresh[-1].text if fresh else ""
        await announce(connection, occasion, after.id, after.number, at=at, note=note, act=act)


def edition_key(dispatch: int) -> str:
    """Name the edition of breaking news; no briefing has such a key."""
    return f"breaking {dispatch}"
