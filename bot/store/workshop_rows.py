"""Between the rows of drafts and releases and their nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.address import Account, Address
from bot.store.rows import content_of, micros_of, moment_of, revision_of, story_of
from bot.workshop import Held, Manuscript, Release

if TYPE_CHECKING:
    from collections.abc import Sequence

REVISION_COLUMNS = 10


def manuscript_of(row: Sequence[Any]) -> Manuscript:
    """Read a row of the columns that `workshop_statements` gives of a story."""
    shown, aside, *release = row[REVISION_COLUMNS:]
    return Manuscript(
        newest=revision_of(row),
        shown=shown,
        aside=bool(aside),
        release=None if release[0] is None else release_of(release),
    )


def release_of(row: Sequence[Any]) -> Release:
    """Read a row of the columns `workshop_statements.RELEASE`."""
    number, at, zone, breaking, by_platform, by_person, chat_platform, chat, thread = row
    return Release(
        number=number,
        at=moment_of(at),
        zone=zone,
        breaking=bool(breaking),
        by=Account(by_platform, by_person),
        where=Address(chat_platform, chat, thread),
    )


def release_row(story: int, release: Release) -> dict[str, Any]:
    """Give the values of a release."""
    return {
        "story": story,
        "number": release.number,
        "at": micros_of(release.at),
        "zone": release.zone,
        "breaking": int(release.breaking),
        "by_platform": release.by.platform,
        "by_person": release.by.person,
        "chat_platform": release.where.platform,
        "chat": release.where.chat,
        "thread": release.where.thread,
    }


def held_of(row: Sequence[Any]) -> Held:
    """Read a row of `workshop_statements.HELD`."""
    story, base, content, platform, person, at = row
    return Held(
        story=story,
        base=base,
        written=story_of(content),
        by=Account(platform, person),
        at=moment_of(at),
    )


def held_row(held: Held) -> dict[str, Any]:
    """Give the values of what is held."""
    return {
        "story": held.story,
        "base": held.base,
        "content": content_of(held.written).json,
        "platform": held.by.platform,
        "person": held.by.person,
        "at": micros_of(held.at),
    }
