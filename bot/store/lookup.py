"""What a transaction looks up before and while it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Conflict, NotFound
from bot.store import statements
from bot.store.rows import Kept, revision_of
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision

SLUGS_AT_ONCE = 1000  # an engine takes only so many values in one statement


async def look_up(connection: AsyncConnection, slugs: Sequence[str]) -> dict[str, Kept]:
    """Give how things stand with those of the stories that there are, by slug."""
    kept: dict[str, Kept] = {}
    for start in range(0, len(slugs), SLUGS_AT_ONCE):
        some = {"slugs": slugs[start : start + SLUGS_AT_ONCE]}
        rows = await connection.execute(statements.LOOK_UP, some)
        kept.update((row[0], Kept(*row)) for row in rows)
    return kept


async def ids_of(connection: AsyncConnection, slugs: Sequence[str]) -> dict[str, int]:
    """Give the numbers of stories, by slug."""
    ids: dict[str, int] = {}
    for start in range(0, len(slugs), SLUGS_AT_ONCE):
        some = {"slugs": slugs[start : start + SLUGS_AT_ONCE]}
        ids.update((row[0], row[1]) for row in await connection.execute(statements.IDS, some))
    return ids


async def revision_in(connection: AsyncConnection, slug: str, number: int) -> Revision:
    """Read one revision as the transaction sees it.

    Raises:
        NotFound: there is no such revision.
    """
    found = await connection.execute(statements.REVISION_OF, {"story": slug, "number": number})
    row = found.first()
    if row is None:
        raise NotFound(phrase("“{slug}” has no revision {number}.", slug=slug, number=number))
    return revision_of(row)


def no_story(slug: str) -> NotFound:
    """Say that there is no such story."""
    return NotFound(phrase("There is no story “{slug}”.", slug=slug))


def saved_since(slug: str, newest: int) -> Conflict:
    """Say that there is a later revision than the one that somebody has seen."""
    return Conflict(
        phrase(
            "“{slug}” was changed meanwhile: its newest revision is {number}. "
            "Look at it, and make your change again.",
            slug=slug,
            number=newest,
        )
    )
