"""Taking in what a source says of a story, inside a transaction that the caller opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import Conflict
from bot.slugs import own_slug
from bot.staff import Deed
from bot.store import saving, showing
from bot.store import wire_statements as statements
from bot.store.database import Overtaken
from bot.store.lookup import look_up, revision_in
from bot.store.rows import content_of, story_of
from bot.wires import Taken
from bot.words import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.revision import Revision
    from bot.staff import Act
    from bot.store.database import Database
    from bot.store.rows import Kept
    from bot.story import Story
    from bot.wires import Item, Source


FEWEST = 2  # articles; one alone may be told of in many stories
MOST_OTHERS = 200  # stories; of more than that none is still going on


class Known(NamedTuple):
    """The story that an item is of, and the digest of what the source said of it before."""

    slug: str
    digest: str | None


async def take(
    connection: AsyncConnection,
    database: Database,
    item: Item,
    source: Source,
    *,
    at: datetime,
    reader: str | None,
    act: Act | None,
) -> Taken:
    """Keep what a source says of a story; see `Wires.take`."""
    if reader is not None and not await _holds(connection, source, reader):
        return Taken.LOST
    # A slug that is made of the headline, and then perhaps numbered, says nothing of its own.
    digest = content_of(item.story.model_copy(update={"slug": ""})).digest
    known = await _known(connection, item, source)
    if known.digest == digest:
        return Taken.SAME
    await database.hold(connection, [known.slug])
    # Another copy may have kept the same just before this one held the story.
    if await _known(connection, item, source) != known:
        raise Overtaken(phrase("Somebody else took in the same at the same time."))
    kept = (await look_up(connection, [known.slug])).get(known.slug)
    is_sources = kept is None or await _is_sources(connection, kept)
    revision = await _save(
        connection, database, item, known.slug, by=str(source.account), at=at, act=act
    )
    await _remember(connection, _name(item, source), known, digest, revision.id)
    taken = _taken(kept, revision.number, source, is_sources=is_sources)
    if taken is Taken.PUBLISHED:
        act = act and replace(act, deed=Deed.PUBLISHED)
        await showing.publish(connection, database, known.slug, revision.number, at=at, act=act)
    return taken


async def _holds(connection: AsyncConnection, source: Source, reader: str) -> bool:
    values = {"name": source.name, "reader": reader}
    return await connection.scalar(statements.HOLD, values) is not None


def _taken(kept: Kept | None, number: int, source: Source, *, is_sources: bool) -> Taken:
    """Say what becomes of a revision, *kept* being how things stood before it was saved."""
    is_seen = kept is not None and kept.shown == number
    if source.is_trusted and is_sources and not is_seen:
        return Taken.PUBLISHED
    if kept is not None and number == kept.newest:
        return Taken.SAME
    return Taken.WAITING if source.is_trusted else Taken.DRAFT


async def _is_sources(connection: AsyncConnection, kept: Kept) -> bool:
    return await connection.scalar(statements.IS_AN_EDITORS, {"story": kept.id}) is None


async def _save(
    connection: AsyncConnection,
    database: Database,
    item: Item,
    slug: str,
    *,
    by: str,
    at: datetime,
    act: Act | None,
) -> Revision:
    story = item.story.model_copy(update={"slug": slug})
    try:
        return await saving.save(
            connection, database, story, by=by, at=at, note="", key=item.key, follows=None, act=act
        )
    except Conflict as error:
        # The key was nobody's a moment ago.
        raise Overtaken(error.phrase) from error


async def _remember(
    connection: AsyncConnection, name: dict[str, str], known: Known, digest: str, story: int
) -> None:
    """Write down what the source said, for it to be known again."""
    if known.digest is None:
        said = {**name, "digest": digest, "story": story}
        await connection.execute(statements.ADD_ITEM, said)
    else:
        which = {f"{field}_": value for field, value in name.items()}
        now = {"digest_": digest, "story_": story}
        await connection.execute(statements.SET_ITEM, which | now)


def _name(item: Item, source: Source) -> dict[str, str]:
    return {"wire": source.name, "key": item.key or _spot(item) or item.story.slug}


def _spot(item: Item) -> str | None:
    return None if item.key or item.is_named else item.spot


async def _known(connection: AsyncConnection, item: Item, source: Source) -> Known:
    """Find the story that this is, or a slug for a new one."""
    before = (await connection.execute(statements.ITEM, _name(item, source))).first()
    if before is not None and await _goes_on(connection, before.slug, item, source):
        return Known(before.slug, before.digest)
    slug = await connection.scalar(statements.SLUG_OF_KEY, {"key": item.key})
    slug = str(slug) if slug is not None else await _slug(connection, item, source)
    return Known(slug, before.digest if before else None)


async def _goes_on(connection: AsyncConnection, slug: str, item: Item, source: Source) -> bool:
    """Tell whether an item is the story it was before, and not another one put into its spot."""
    if _spot(item) is None:
        return True
    values = {"slug": slug, "by": str(source.account)}
    told = story_of(await connection.scalar(statements.SAID, values))
    return not _texts(told).isdisjoint(_texts(item.story))


def _texts(story: Story) -> set[str]:
    facts, narratives = story.facts, story.narratives
    return {each.text for each in facts} | {each.text for each in narratives}


async def _slug(connection: AsyncConnection, item: Item, source: Source) -> str:
    if item.is_named:
        return item.story.slug

    async def newest(slug: str) -> Story | None:
        kept = (await look_up(connection, [slug])).get(slug)
        return (await revision_in(connection, slug, kept.newest)).story if kept else None

    slug = await own_slug(item.story, newest)
    if await newest(slug) is not None:
        return slug
    return await _of_the_same_articles(connection, item, source) or slug


async def _of_the_same_articles(
    connection: AsyncConnection, item: Item, source: Source
) -> str | None:
    """Find the story of a source that went on: with more articles, under another headline."""
    ours = _articles(item.story)
    if item.beside is None or len(ours) < FEWEST:
        return None
    values = {"wire": source.name, "beside": [*item.beside], "limit": MOST_OTHERS}
    shared = {}
    for row in await connection.execute(statements.OTHERS, values):
        theirs = _articles(story_of(row.content))
        common = len(ours & theirs)
        if common >= max(FEWEST, min(len(ours), len(theirs)) / 2):
            shared[row.slug] = common
    return max(shared, key=lambda slug: shared[slug]) if shared else None


def _articles(story: Story) -> set[str]:
    return {source.url for source in story.sources if source.url}
