"""Saving a revision, inside a transaction that the caller opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.corrections import carried
from bot.errors import Conflict
from bot.forecasts import with_outcomes
from bot.revision import State
from bot.staff import Deed
from bot.store import acting, showing, statements
from bot.store.lookup import ids_of, look_up, revision_in, saved_since
from bot.store.rows import content_of, newest_row, revision_row, story_row
from bot.store.workshop_statements import TAKE_UP
from bot.words import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision
    from bot.staff import Act
    from bot.store.database import Database
    from bot.story import Story


async def save(
    connection: AsyncConnection,
    database: Database,
    story: Story,
    *,
    by: str,
    at: datetime,
    note: str,
    key: str | None,
    follows: int | None,
    act: Act | None,
) -> Revision:
    """Keep *story* as the next revision of its slug; see `Store.save`."""
    await database.hold(connection, [story.slug])
    kept = (await look_up(connection, [story.slug])).get(story.slug)
    if kept is not None and kept.shown is not None:
        told = await revision_in(connection, story.slug, kept.shown)
        story = carried(story, told.story)
        if follows is None:
            # Who does not know what it follows does not know of outcomes either.
            story = with_outcomes(story, told.story)
    content = content_of(story)
    number = kept.newest if kept else 0
    if kept is None or kept.newest_digest != content.digest:
        if follows is not None and follows != number:
            raise saved_since(story.slug, number)
        number += 1
        id_ = kept.id if kept else await _add_draft(connection, story, key)
        row = revision_row(id_, number, content, by=by, at=at, note=note)
        await connection.execute(statements.ADD_REVISION, row)
        await connection.execute(statements.SET_NEWEST, newest_row(id_, number, story))
        await acting.note(connection, act, story=id_, revision=number)
    elif act is not None and act.deed is not Deed.TAKEN_IN:
        await connection.execute(TAKE_UP, {"id_": kept.id, "number_": number})
    return await revision_in(connection, story.slug, number)


async def save_and_show(
    connection: AsyncConnection,
    database: Database,
    story: Story,
    *,
    by: str,
    at: datetime,
    note: str,
    key: str | None,
    follows: int | None,
    act: Act | None,
) -> Revision:
    """Keep *story* and let readers see it at once; see `Store.save`."""
    slug = story.slug
    await database.hold(connection, [slug])
    kept = (await look_up(connection, [slug])).get(slug)
    # Somebody may have taken the story back while this was written.
    if kept is None or kept.state != State.PUBLISHED:
        raise Conflict(phrase("“{slug}” is not published.", slug=slug))
    saved = await save(
        connection, database, story, by=by, at=at, note=note, key=key, follows=follows, act=None
    )
    return await showing.publish(connection, database, slug, saved.number, at=at, act=act)


async def _add_draft(connection: AsyncConnection, story: Story, key: str | None) -> int:
    owner = await connection.scalar(statements.OWNER_OF_KEY, {"key": key})
    if owner is not None:
        raise Conflict(phrase("This story is here already, as “{slug}”.", slug=owner))
    await connection.execute(
        statements.ADD_STORY, story_row(story, state=State.DRAFT, key=key, loaded=None)
    )
    return (await ids_of(connection, [story.slug]))[story.slug]
