"""Ending what was planned of a story, inside a transaction that the caller opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.staff import Deed
from bot.store.acting import note
from bot.store.workshop_rows import release_of
from bot.store.workshop_statements import DROP_RELEASE, PLANNED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Act
    from bot.workshop import Release


async def end(connection: AsyncConnection, story: int, act: Act | None) -> Release | None:
    """Plan nothing of a story any more, note that, and give what was planned, if anything was.

    Args:
        connection: the transaction.
        story: its number.
        act: what somebody does that ends the plan, or just that.
    """
    row = (await connection.execute(DROP_RELEASE, {"id_": story})).first()
    if row is None:
        return None
    release = release_of(row)
    ends = None if act is None else replace(act, deed=Deed.UNSCHEDULED, detail="")
    await note(connection, ends, story=story, revision=release.number)
    return release


async def end_overtaken(
    connection: AsyncConnection, shown: Mapping[int, int], act: Act | None
) -> None:
    """End each plan of a revision that is no later than what readers see now.

    Whoever publishes a later one does not want the earlier one to come over it.

    Args:
        connection: the transaction.
        shown: the numbers of the revisions that readers see, by the numbers of their stories.
        act: who lets them see those.
    """
    for story, number in await connection.execute(PLANNED, {"stories": [*shown]}):
        if number <= shown[story]:
            await end(connection, story, act)
