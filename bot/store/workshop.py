"""The workshop on SQL, whichever engine keeps it; the contract stands with the port."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store import heard, releasing
from bot.store import workshop_statements as statements
from bot.store.rows import account_row, micros_of, revision_of
from bot.store.workshop_rows import held_of, held_row, manuscript_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.address import Account, Address
    from bot.revision import Revision
    from bot.staff import Act
    from bot.store.database import Database
    from bot.store.transactions import Transactions
    from bot.story import Story
    from bot.workshop import Held, Manuscript, Release, Released

WEEK = timedelta(days=7)


class SqlWorkshop:
    """A `Workshop` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that the workshop stands beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    # Finding

    async def manuscript(self, story: int | str) -> Manuscript | None:
        """Give a story by its number in the store or its slug, whatever its state."""
        by_id = isinstance(story, int)
        statement = statements.MANUSCRIPT_BY_ID if by_id else statements.MANUSCRIPT_BY_SLUG
        rows = await self._database.rows(statement, {"story": story})
        return manuscript_of(rows[0]) if rows else None

    async def revision(self, story: int, number: int) -> Revision | None:
        """Give one revision of a story, shown to readers or not."""
        values = {"story": story, "number": number}
        rows = await self._database.rows(statements.REVISION_BY_ID, values)
        return revision_of(rows[0]) if rows else None

    async def drafts(self, *, limit: int, skip: int = 0) -> tuple[Manuscript, ...]:
        """Give the stories of which something waits to be published, the last saved first."""
        rows = await self._database.rows(statements.DRAFTS, {"limit": limit, "skip": skip})
        return tuple(map(manuscript_of, rows))

    async def unseen(self, *, limit: int) -> tuple[Manuscript, ...]:
        """Give the stories that readers do not see as they were last saved."""
        rows = await self._database.rows(statements.UNSEEN, {"limit": limit})
        return tuple(map(manuscript_of, rows))

    # Setting aside

    async def discard(self, slug: str, number: int, *, act: Act) -> Manuscript:
        """Set aside what waits of a story."""
        return await self._write(releasing.discard, self._database, slug, number, act=act)

    async def restore(self, slug: str, number: int, *, act: Act) -> Manuscript:
        """Take up again what was set aside up to a revision."""
        return await self._write(releasing.restore, self._database, slug, number, act=act)

    # Publishing at a time

    async def schedule(
        self,
        slug: str,
        number: int,
        *,
        at: datetime,
        zone: str,
        newest: int,
        breaking: bool,
        act: Act,
    ) -> Release:
        """Plan to publish a revision."""
        return await self._write(
            releasing.schedule,
            self._database,
            slug,
            number,
            at=at,
            zone=zone,
            newest=newest,
            breaking=breaking,
            act=act,
        )

    async def correct(self, story: Story, *, before: Manuscript, act: Act) -> Revision:
        """Let readers see a correction, and nothing of what is planned for later."""
        return await self._write(releasing.correct, self._database, story, before=before, act=act)

    async def unschedule(self, slug: str, *, act: Act) -> Release:
        """Plan nothing of a story any more, and give what was planned."""
        return await self._write(releasing.unschedule, self._database, slug, act=act)

    async def due(self, now: datetime, *, limit: int) -> tuple[str, ...]:
        """Name the stories of which something is to be published by *now*."""
        rows = await self._database.rows(statements.DUE, {"now": micros_of(now), "limit": limit})
        return tuple(row[0] for row in rows)

    async def release(self, slug: str, now: datetime) -> Released | None:
        """Publish what is due of a story."""
        return await self._write(releasing.release, self._database, slug, now)

    # Two editors at once

    async def hand(self, who: Account, story: int, number: int) -> None:
        """Remember which revision of a story an editor has seen last."""
        await self._write(_hand, who, story, number)

    async def handed(self, who: Account, story: int) -> int | None:
        """Give the number of the revision of a story that an editor has seen last."""
        values = {**account_row(who), "story": story}
        rows = await self._database.rows(statements.HANDED, values)
        return rows[0][0] if rows else None

    async def hold(self, held: Held, *, where: Address) -> int:
        """Keep for a week what cannot be saved yet."""
        return await self._write(_hold, held, where)

    async def held(self, number: int) -> Held | None:
        """Give what is kept under a number."""
        rows = await self._database.rows(statements.HELD, {"number": number})
        return held_of(rows[0]) if rows else None


async def _hand(connection: AsyncConnection, who: Account, story: int, number: int) -> None:
    values = {**account_row(who), "story": story, "number": number}
    await connection.execute(statements.HAND, values)


async def _hold(connection: AsyncConnection, held: Held, where: Address) -> int:
    number = int((await connection.execute(statements.HOLD, held_row(held))).scalar_one())
    # Afterwards, for an engine may give the number of the last row anew once it is gone.
    await connection.execute(statements.FORGET_HELD, {"before_": micros_of(held.at - WEEK)})
    # They are taken to know from now on what somebody else has made of the story.
    await heard.done_for(connection, held.by, where)
    return number
