"""Taking in the files of the content folder, inside a transaction that the caller opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.corrections import carried
from bot.revision import Loaded, State
from bot.store import acting, statements
from bot.store.announcing import follow
from bot.store.lookup import ids_of, look_up, revision_in
from bot.store.rows import Content, Kept, content_of, newest_row, revision_row, story_row
from bot.store.showing import Showing, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision
    from bot.staff import Act
    from bot.store.database import Database
    from bot.story import Story

FROM_FILE = "file"


class File(NamedTuple):
    """A story file, and how things stand with its story; None where it is new."""

    story: Story
    content: Content
    kept: Kept | None

    @property
    def number(self) -> int:
        """The number of the revision that this file is, or will be."""
        if self.kept is None:
            return 1
        return self.kept.newest + (not self.waits)

    @property
    def waits(self) -> bool:
        """Whether it is the newest revision already, and readers do not see it yet."""
        kept = self.kept
        return (
            kept is not None
            and kept.state != State.RETRACTED
            and kept.newest_digest == self.content.digest
            and kept.newest != kept.shown
        )


async def load(
    connection: AsyncConnection,
    database: Database,
    stories: Sequence[Story],
    *,
    at: datetime,
    act: Act | None,
) -> tuple[Loaded, ...]:
    """Take in files of the content folder and publish them; see `Store.load`."""
    slugs = [story.slug for story in stories]
    await database.hold(connection, slugs)
    kept = await look_up(connection, slugs)
    files: dict[str, File] = {}
    changes: list[Loaded] = []
    for story in stories:
        file = await _as_kept(connection, story, kept.get(story.slug))
        change = _change(file, files.get(story.slug))
        files.setdefault(story.slug, file)
        changes.append(Loaded(slug=story.slug, change=change))
    await _settle_loaded(connection, files.values())
    taken = [files[loaded.slug] for loaded in changes if loaded.change in {"new", "changed"}]
    await _take_in(connection, database, taken, at, act)
    return tuple(changes)


async def _as_kept(connection: AsyncConnection, story: Story, kept: Kept | None) -> File:
    """Give a file as it would be kept: with the corrections that readers were told since."""
    file = File(story, content_of(story), kept)
    if kept is None or file.content.digest in {kept.loaded_digest, kept.newest_digest}:
        return file
    # What it said when it was loaded last was kept with the corrections of that day.
    for number in filter(None, dict.fromkeys((kept.loaded, kept.shown))):
        told = await revision_in(connection, story.slug, number)
        whole = carried(story, told.story)
        file = File(whole, content_of(whole), kept)
        if file.content.digest == kept.loaded_digest:
            break
    return file


def _change(file: File, before: File | None) -> str:
    """Say what becomes of a file, *before* being one of the same batch and slug."""
    _, content, kept = file
    if before:
        return "same" if before.content == content else "conflict"
    if kept is None:
        return "new"
    if content.digest == kept.loaded_digest or _readers_see(file):
        return "same"
    return "changed" if file.waits or kept.loaded == kept.newest else "conflict"


def _readers_see(file: File) -> bool:
    """Whether the file says just what is the newest revision and is shown, whoever made it."""
    _, content, kept = file
    return (
        kept is not None
        and content.digest == kept.newest_digest
        and (kept.state, kept.shown) == (State.PUBLISHED, kept.newest)
    )


async def _settle_loaded(connection: AsyncConnection, files: Iterable[File]) -> None:
    """Where file and store agree again, the next change of the file is no conflict."""
    agreed = [
        {"id_": file.kept.id, "loaded_": file.kept.newest}
        for file in files
        if file.kept and file.kept.loaded != file.kept.newest and _readers_see(file)
    ]
    if agreed:
        await connection.execute(statements.SET_LOADED, agreed)


async def _take_in(
    connection: AsyncConnection,
    database: Database,
    files: Sequence[File],
    at: datetime,
    act: Act | None,
) -> None:
    if not files:
        return
    new = [file.story for file in files if file.kept is None]
    if new:
        rows = [story_row(story, state=State.DRAFT, key=None, loaded=1) for story in new]
        await connection.execute(statements.ADD_STORY, rows)
    ids = await ids_of(connection, [file.story.slug for file in files])
    numbered = [(ids[file.story.slug], file) for file in files]
    fresh = [(id_, file) for id_, file in numbered if not file.waits]
    if fresh:
        await _add_revisions(connection, fresh, at)
    await connection.execute(
        statements.SET_LOADED, [{"id_": id_, "loaded_": file.number} for id_, file in numbered]
    )
    seen = await _seen(connection, files)
    numbers = {file.story.slug: file.number for file in files}
    showings = [
        Showing(id_, file.number, file.kept.published_at if file.kept else None, file.story)
        for id_, file in numbered
    ]
    await show(connection, database, showings, at, act)
    for id_, file in numbered:
        await acting.note(connection, act, story=id_, revision=file.number)
    for before in seen:
        slug = before.story.slug
        after = await revision_in(connection, slug, numbers[slug])
        await follow(connection, before, after, at=at, act=None)


async def _seen(connection: AsyncConnection, files: Iterable[File]) -> list[Revision]:
    """Give what readers see, or saw last, of those stories that they have seen."""
    return [
        await revision_in(connection, file.story.slug, file.kept.shown)
        for file in files
        if file.kept and file.kept.shown
    ]


async def _add_revisions(
    connection: AsyncConnection, numbered: Sequence[tuple[int, File]], at: datetime
) -> None:
    rows = [
        revision_row(id_, file.number, file.content, by=FROM_FILE, at=at, note="")
        for id_, file in numbered
    ]
    await connection.execute(statements.ADD_REVISION, rows)
    newest = [newest_row(id_, file.number, file.story) for id_, file in numbered]
    await connection.execute(statements.SET_NEWEST, newest)
