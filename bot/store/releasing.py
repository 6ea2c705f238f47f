"""Setting aside, and publishing now or at a time, inside a transaction that the caller opened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.corrections import retold
from bot.dispatch import Occasion
from bot.errors import Conflict, NotFound
from bot.revision import State
from bot.staff import Act, Deed
from bot.store import plans, showing
from bot.store import workshop_statements as statements
from bot.store.acting import note
from bot.store.announcing import announce
from bot.store.lookup import no_story, revision_in, saved_since
from bot.store.rows import micros_of
from bot.store.saving import save, save_and_show
from bot.store.workshop_rows import manuscript_of, release_of, release_row
from bot.words import phrase
from bot.workshop import Release, Released

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision
    from bot.store.database import Database
    from bot.story import Story
    from bot.workshop import Manuscript


async def discard(
    connection: AsyncConnection, database: Database, slug: str, number: int, *, act: Act
) -> Manuscript:
    """Set aside what waits of a story; see `Workshop.discard`."""
    found = await _held(connection, database, slug)
    if found.newest.number != number:
        raise saved_since(slug, found.newest.number)
    if not found.waits:
        raise Conflict(phrase("Nothing waits of “{slug}”.", slug=slug))
    await connection.execute(statements.SET_ASIDE, {"id_": found.id, "number_": number})
    await plans.end(connection, found.id, act)
    await note(connection, act, story=found.id, revision=number)
    return await _manuscript(connection, slug)


async def restore(
    connection: AsyncConnection, database: Database, slug: str, number: int, *, act: Act
) -> Manuscript:
    """Take up again what was set aside; see `Workshop.restore`."""
    found = await _held(connection, database, slug)
    values = {"id_": found.id, "number_": number}
    if not (await connection.execute(statements.TAKE_UP, values)).rowcount:
        raise NotFound(
            phrase("Revision {number} of “{slug}” is not set aside.", number=number, slug=slug)
        )
    await note(connection, act, story=found.id, revision=number)
    return await _manuscript(connection, slug)


async def schedule(
    connection: AsyncConnection,
    database: Database,
    slug: str,
    number: int,
    *,
    at: datetime,
    zone: str,
    newest: int,
    breaking: bool,
    act: Act,
) -> Release:
    """Plan to publish a revision; see `Workshop.schedule`."""
    found = await _held(connection, database, slug)
    await revision_in(connection, slug, number)
    if found.newest.number != newest:
        raise saved_since(slug, found.newest.number)
    if found.newest.state is State.PUBLISHED and number <= (found.shown or 0):
        raise Conflict(
            phrase(
                "Readers see revision {shown} of “{slug}” already.", shown=found.shown, slug=slug
            )
        )
    await plans.end(connection, found.id, act)
    planned = Release(
        number=number, at=at, zone=zone, breaking=breaking, by=act.who, where=act.where
    )
    await connection.execute(statements.ADD_RELEASE, release_row(found.id, planned))
    await note(connection, act, story=found.id, revision=number)
    return planned


async def unschedule(
    connection: AsyncConnection, database: Database, slug: str, *, act: Act
) -> Release:
    """Plan nothing of a story any more; see `Workshop.unschedule`."""
    found = await _held(connection, database, slug)
    release = await plans.end(connection, found.id, act)
    if release is None:
        raise NotFound(phrase("Nothing is planned for “{slug}”.", slug=slug))
    return release


async def correct(
    connection: AsyncConnection, database: Database, story: Story, *, before: Manuscript, act: Act
) -> Revision:
    """Let readers see a correction, and nothing of what is planned; see `Workshop.correct`."""
    release = await _still_planned(connection, database, before)
    # The plan goes on, and does not end with what is shown before it.
    await connection.execute(statements.DROP_RELEASE, {"id_": before.id})
    shown = await save_and_show(
        connection,
        database,
        story,
        by=str(act.who),
        at=act.at,
        note="",
        key=None,
        follows=before.newest.number,
        act=act,
    )
    waits = await save(
        connection,
        database,
        before.newest.story,
        by=str(act.who),
        at=act.at,
        note="",
        key=None,
        follows=shown.number,
        act=None,
    )
    await _plan_instead(connection, before.id, release, waits.number, act)
    return shown


async def publish(
    connection: AsyncConnection,
    database: Database,
    slug: str,
    number: int,
    *,
    at: datetime,
    newest: int | None = None,
    act: Act | None = None,
) -> Revision:
    """Let readers see one revision, and the same corrections later; see `Store.publish`."""
    before = await _held(connection, database, slug)
    seen = before.shown if before.release is not None else None
    told = await revision_in(connection, slug, seen) if seen else None
    shown = await showing.publish(connection, database, slug, number, at=at, newest=newest, act=act)
    if told is not None:
        again = partial(retold, before=told.story.corrections, after=shown.story)
        after = await _manuscript(connection, slug)
        await _retell(connection, database, after, again, at=at, act=act)
    return shown


async def release(
    connection: AsyncConnection, database: Database, slug: str, now: datetime
) -> Released | None:
    """Publish what is due of a story; see `Workshop.release`."""
    found = await _held(connection, database, slug)
    values = {"id_": found.id, "now_": micros_of(now)}
    row = (await connection.execute(statements.TAKE_DUE, values)).first()
    if row is None:
        return None
    planned = release_of(row)
    act = Act(planned.by, planned.where, now, Deed.PUBLISHED)
    revision = await showing.publish(connection, database, slug, planned.number, at=now, act=act)
    if planned.breaking:
        news, number = Occasion.BREAKING, planned.number
        await announce(connection, news, revision.id, number, at=now, act=act)
    return Released(revision=revision, release=planned)


async def _still_planned(
    connection: AsyncConnection, database: Database, before: Manuscript
) -> Release:
    """Give what is planned of a story that stands as it did *before*; see that it does."""
    found = await _held(connection, database, before.slug)
    if found.newest.number != before.newest.number:
        raise saved_since(found.slug, found.newest.number)
    if found.release is None or found.release != before.release:
        raise Conflict(phrase("“{slug}” is planned otherwise by now.", slug=found.slug))
    return found.release


async def _retell(
    connection: AsyncConnection,
    database: Database,
    found: Manuscript,
    again: Callable[[Story], Story],
    *,
    at: datetime,
    act: Act | None,
) -> None:
    """Save what is planned, and what waits beside it, as they are told *again*, if otherwise."""
    if found.release is None:
        return
    planned = await revision_in(connection, found.slug, found.release.number)
    if again(planned.story) == planned.story:
        return
    beside = found.waits and found.newest.number != planned.number
    numbers = [found.newest.number]
    # Each stays its author's: nobody has to look at work of their own, or may publish another's.
    for each in (planned, found.newest) if beside else (planned,):
        saved = await save(
            connection,
            database,
            again(each.story),
            by=each.by,
            at=at,
            note=each.note,
            key=None,
            follows=numbers[-1],
            act=None,
        )
        numbers.append(saved.number)
    await connection.execute(statements.DROP_RELEASE, {"id_": found.id})
    await _plan_instead(connection, found.id, found.release, numbers[1], act)


async def _plan_instead(
    connection: AsyncConnection, story: int, release: Release, number: int, act: Act | None
) -> None:
    """Plan another revision for the time of one that is planned no more, and note that."""
    planned = replace(release, number=number)
    await connection.execute(statements.ADD_RELEASE, release_row(story, planned))
    at = planned.at.isoformat(timespec="minutes")
    moved = act and replace(act, deed=Deed.SCHEDULED, detail=at)
    await note(connection, moved, story=story, revision=number)


async def _held(connection: AsyncConnection, database: Database, slug: str) -> Manuscript:
    """Give a story as it stands while nobody else can write to it."""
    await database.hold(connection, [slug])
    return await _manuscript(connection, slug)


async def _manuscript(connection: AsyncConnection, slug: str) -> Manuscript:
    row = (await connection.execute(statements.MANUSCRIPT_BY_SLUG, {"story": slug})).first()
    if row is None:
        raise no_story(slug)
    return manuscript_of(row)
