"""The deliveries of a dispatch, a piece at a time, inside a transaction that the caller opened."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from bot.dispatch import Occasion
from bot.dispatches import Fanned
from bot.store import dispatch_statements, driver
from bot.store import fanning_statements as statements
from bot.store.announcing import edition_key
from bot.store.dispatch_rows import dispatch_of
from bot.store.listed import rows
from bot.store.rows import maybe_micros, maybe_moment, micros_of, moment_of, story_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.dispatch import Dispatch
    from bot.story import Story

AT_ONCE = 2_000  # places; others wait while their deliveries are written
DAY = timedelta(days=1)
FRESH = timedelta(hours=6)  # in which breaking news are news
WORTH = timedelta(days=30)  # in which it is tried to set a message right
# What was composed before a correction and is sent after it must be found too. Nobody holds a
# delivery for so long; all places are gone through once more then.
AGAIN = timedelta(minutes=3)
PASSES = 2


async def plan(
    connection: AsyncConnection,
    now: datetime,
    *,
    is_wanted: Callable[[Story, tuple[str, ...], str | None], bool],
) -> Fanned:
    """Write some deliveries of a dispatch that is due; see `Dispatches.plan`."""
    found = await driver.rows(connection, dispatch_statements.DUE, {"now": micros_of(now)})
    written = 0
    for row in found:
        dispatch, reached, passes = dispatch_of(row), row[8], row[9]
        is_news = dispatch.occasion is Occasion.BREAKING
        last_place = statements.LAST_BREAKING if is_news else statements.LAST_PLACE
        ((last,),) = await driver.rows(connection, last_place, {"after": reached, "most": AT_ONCE})
        if last is None:
            await _pass_over(connection, dispatch, passes + 1, now)
            continue
        piece = {**_common(dispatch), "after": reached, "last": last}
        if is_news:
            written += await _tell(connection, dispatch, piece, is_wanted, now)
        else:
            written += await _amend(connection, dispatch, piece)
        await _reach(connection, dispatch, last, passes, now)
    ((next_at,),) = await driver.rows(connection, dispatch_statements.NEXT_AT, {})
    return Fanned(written, maybe_moment(next_at))


async def _tell(
    connection: AsyncConnection,
    dispatch: Dispatch,
    piece: dict[str, Any],
    is_wanted: Callable[[Story, tuple[str, ...], str | None], bool],
    now: datetime,
) -> int:
    """Let those places of a piece have the story that want it."""
    edition = {"key": edition_key(dispatch.id)}
    ((id_, content),) = await driver.rows(connection, statements.NEWS, edition)
    story = story_of(content)
    moment = {"now": micros_of(now)}
    await driver.written(connection, statements.END_PAUSES, {**piece, **moment})
    wishes = {
        (topics, language or "")
        for _, topics, language, _ in await driver.rows(
            connection, dispatch_statements.WISHES, moment
        )
        if is_wanted(story, tuple(json.loads(topics)), language)
    }
    values = {**piece, "edition": id_, "wishes": rows(sorted(wishes))}
    return await driver.written(connection, statements.ADD_BREAKING, values)


async def _amend(connection: AsyncConnection, dispatch: Dispatch, piece: dict[str, Any]) -> int:
    """Let what was posted to the places of a piece be set right."""
    about = {"story": dispatch.story}
    ((first,),) = await driver.rows(connection, statements.FIRST_SHOWN, about)
    # No place was told of a story on an earlier local date, wherever it is.
    day = (moment_of(first) - DAY).date().toordinal() if first is not None else 0
    return await driver.written(connection, statements.AMEND, {**piece, **about, "first_day": day})


async def _pass_over(
    connection: AsyncConnection, dispatch: Dispatch, passes: int, now: datetime
) -> None:
    """Be done with a dispatch, or go through all places once more after a while."""
    is_over = dispatch.occasion is Occasion.BREAKING or passes == PASSES
    again = None if is_over else max(dispatch.at + AGAIN, now)
    await _reach(connection, dispatch, 0, passes, again)


async def _reach(
    connection: AsyncConnection, dispatch: Dispatch, reached: int, passes: int, at: datetime | None
) -> None:
    values = {
        "dispatch": dispatch.id,
        "reached_": reached,
        "passes_": passes,
        "next_at_": maybe_micros(at),
    }
    await driver.rows(connection, dispatch_statements.REACH, values)


def _common(dispatch: Dispatch) -> dict[str, Any]:
    worth = FRESH if dispatch.occasion is Occasion.BREAKING else WORTH
    return {
        "dispatch": dispatch.id,
        "day": dispatch.at.astimezone(UTC).date().toordinal(),
        "at": micros_of(dispatch.at),
        "expires_at": micros_of(dispatch.at + worth),
    }
