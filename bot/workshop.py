"""PORT: what editors have in hand: drafts, what is set aside, what is to be published at a time.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.revision import State

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account, Address
    from bot.revision import Revision
    from bot.staff import Act
    from bot.story import Story

TAKEN_BACK, PLANNED = "r", "+"  # signs in the mark of a manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A revision that is to be published at a time.

    Args:
        number: which revision of the story.
        at: when.
        zone: the IANA name of the place whose clocks were meant.
        breaking: whether the subscribed places are told at once.
        by: who planned it.
        where: where they planned it.
    """

    number: int
    at: datetime
    zone: str
    breaking: bool
    by: Account
    where: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A revision that was published at its time.

    Args:
        revision: what readers see from now on.
        release: how it was planned.
    """

    revision: Revision
    release: Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A story as editors see it.

    Args:
        newest: what was saved last.
        shown: the number of the revision that readers see or last saw; None where they saw none.
        aside: whether what was saved last was set aside unpublished.
        release: what is to be published of it at a time.
    """

    newest: Revision
    shown: int | None = None
    aside: bool = False
    release: Release | None = None

    @property
    def id(self) -> int:
        """The story's number in the store."""
        return self.newest.id

    @property
    def slug(self) -> str:
        """The story's identity."""
        return self.newest.story.slug

    @property
    def is_seen(self) -> bool:
        """Whether readers see what was saved last."""
        return self.newest.state is State.PUBLISHED and self.shown == self.newest.number

    @property
    def mark(self) -> str:
        """Say how it stands in letters that a button carries: what was saved last, and the plan."""
        gone = TAKEN_BACK if self.newest.state is State.RETRACTED else ""
        planned = "" if self.release is None else f"{PLANNED}{self.release.number}"
        return f"{gone}{self.newest.number}{planned}"

    @property
    def waits(self) -> bool:
        """Whether what was saved last was never shown, and is not set aside."""
        return self.shown != self.newest.number and not self.aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an editor wrote while somebody else changed the same story.

    Args:
        story: the story's number in the store.
        base: the number of the revision that it was written on; None where that is not known.
        written: the whole story, as they want it.
        by: the editor.
        at: when they sent it in.
    """

    story: int
    base: int | None
    written: Story
    by: Account
    at: datetime


class Workshop(Protocol):
    """Stories before readers see them.

    Whoever gives an *act* has it noted beside what was done, in the same transaction, with the
    story and the revision that it was done to.
    """

    # Finding

    async def manuscript(self, story: int | str) -> Manuscript | None:
        """Give a story by its number in the store or its slug, whatever its state."""

    async def revision(self, story: int, number: int) -> Revision | None:
        """Give one revision of a story, shown to readers or not."""

    async def drafts(self, *, limit: int, skip: int = 0) -> tuple[Manuscript, ...]:
        """Give the stories of which something waits to be published, the last saved first."""

    async def unseen(self, *, limit: int) -> tuple[Manuscript, ...]:
        """Give the drafts, and what was set aside or retracted, the last saved first."""

    # Setting aside

    async def discard(self, slug: str, number: int, *, act: Act) -> Manuscript:
        """Set aside what waits of a story; what was to be published of it is not any more.

        Args:
            slug: the story.
            number: the revision that was saved last, as whoever discards it has seen it.
            act: who does it.

        Raises:
            NotFound: there is no such story.
            Conflict: that revision is not what waits of it.
        """

    async def restore(self, slug: str, number: int, *, act: Act) -> Manuscript:
        """Take up again what was set aside up to a revision.

        Raises:
            NotFound: there is no such story, or that revision is not set aside.
        """

    # Publishing at a time

    async def schedule(
        self,
        slug: str,
        number: int,
        *,
        at: datetime,
        zone: str,
        newest: int,
        breaking: bool,
        act: Act,
    ) -> Release:
        """Plan to publish a revision, in place of what was planned of its story before.

        Any later publishing, by hand or by a file, of that revision or of a later one ends the
        plan; so does retracting the story, or setting the revision aside. Each is noted as a plan
        that ended, by whoever did it. Publishing an earlier one changes the corrections in it too.

        Args:
            slug: the story.
            number: which revision of it.
            at: when.
            zone: the IANA name of the place whose clocks are meant.
            newest: the revision that was saved last, as whoever plans it has seen it.
            breaking: whether the subscribed places are told at once.
            act: who does it.

        Raises:
            NotFound: there is no such story or revision.
            Conflict: a later revision was saved, or readers see this or a later one.
        """

    async def correct(self, story: Story, *, before: Manuscript, act: Act) -> Revision:
        """Let readers see a correction, and nothing of what is planned for later.

        What was saved last is saved once more behind it, with the correction in it, and takes the
        place of what was planned. *act* is noted of the correction; that the time was chosen for
        another revision is noted too.

        Args:
            story: the story as readers shall see it.
            before: how the story stands, with its plan, as whoever corrects it has seen it.
            act: who does it.

        Raises:
            NotFound: there is no such story.
            Conflict: it stands otherwise by now, or it is not published.
        """

    async def unschedule(self, slug: str, *, act: Act) -> Release:
        """Plan nothing of a story any more, and give what was planned.

        Raises:
            NotFound: nothing was.
        """

    async def due(self, now: datetime, *, limit: int) -> tuple[str, ...]:
        """Name the stories of which something is due to be published, the longest due first."""

    async def release(self, slug: str, now: datetime) -> Released | None:
        """Publish what is due of a story, and note it as the act of who planned it.

        Of several who do so at once, one publishes it; the others get None.
        """

    # Two editors at once

    async def hand(self, who: Account, story: int, number: int) -> None:
        """Remember which revision of a story an editor has seen last."""

    async def handed(self, who: Account, story: int) -> int | None:
        """Give the number of the revision of a story that an editor has seen last."""

    async def hold(self, held: Held, *, where: Address) -> int:
        """Keep for a week what cannot be saved yet, and give the number it is kept under.

        What was heard is marked with it, as an act marks it.

        Args:
            held: what an editor wrote.
            where: where they are told so.
        """

    async def held(self, number: int) -> Held | None:
        """Give what is kept under a number."""
