"""Who does what only one copy may do, inside a transaction that the caller opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.lane_statements import LEASE, RELEASE
from bot.store.rows import micros_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def lease(
    connection: AsyncConnection, name: str, worker: str, *, now: datetime, until: datetime
) -> bool:
    """Hold *name* until that moment: whether nobody else holds it."""
    values = {"name": name, "owner": worker, "until": micros_of(until), "now": micros_of(now)}
    return await connection.scalar(LEASE, values) is not None


async def release(connection: AsyncConnection, name: str, worker: str) -> None:
    """Let go of *name*, if *worker* holds it."""
    await connection.execute(RELEASE, {"name_": name, "owner_": worker})
