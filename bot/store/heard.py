"""Marking what was heard as done, in the very transaction that does it.

Where the program ended before it was answered, it is heard again, and must not be done again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.heard import HEARD
from bot.store.asking_statements import FORGET
from bot.store.rows import account_row
from bot.store.upkeep import mark

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account, Address


async def done(connection: AsyncConnection) -> None:
    """Remember that what is being answered at this moment was done."""
    if heard := HEARD.get():
        await mark(connection, heard.platform, heard.keys, at=heard.at)


async def done_for(connection: AsyncConnection, who: Account, where: Address) -> None:
    """Remember it, and ask them no more what they have answered with it.

    Who heard nothing of it would answer once more, with something else.
    """
    if HEARD.get():
        await done(connection)
        place = {**account_row(who), "chat": where.chat, "thread": where.thread}
        await connection.execute(FORGET, place)
