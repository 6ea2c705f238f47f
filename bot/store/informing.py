"""What a claimed delivery must know of dispatches, read in the transaction that claims it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dispatch import Occasion
from bot.store import amended_statements as statements
from bot.store import driver
from bot.store.dispatch_rows import amendment_of
from bot.store.listed import rows
from bot.store.rows import micros_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.edition import Delivery


async def informed(
    connection: AsyncConnection, deliveries: Sequence[Delivery]
) -> tuple[Delivery, ...]:
    """Tell each delivery what it must know besides, where there is anything."""
    known = {each.id: each for each in deliveries}
    if dispatched := [[each.id] for each in deliveries if each.dispatch]:
        values = {"ids": rows(dispatched)}
        for id_, *row in await driver.rows(connection, statements.AMENDED, values):
            known[id_] = replace(known[id_], amends=amendment_of(row))
    # A briefing gets its edition once it is sent; breaking news have theirs from the start.
    if fresh := [
        each
        for each in known.values()
        if each.amends is None and bool(each.dispatch) == (each.edition is not None)
    ]:
        known |= {each.id: each for each in await _with_news(connection, fresh)}
    return tuple(known.values())


async def _with_news(
    connection: AsyncConnection, briefings: Collection[Delivery]
) -> Sequence[Delivery]:
    """Tell briefings that are still to be composed what has gone out beside them since the last."""
    since = {"since": micros_of(min(each.since for each in briefings))}
    found = [
        (id_, Occasion(occasion), moment_of(at))
        for id_, occasion, at in await driver.rows(connection, statements.SINCE, since)
    ]
    if not found:
        return ()
    news = [id_ for id_, occasion, _ in found if occasion is Occasion.BREAKING]
    told = await _told(connection, briefings, news) if news else {}
    truths = [(id_, at) for id_, occasion, at in found if occasion is not Occasion.BREAKING]
    return [
        replace(
            each,
            told=tuple(
                sorted(story for story, at in told.get(each.subscription.id, ()) if at > each.since)
            ),
            truth=max((id_ for id_, at in truths if at > each.since), default=0),
        )
        for each in briefings
    ]


async def _told(
    connection: AsyncConnection, briefings: Collection[Delivery], news: Sequence[int]
) -> dict[int, list[tuple[int, datetime]]]:
    """Give the stories that each subscription has heard of as breaking news, and when."""
    values = {
        "places": rows([each.subscription.id] for each in briefings),
        "news": rows([each] for each in news),
    }
    told: dict[int, list[tuple[int, datetime]]] = {}
    for subscription, story, at in await driver.rows(connection, statements.TOLD, values):
        told.setdefault(subscription, []).append((story, moment_of(at)))
    return told
