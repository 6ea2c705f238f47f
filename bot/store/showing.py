"""What readers see: publishing and retracting, inside a transaction that the caller opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.dispatch import Occasion
from bot.errors import NotFound
from bot.revision import State
from bot.store import forecasting, plans, statements
from bot.store.acting import note
from bot.store.announcing import announce, follow
from bot.store.database import Shown
from bot.store.lookup import look_up, no_story, revision_in, saved_since
from bot.store.rows import micros_of, topic_rows
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision
    from bot.staff import Act
    from bot.store.database import Database
    from bot.story import Story


class Showing(NamedTuple):
    """A revision on its way to readers; *published_at* is None the first time."""

    id: int
    number: int
    published_at: int | None
    story: Story


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
    """Let readers see one revision of a story; see `Store.publish`."""
    await database.hold(connection, [slug])
    kept = (await look_up(connection, [slug])).get(slug)
    if kept is None:
        raise no_story(slug)
    if newest is not None and newest != kept.newest:
        raise saved_since(slug, kept.newest)
    if (kept.state, kept.shown) != (State.PUBLISHED, number):
        before = await revision_in(connection, slug, kept.shown) if kept.shown else None
        after = await revision_in(connection, slug, number)
        showing = Showing(kept.id, number, kept.published_at, after.story)
        await show(connection, database, [showing], at, act)
        await note(connection, act, story=kept.id, revision=number)
        await follow(connection, before, after, at=at, act=act)
    return await revision_in(connection, slug, number)


async def retract(
    connection: AsyncConnection,
    database: Database,
    slug: str,
    *,
    at: datetime,
    act: Act | None = None,
) -> Revision:
    """Take a published story out of readers' lists; see `Store.retract`."""
    await database.hold(connection, [slug])
    kept = (await look_up(connection, [slug])).get(slug)
    if kept is None:
        raise no_story(slug)
    if kept.state != State.PUBLISHED or kept.shown is None or kept.published_at is None:
        raise NotFound(phrase("“{slug}” is not published.", slug=slug))
    await connection.execute(statements.SET_RETRACTED, {"id_": kept.id})
    await connection.execute(statements.DROP_TOPICS, {"id_": kept.id})
    await plans.end(connection, kept.id, act)
    await connection.execute(forecasting.DROP_FORECASTS, {"id_": kept.id})
    await database.strike(connection, kept.id, kept.published_at)
    await connection.execute(statements.TURN_SIGHT)
    await note(connection, act, story=kept.id, revision=kept.shown)
    reason = act.detail if act is not None else ""
    number, retraction = kept.shown, Occasion.RETRACTION
    await announce(connection, retraction, kept.id, number, at=at, note=reason, act=act)
    return await revision_in(connection, slug, kept.shown)


async def show(
    connection: AsyncConnection,
    database: Database,
    showings: Sequence[Showing],
    at: datetime,
    act: Act | None,
) -> None:
    """Let readers see these revisions and nothing else of their stories."""
    shown = [Shown(s.id, _age(s, at), s.story) for s in showings]
    ids = [{"id_": s.id} for s in showings]
    numbers = [{"id_": s.id, "number_": s.number} for s in showings]
    ages = [{"published_at_": s.published_at} for s in shown]
    await connection.execute(
        statements.SET_SHOWN, [n | a for n, a in zip(numbers, ages, strict=True)]
    )
    await connection.execute(statements.STAMP_SHOWN, [n | {"at_": micros_of(at)} for n in numbers])
    await plans.end_overtaken(connection, {s.id: s.number for s in showings}, act)
    await connection.execute(statements.DROP_TOPICS, ids)
    topics = [row for story in shown for row in topic_rows(story)]
    if topics:
        await connection.execute(statements.ADD_TOPIC, topics)
    await forecasting.keep(connection, shown)
    await database.enter(connection, shown)
    await connection.execute(statements.TURN_SIGHT)


def _age(showing: Showing, at: datetime) -> int:
    if showing.published_at is not None:
        return showing.published_at
    return micros_of(showing.story.published or at)
