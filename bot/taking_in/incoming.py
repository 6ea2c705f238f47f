"""What comes in from a source: read it, and keep what is new."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, assert_never
from urllib.parse import urlsplit

from bot.address import Address
from bot.errors import Problem, Unreadable
from bot.importers import Draft, read
from bot.staff import Act, Deed
from bot.taking_in.tray import Tray
from bot.wires import PLATFORM, Fetched, Item, Taken, Unchanged, Unfetched
from bot.words import Phrase, phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.errors import Fault
    from bot.wires import Fetcher, Source, Wires


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a source says.

    Args:
        drafts: the stories, each with the file it stands in; None on the web.
        etag: as in `Fetched`.
        modified: as in `Fetched`.
        fresh: as in `Fetched`.
        fault: what is wrong with some of its files; None where all are sound.
        partial: the files that were left, for they may not be whole yet.
        beside: how it names what it says beside these, in files that did not change.
    """

    drafts: tuple[tuple[Path | None, Draft], ...]
    etag: str = ""
    modified: str = ""
    fresh: timedelta = timedelta()
    fault: Phrase | None = None
    partial: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()


Read: TypeAlias = Incoming | Unchanged | Unfetched


class Reader:
    """Reads sources.

    Args:
        wires: where it is kept what they said.
        fetcher: goes out to the web.
        now: tells the moment, aware.
    """

    def __init__(self, wires: Wires, fetcher: Fetcher, now: Callable[[], datetime]) -> None:
        self._wires = wires
        self._fetcher = fetcher
        self._now = now
        self._trays: dict[Path, Tray] = {}

    async def read(self, source: Source, *, etag: str = "", modified: str = "") -> Read:
        """Read what a source says, as far as it is new."""
        match source.place:
            case Path() as folder:
                return await self._look(folder)
            case url:
                return await self._fetch(url, etag, modified)

    async def keep(
        self, source: Source, incoming: Incoming, worker: str | None = None
    ) -> Counter[Taken]:
        """Keep what is new, and count what became of it.

        Args:
            source: whose it is.
            incoming: what it says.
            worker: who has claimed the source.

        Raises:
            Problem: a story cannot be kept; those before it are.
        """
        taken = Counter[Taken]()
        keys = incoming.beside | {draft.key for _, draft in incoming.drafts if draft.key}
        alone = Counter(file for file, _ in incoming.drafts)
        for file, draft in incoming.drafts:
            at = self._now()
            where = Address(PLATFORM, source.name)
            act = Act(source.account, where, at, Deed.TAKEN_IN)
            beside = None if draft.keeps_key else keys
            spot = _spot(source, file) if alone[file] == 1 else None
            item = Item(draft.story, draft.key or draft.story.url, draft.is_named, beside, spot)
            became = await self._wires.take(item, source, at=at, reader=worker, act=act)
            taken[became] += 1
            if became is Taken.LOST:
                return taken
        # Not before all of a file is kept: to hear the rest of it again is harmless.
        if isinstance(source.place, Path):
            self._tray(source.place).done((file, draft) for file, draft in incoming.drafts if file)
        return taken

    def _tray(self, folder: Path) -> Tray:
        return self._trays.setdefault(folder, Tray(folder))

    async def _look(self, folder: Path) -> Read:
        try:
            contents = await asyncio.to_thread(self._tray(folder).look, self._now())
        except OSError as error:
            reason = error.strerror or str(error)
            return Unfetched(phrase("The folder cannot be read: {reason}.", reason=reason))
        faults = [(str(file.relative_to(folder)), fault) for file, fault in contents.faults]
        return Incoming(
            contents.drafts,
            fault=_first(faults) if faults else None,
            partial=tuple(str(file.relative_to(folder)) for file in contents.partial),
            beside=contents.beside,
        )

    async def _fetch(self, url: str, etag: str, modified: str) -> Read:
        answer = await self._fetcher.fetch(url, etag=etag, modified=modified)
        match answer:
            case Fetched():
                name = urlsplit(url).path.rpartition("/")[2]
                try:
                    # A large file takes a second, in which readers are answered.
                    drafts = await asyncio.to_thread(read, answer.data, name)
                except Unreadable as error:
                    return Unfetched(_first([(name, fault) for fault in error.faults]))
                said = (answer.etag, answer.modified, answer.fresh)
                return Incoming(tuple((None, draft) for draft in drafts), *said)
            case Unchanged() | Unfetched():
                return answer
            case _:
                assert_never(answer)


def _spot(source: Source, file: Path | None) -> str | None:
    """Name the place of a file in its folder; a path may be too long to be a key, or no text."""
    if file is None or not isinstance(source.place, Path):
        return None
    path = os.fsencode(file.relative_to(source.place))
    return f"file:{blake2b(path, digest_size=16).hexdigest()}"


def unkept(error: Problem) -> Unfetched:
    """Say that a story cannot be kept."""
    return Unfetched(error.phrase, is_passing=True)


def _first(faults: Sequence[tuple[str, Fault]]) -> Phrase:
    """Say the first fault whole, and of the others how many they are."""
    (name, fault), *more = faults
    place = ":".join(str(part) for part in (name, fault.line, fault.column) if part)
    values = {"place": place, "what": fault.what, "remedy": fault.remedy}
    said = Phrase("{place}: {what} {remedy}" if place else "{what} {remedy}", values)
    if not more:
        return said
    return phrases(
        "{said} One more thing is wrong.",
        "{said} {number} more things are wrong.",
        len(more),
        said=said,
    )
