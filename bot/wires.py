"""PORT: the sources that are read by themselves, how each stands, and what it said.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.address import Account

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.staff import Act
    from bot.story import Story
    from bot.words import Phrase

PLATFORM = "source"
"""The platform of the accounts under which sources save; no door is called so."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place from where stories are taken in.

    Args:
        name: how it is called wherever it is spoken of; without what may be secret in its address.
        place: its web address, or the folder.
        is_trusted: whether what it says is published at once.
    """

    name: str
    place: str | Path
    is_trusted: bool

    @property
    def account(self) -> Account:
        """Whose doing it is what comes in from here."""
        return Account(PLATFORM, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """How a source stands.

    Args:
        name: the source.
        etag: what the server called the state it last gave, for it to say when that is the same.
        modified: when it said that this state was made.
        read_at: when the source was last read to its end; None before the first time.
        next_at: when it is to be read again.
        came_at: when it last said something new; None before.
        came: how many stories were new or changed then.
        waiting: how many of those wait for an editor.
        failures: how many times in a row it could not be read.
        failing_since: since when; None where it works.
        reason: why not, in words of the person who runs the bot; empty where it works.
        told_at: when the owners were told; None where they were not.
    """

    name: str
    etag: str = ""
    modified: str = ""
    read_at: datetime | None = None
    next_at: datetime
    came_at: datetime | None = None
    came: int = 0
    waiting: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    reason: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A story as a source says it.

    Args:
        story: what it says.
        key: how the source names it, or its address; None where it has neither.
        is_named: whether its slug is its identity, and not made of its headline.
        beside: where its key may be another one the next time, how the source names the others
            that it says now; None where a key is kept.
        spot: names where in the source it stands, where that is its alone.
    """

    story: Story
    key: str | None
    is_named: bool
    beside: frozenset[str] | None = None
    spot: str | None = None


class Taken(StrEnum):
    """What became of a story that a source said."""

    SAME = "same"  # it says what it said before
    LOST = "lost"  # nothing: somebody else reads the source by now, and may know better
    DRAFT = "draft"  # a revision that readers do not see
    WAITING = "waiting"  # the same, of a trusted source: an editor had the last word
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at a web address.

    Args:
        data: the bytes, unpacked.
        etag: what the server calls this state; empty where it does not.
        modified: when it says that this state was made; empty where it does not.
        fresh: for how long the server says that it stays so.
    """

    data: bytes
    etag: str = ""
    modified: str = ""
    fresh: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """There is what was there before; *fresh* as in `Fetched`."""

    fresh: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Unfetched:
    """Nothing came.

    Args:
        reason: why.
        is_passing: whether it may well be different the next time.
        wait: how long the server asks not to be asked again.
    """

    reason: Phrase
    is_passing: bool = False
    wait: timedelta = timedelta()


Answer: TypeAlias = Fetched | Unchanged | Unfetched


class Fetcher(Protocol):
    """Goes out to the web, and only there: never to an address that is not public."""

    async def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """Give what stands at *url*, unless it is what the server called *etag* and *modified*.

        It ends within half a minute and raises nothing: whatever goes wrong is an `Unfetched`.
        """


class Wires(Protocol):
    """What is known of each source, kept where the stories are."""

    async def enrol(self, names: Iterable[str], *, now: datetime) -> None:
        """Know these sources from now on; one that is new is due at once, the others stay."""

    async def claim(
        self, names: Iterable[str], reader: str, *, now: datetime, until: datetime
    ) -> Wire | None:
        """Take one of *names* that is due, the longest due first, to read it; None if none is.

        Nobody else gets it before *until*, which is a lease: whoever dies with it loses it then.

        Args:
            names: the sources that this copy has in its settings.
            reader: names this process, as nobody else's is named.
            now: the moment.
            until: the end of the lease.
        """

    async def settle(self, wire: Wire, reader: str) -> bool:
        """Write down how a source stands now that it was read; it is due at its `next_at`.

        Returns:
            Whether *reader* still had it; else nothing was written.
        """

    async def wires(self) -> tuple[Wire, ...]:
        """Give how all sources stand that were ever enrolled, by their names."""

    async def take(
        self,
        item: Item,
        source: Source,
        *,
        at: datetime,
        reader: str | None = None,
        act: Act | None = None,
    ) -> Taken:
        """Keep what a source says of a story, in one transaction; twice is harmless.

        - What the source said of it before, word for word, is nothing new, whatever an editor
          has made of the story since.
        - Its story is the one it was before; else the one with its key or address; else, where
          its slug is its identity, the one with that slug; else the one that has its headline;
          else, where keys are not kept, the one of this source that rests on the same articles,
          half of them at least, and that is none of the others it says now. Else it is new.
        - What has neither key nor address nor slug is the story that stood in its spot, unless
          the two have no fact and no narrative in common.
        - It becomes a draft, or a revision that readers do not see.
        - From a trusted source it is published, unless somebody other than a source has saved
          the story since, or has saved what readers see, or has set it aside or retracted it.

        Args:
            item: the story.
            source: who says so.
            at: when.
            reader: who has claimed the source; None where nobody needs to.
            act: is noted with what came of it, where something did.
        """
