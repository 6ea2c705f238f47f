"""Read story files from disk: the newsroom's content folder, or whatever an editor names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Fault, Unreadable
from bot.importers import Draft, read
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

ENDINGS = (".yaml", ".yml", ".json")
MOST_BYTES = 9 * 1024 * 1024  # past the importers' own limits; what is larger is not read at all


@dataclass(frozen=True, slots=True)
class Readings:
    """What came out of a number of files.

    Args:
        drafts: the sound stories, each with its file.
        faults: everything that is wrong, each with its file.
    """

    drafts: tuple[tuple[Path, Draft], ...]
    faults: tuple[tuple[Path, Fault], ...]

    @property
    def broken(self) -> int:
        """How many files are not sound."""
        return len({path for path, _ in self.faults})


def story_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Name the files: those given, and the story files of the folders given, by their names."""
    return tuple(file for path in paths for file in _files(path))


def read_files(files: Iterable[Path], tell: Callable[[Path], None]) -> Readings:
    """Read *files*, and find every fault of every one.

    Args:
        files: what to read.
        tell: is told each file when it has been read, for whoever shows the progress.
    """
    drafts: list[tuple[Path, Draft]] = []
    faults: list[tuple[Path, Fault]] = []
    for file in files:
        try:
            drafts += ((file, draft) for draft in read(file_bytes(file), file.name))
        except Unreadable as error:
            faults += ((file, fault) for fault in error.faults)
        tell(file)
    return Readings(tuple(drafts), (*faults, *_same_slugs(drafts)))


def file_bytes(file: Path) -> bytes:
    """Read one file.

    Raises:
        Unreadable: it is not there, may not be read, or is far too large.
    """
    try:
        with file.open("rb") as opened:
            # Never more than that, whatever its size says: some files have no end.
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable([_unread(error)]) from error
    if len(data) > MOST_BYTES:
        raise Unreadable([_too_large()])
    return data


def _files(path: Path) -> Iterator[Path]:
    if _is_folder(path):
        files = (file for file in path.rglob("*") if file.suffix in ENDINGS)
        # Whoever reads a pipe waits until somebody writes.
        yield from sorted(file for file in files if not file.is_fifo())
    else:
        yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # whoever reads it is told why it cannot be read


def _same_slugs(drafts: Iterable[tuple[Path, Draft]]) -> Iterator[tuple[Path, Fault]]:
    """Two files must not be one story: the second would overwrite the first at every load."""
    first: dict[str, Path] = {}
    for file, draft in drafts:
        slug = draft.story.slug
        other = first.setdefault(slug, file)
        if other != file:
            what = phrase("The slug “{slug}” is that of {other} too.", slug=slug, other=str(other))
            yield file, Fault(what, phrase("Give one of them another slug."))


def _too_large() -> Fault:
    return Fault(
        phrase("This file is larger than {most} MB.", most=MOST_BYTES // 1024 // 1024),
        phrase("Give a story, or a category of stories, by itself."),
    )


def _unread(error: OSError) -> Fault:
    match error:
        case FileNotFoundError():
            return Fault(phrase("There is no such file."), phrase("Check its name and folder."))
        case IsADirectoryError():
            return Fault(phrase("This is a folder."), phrase("Name a file in it."))
        case PermissionError():
            return Fault(phrase("This file may not be read."), phrase("Let your account read it."))
        case _:
            reason = error.strerror or str(error)
            return Fault(
                phrase("This file cannot be read: {reason}.", reason=reason),
                phrase("Check the disk it is on."),
            )
