"""Dispatches on SQL, whichever engine keeps them; the contract stands with the port."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.dispatch import Occasion
from bot.dispatches import Audience, Fanned, Left
from bot.edition import Edition
from bot.store import announcing, edition_statements, fanning
from bot.store import dispatch_statements as statements
from bot.store.acting import note
from bot.store.dispatch_rows import dispatch_of
from bot.store.rows import maybe_moment, micros_of, revision_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.dispatch import Dispatch
    from bot.staff import Act
    from bot.store.database import Database
    from bot.store.transactions import Transactions
    from bot.story import Story


class SqlDispatches:
    """`Dispatches` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that they stand beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def announce(self, story: int, number: int, *, at: datetime, act: Act) -> Dispatch | None:
        """Let a revision that readers see go out as breaking news."""
        return await self._write(_announce, story, number, at, act)

    async def audiences(self, *, now: datetime) -> tuple[Audience, ...]:
        """Count the subscriptions that want breaking news and are active then."""
        rows = await self._database.rows(statements.WISHES, {"now": micros_of(now)})
        return tuple(
            Audience(lane, tuple(json.loads(topics)), language, places)
            for lane, topics, language, places in rows
        )

    async def posted(self, story: int) -> Mapping[str, int]:
        """Count the messages that tell of a story."""
        rows = await self._database.rows(statements.STANDING, {"story": story})
        return {lane: number for lane, number in rows}  # noqa: C416 - a row is no pair

    async def of_story(self, story: int) -> tuple[Dispatch, ...]:
        """Give the dispatches of a story."""
        rows = await self._database.rows(statements.OF_STORY, {"story": story})
        return tuple(map(dispatch_of, rows))

    async def left(self) -> tuple[Left, ...]:
        """Tell what is still to be sent or set right."""
        rows = await self._database.rows(statements.LEFT)
        return tuple(Left(dispatch_of(row), row[8], row[9]) for row in rows)

    async def plan(
        self,
        now: datetime,
        *,
        is_wanted: Callable[[Story, tuple[str, ...], str | None], bool],
    ) -> Fanned:
        """Write some deliveries of a dispatch."""
        ((due,),) = await self._database.rows(statements.NEXT_AT)
        if due is None or due > micros_of(now):
            return Fanned(0, maybe_moment(due))
        return await self._write(fanning.plan, now, is_wanted=is_wanted)

    async def current(self, edition: int) -> Edition:
        """Give an edition with its stories as readers see them now."""
        asked = {"edition": edition}
        found = await self._database.rows(edition_statements.EDITION, asked)
        stories = await self._database.rows(statements.CURRENT, asked)
        return Edition(id=edition, stories=tuple(map(revision_of, stories)), more=found[0][1])


async def _announce(
    connection: AsyncConnection, story: int, number: int, at: datetime, act: Act
) -> Dispatch | None:
    dispatch = await announcing.announce(
        connection, Occasion.BREAKING, story, number, at=at, act=act
    )
    if dispatch is not None:
        await note(connection, act, story=story, revision=number)
    return dispatch
