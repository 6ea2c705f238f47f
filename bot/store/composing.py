"""Editions: composed once for all places of a wish, and read from then on."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.edition import Edition
from bot.store import edition_statements as statements
from bot.store.listed import rows
from bot.store.rows import micros_of, revision_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.edition import Delivery
    from bot.revision import Revision
    from bot.store.database import Database


def key_of(delivery: Delivery) -> str:
    """Name what an edition depends on: whose wish is the same in this is told the same."""
    wish = delivery.subscription.wish
    times = micros_of(delivery.since), micros_of(delivery.due)
    named: list[object] = [sorted(wish.topics), wish.language, wish.most, *times]
    # What was set right or told of meanwhile makes another edition of what is still to be sent.
    if delivery.told or delivery.truth:
        named += [delivery.told, delivery.truth]
    return blake2b(json.dumps(named).encode(), digest_size=16).hexdigest()


async def find(database: Database, delivery: Delivery) -> Edition | None:
    """Give the edition that a delivery has, or that there is for its wish."""
    if delivery.edition is not None:
        found = await database.rows(statements.EDITION, {"edition": delivery.edition})
    else:
        found = await database.rows(statements.EDITION_BY_KEY, {"key": key_of(delivery)})
    if not found:
        return None
    id_, more = found[0]
    stories = await database.rows(statements.STORIES, {"edition": id_})
    return Edition(id=id_, stories=tuple(map(revision_of, stories)), more=more)


async def add(
    connection: AsyncConnection, delivery: Delivery, stories: Sequence[Revision], more: int
) -> None:
    """Write down a new edition; where there is one already, that one stays."""
    values = {"key": key_of(delivery), "more": more}
    id_ = await connection.scalar(statements.ADD_EDITION, values)
    if id_ is not None and stories:
        chosen = rows((place, each.id, each.number) for place, each in enumerate(stories))
        await connection.execute(statements.ADD_STORIES, {"edition": id_, "chosen": chosen})
