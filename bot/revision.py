"""Revision: a story as it was saved once, and what is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account, Address
    from bot.story import Story


class State(StrEnum):
    """How far a story has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A story as it was saved once; it never changes, the story gets a further one.

    Args:
        id: the story's own number in the store; stays through all its revisions.
        number: which revision of the story this is, from 1.
        state: how far the *story* has come (not this revision alone).
        at: when it was saved.
        by: who saved it: an account such as `discord:1234`, or `file` for the content folder.
        note: why, in the words of who saved it.
        shown_at: when readers first saw this very revision; None where they have not.
        is_retold: whether they had seen another revision of the story before it.
        published_at: when the story first appeared to readers; None for a draft.
        story: what it says.
    """

    id: int
    number: int
    state: State
    at: datetime
    by: str
    note: str
    shown_at: datetime | None
    is_retold: bool
    published_at: datetime | None
    story: Story

    @property
    def appeared(self) -> datetime:
        """When the story appeared, by what it says itself, or else as far as is known here."""
        return self.story.published or self.published_at or self.at

    @property
    def updated(self) -> datetime | None:
        """When the story was changed since it appeared; None where it was not."""
        told = self.story.updated
        if told is not None and told > self.appeared:
            return told
        if self.shown_at is None or not self.is_retold:
            return None
        return self.shown_at if self.shown_at > self.appeared else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A published story that a search found.

    Args:
        revision: the story as readers see it.
        place: the matching place, cut out of its surroundings, as pieces of text; every second
            piece (the 1st, 3rd … counted from 0) is a match.
    """

    revision: Revision
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A reader's note on a story or on one of its facts.

    Args:
        story: the story's number in the store.
        revision: the number of the revision that the reader saw.
        fact: the place of the fact among the story's facts, from 1; 0 for the whole story.
        text: what the reader wrote.
        who: the reader.
        where: where they wrote it, and where they can be answered.
        at: when.
        language: the language in which the reader speaks with the bot; None where it is not known.
    """

    story: int
    revision: int
    fact: int
    text: str
    who: Account
    where: Address
    at: datetime
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds.

    Args:
        drafts: stories of which something waits to be published, seen in an earlier form or not.
        published: stories that readers see.
        retracted: stories that were taken back.
        revisions: of all stories.
        reports: notes by readers.
    """

    drafts: int
    published: int
    retracted: int
    revisions: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one story file that was loaded.

    Args:
        slug: the story.
        change: what happened: `new`, `changed`, `same`, or `conflict` where an editor changed the
            story since the file was last loaded, and the file was changed too.
    """

    slug: str
    change: str
