"""The store on SQL, whichever engine keeps it; the contract stands with the port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import (
    loading,
    postbox,
    releasing,
    saving,
    showing,
    statements,
    upkeep,
    upkeep_statements,
)
from bot.store.asking import SqlAsking
from bot.store.dispatches import SqlDispatches
from bot.store.forecasting import RECORDS, records_of
from bot.store.ledger import SqlLedger
from bot.store.postbox import SqlPostbox
from bot.store.rows import account_row, hit_of, micros_of, revision_of
from bot.store.segments import asked, folded
from bot.store.staff import SqlStaff
from bot.store.transactions import Transactions
from bot.store.wires import SqlWires
from bot.store.workshop import SqlWorkshop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.address import Account
    from bot.asking import Asking
    from bot.dispatches import Dispatches
    from bot.forecasts import Record
    from bot.ledger import Ledger
    from bot.postbox import Postbox
    from bot.revision import Hit, Loaded, Report, Revision
    from bot.staff import Act, Staff
    from bot.store.database import Database, Query
    from bot.story import Story
    from bot.wires import Wires
    from bot.workshop import Workshop

MOST_NEWS = 1_000  # stories; nobody chooses a briefing from more


class SqlStore(upkeep.SqlUpkeep):
    """A `Store` over one engine.

    Args:
        database: the engine, its schema settled.
    """

    def __init__(self, database: Database) -> None:
        transactions = Transactions(database)
        super().__init__(database, transactions)
        self.ledger: Ledger = SqlLedger(database, transactions)
        self.dispatches: Dispatches = SqlDispatches(database, transactions)
        self.workshop: Workshop = SqlWorkshop(database, transactions)
        self.staff: Staff = SqlStaff(database, transactions)
        self.asking: Asking = SqlAsking(database, transactions)
        self.postbox: Postbox = SqlPostbox(database, transactions)
        self.wires: Wires = SqlWires(database, transactions)

    # Saving

    async def save(
        self,
        story: Story,
        *,
        by: str,
        at: datetime,
        note: str = "",
        key: str | None = None,
        follows: int | None = None,
        shows: bool = False,
        act: Act | None = None,
    ) -> Revision:
        """Keep *story* as the next revision of the story that has its slug."""
        return await self._write(
            saving.save_and_show if shows else saving.save,
            self._database,
            story,
            by=by,
            at=at,
            note=note,
            key=key,
            follows=follows,
            act=act,
        )

    async def load(
        self, stories: Sequence[Story], *, at: datetime, act: Act | None = None
    ) -> tuple[Loaded, ...]:
        """Take in files of the content folder, all or none, and publish them."""
        return await self._write(loading.load, self._database, stories, at=at, act=act)

    async def publish(
        self,
        slug: str,
        number: int,
        *,
        at: datetime,
        newest: int | None = None,
        act: Act | None = None,
    ) -> Revision:
        """Let readers see revision *number*, and only that one, of the story *slug*."""
        return await self._write(
            releasing.publish, self._database, slug, number, at=at, newest=newest, act=act
        )

    async def retract(self, slug: str, *, at: datetime, act: Act | None = None) -> Revision:
        """Take a published story out of readers' lists; its revisions stay."""
        return await self._write(showing.retract, self._database, slug, at=at, act=act)

    # Finding

    async def find(self, story: int | str) -> Revision | None:
        """Give the newest revision of a story, whatever its state."""
        by_id = isinstance(story, int)
        return await self._one(statements.FIND_BY_ID if by_id else statements.FIND, story=story)

    async def find_key(self, key: str) -> Revision | None:
        """Give the newest revision of the story that came in with *key*, or whose url it is."""
        return await self._one(statements.FIND_KEY, key=key)

    async def revisions(self, slug: str) -> tuple[Revision, ...]:
        """Give every revision of a story, the oldest first."""
        return await self._all(statements.REVISIONS, story=slug)

    async def shown(
        self, slug: str, *, limit: int, until: int | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest revisions that readers have been shown, the oldest of them first."""
        if until is None:
            newest = await self._all(statements.SHOWN, story=slug, limit=limit)
        else:
            newest = await self._all(statements.SHOWN_UNTIL, story=slug, limit=limit, until=until)
        return newest[::-1]

    async def in_turn(
        self, slug: str, *, limit: int, until: int | None = None
    ) -> tuple[Revision, ...]:
        """Give the revisions that readers were shown last, in the order in which they were."""
        if until is None:
            last = await self._all(statements.IN_TURN, story=slug, limit=limit)
        else:
            last = await self._all(statements.IN_TURN_UNTIL, story=slug, limit=limit, until=until)
        return last[::-1]

    async def published(self, story: int | str) -> Revision | None:
        """Give one published story, by its number in the store or by its slug."""
        by_id = isinstance(story, int)
        statement = statements.PUBLISHED_BY_ID if by_id else statements.PUBLISHED_BY_SLUG
        return await self._one(statement, story=story)

    async def retracted(self, story: int | str) -> Revision | None:
        """Give one retracted story as readers last saw it, by its number or its slug."""
        by_id = isinstance(story, int)
        statement = statements.RETRACTED_BY_ID if by_id else statements.RETRACTED_BY_SLUG
        return await self._one(statement, story=story)

    async def retractions(self, *, limit: int) -> tuple[Revision, ...]:
        """Give the newest of the stories that are retracted, each as readers last saw it."""
        return await self._all(statements.RETRACTIONS, limit=limit)

    async def latest(
        self, *, limit: int, skip: int = 0, topic: str | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest stories, all or those of *topic*."""
        if topic is None:
            return await self._all(statements.LATEST, limit=limit, skip=skip)
        return await self._all(
            statements.LATEST_OF_TOPIC, topic=folded(topic), limit=limit, skip=skip
        )

    async def news(self, since: datetime, until: datetime) -> tuple[Revision, ...]:
        """Give the published stories that readers were first shown in a span of time."""
        return await self._all(
            statements.NEWS, since=micros_of(since), until=micros_of(until), limit=MOST_NEWS
        )

    async def neighbours(self, story: int) -> tuple[int | None, int | None]:
        """Give the numbers of the next newer and the next older story."""
        rows = await self._database.rows(statements.NEIGHBOURS, {"story": story})
        return (rows[0][0], rows[0][1]) if rows else (None, None)

    async def search(
        self,
        query: str,
        *,
        limit: int,
        skip: int = 0,
        headlines: bool = False,
        any_word: bool = False,
    ) -> tuple[Hit, ...]:
        """Find stories that say the words of *query*, the best match first."""
        words = asked(query)
        if not words:
            return ()
        rows = await self._database.matches(
            words, limit=limit, skip=skip, headlines=headlines, any_word=any_word
        )
        return tuple(map(hit_of, rows))

    async def topics(self) -> tuple[tuple[str, int], ...]:
        """Give every topic with the number of its stories, the fullest first."""
        rows = await self._database.rows(statements.TOPICS)
        return tuple((row[0], row[1]) for row in rows)

    async def forecasters(self) -> tuple[Record, ...]:
        """Give what is known of each forecaster, from the stories that readers see."""
        return records_of(await self._database.rows(RECORDS))

    # Readers

    async def report(self, report: Report) -> int:
        """Keep a reader's note and give its number."""
        return await self._write(postbox.report, report)

    async def speak(self, who: Account, language: str) -> None:
        """Remember which language somebody reads."""
        await self._write(upkeep.speak, who, language)

    async def language(self, who: Account) -> str | None:
        """Give the language somebody chose, if they chose one."""
        rows = await self._database.rows(upkeep_statements.LANGUAGE, account_row(who))
        return rows[0][0] if rows else None

    async def answered(self, platform: str, keys: Iterable[str]) -> frozenset[str]:
        """Give those of *keys* that were answered before."""
        return await upkeep.answered(self._database, platform, keys)

    async def mark_answered(self, platform: str, keys: Iterable[str], *, at: datetime) -> None:
        """Remember that *keys* were answered."""
        await self._write(upkeep.mark_answered, platform, [*keys], at=at)

    async def _one(self, statement: Query, **values: object) -> Revision | None:
        rows = await self._database.rows(statement, values)
        return revision_of(rows[0]) if rows else None

    async def _all(self, statement: Query, **values: object) -> tuple[Revision, ...]:
        rows = await self._database.rows(statement, values)
        return tuple(map(revision_of, rows))
