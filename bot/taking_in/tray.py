"""The tray: a folder into which people put story files, read as the files become whole."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import Unreadable
from bot.importers import Draft, read
from bot.taking_in.folder import ENDINGS, file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.errors import Fault

TAKEN = (*ENDINGS, ".txt")  # the last for pages, which people paste into a file
QUIET = timedelta(seconds=5)  # a file that was written to less long ago may not be whole


class Stamp(NamedTuple):
    """A file as it stands on the disk: when it was written, in nanoseconds, its size, its number.

    A file that is put in another one's place has another number, whatever its time says.
    """

    written: int
    size: int
    number: int

    @property
    def moment(self) -> datetime:
        """When it was written, by the clock of its disk."""
        return datetime.fromtimestamp(self.written / 1e9, UTC)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is new in a tray.

    Args:
        drafts: the stories of the files that are new or changed, each with its file.
        faults: what is wrong in the others, the first of each file.
        partial: the files that were left, for they may not be whole yet.
        beside: the keys of the stories of the files that are done.
    """

    drafts: tuple[tuple[Path, Draft], ...]
    faults: tuple[tuple[Path, Fault], ...]
    partial: tuple[Path, ...]
    beside: frozenset[str]


class Done(NamedTuple):
    """A file whose stories are kept: how it stood then, and the keys of its stories."""

    stamp: Stamp
    keys: frozenset[str]


class Tray:
    """One folder, as it was when it was last looked into.

    Args:
        folder: the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, Stamp] = {}
        self._quiet: set[Path] = set()
        self._done: dict[Path, Done] = {}

    def look(self, now: datetime) -> Contents:
        """Read the files that are new or changed.

        A file is left for the next time while it may still be written to: when it was written a
        moment ago, or changes while it is read.

        Raises:
            OSError: the folder is not there, or may not be read.
        """
        drafts: list[tuple[Path, Draft]] = []
        faults: list[tuple[Path, Fault]] = []
        partial: list[Path] = []
        for file, stamp in self._changed(now):
            try:
                found = read(file_bytes(file), file.name)
            except Unreadable as error:
                faults.append((file, error.faults[0]))
                continue
            if stamp == _stamp(file):
                drafts += ((file, draft) for draft in found)
            else:
                partial.append(file)
        partial += (file for file in self._seen if file not in self._quiet)
        read_anew = {file for file, _ in drafts}
        beside = (each.keys for file, each in self._done.items() if file not in read_anew)
        return Contents(tuple(drafts), tuple(faults), tuple(partial), frozenset().union(*beside))

    def done(self, drafts: Iterable[tuple[Path, Draft]]) -> None:
        """Leave the files of *drafts* alone from now on, until they change: these are kept."""
        keys: dict[Path, list[str]] = {}
        for file, draft in drafts:
            keys.setdefault(file, []).extend(filter(None, [draft.key]))
        for file, those in keys.items():
            self._done[file] = Done(self._seen[file], frozenset(those))

    def _changed(self, now: datetime) -> list[tuple[Path, Stamp]]:
        """Give the files that were not done as they are, and that nobody writes to any more."""
        stamps = {file: stamp for file in _files(self._folder) if (stamp := _stamp(file))}
        self._quiet = {
            file
            for file, stamp in stamps.items()
            # Where the clock of the disk goes ahead, a second look tells the same.
            if now - stamp.moment >= QUIET or self._seen.get(file) == stamp
        }
        self._seen = stamps
        self._done = {file: done for file, done in self._done.items() if file in stamps}
        return [
            (file, stamp)
            for file, stamp in stamps.items()
            if file in self._quiet and not self._is_done(file, stamp)
        ]

    def _is_done(self, file: Path, stamp: Stamp) -> bool:
        return file in self._done and self._done[file].stamp == stamp


def _files(folder: Path) -> Iterator[Path]:
    """Name the files that may hold stories; hidden ones are still being written by a program."""
    # A folder that is not there would look like one from which all was taken away.
    with os.scandir(folder):
        pass
    for file in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix in TAKEN and not is_hidden:
            yield file


def _stamp(file: Path) -> Stamp | None:
    """Tell how a file stands; None where it is none, or was just taken away."""
    try:
        found = file.stat()
    except OSError:
        return None
    is_file = stat.S_ISREG(found.st_mode)
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino) if is_file else None
