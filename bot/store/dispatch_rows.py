"""Between the rows of dispatches and their nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.address import Account
from bot.dispatch import Amendment, Dispatch, Occasion, Posted
from bot.store.rows import micros_of, moment_of, storable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

STANDS = {"sent", "uncertain"}


def dispatch_of(row: Sequence[Any]) -> Dispatch:
    """Read a row of the columns `dispatch_statements.DISPATCH`."""
    id_, occasion, story, number, note, at, platform, person = row[:8]
    return Dispatch(
        id=id_,
        occasion=Occasion(occasion),
        story=story,
        number=number,
        note=note,
        at=moment_of(at),
        by=Account(platform, person) if platform else None,
    )


def dispatch_row(
    occasion: Occasion, story: int, number: int, *, note: str, at: datetime, by: Account | None
) -> dict[str, Any]:
    """Give the values of a dispatch that begins."""
    return {
        "kind": occasion,
        "story": story,
        "number": number,
        "note": storable(note),
        "at": micros_of(at),
        "by_platform": by.platform if by else "",
        "by_person": by.person if by else "",
        "reached": 0,
        "passes": 0,
        "next_at": micros_of(at),
    }


def amendment_of(row: Sequence[Any]) -> Amendment:
    """Read a row of `amended_statements.AMENDED` but its first column."""
    id_, state, message, part, parts, edition, due, late, dispatch, digest = row[8:]
    posted = Posted(
        delivery=id_,
        stands=state in STANDS,
        message=message,
        part=part,
        parts=parts or 1,
        edition=edition,
        due=moment_of(due),
        late=bool(late),
        is_news=bool(dispatch),
        digest=digest,
    )
    return Amendment(dispatch_of(row), posted)
