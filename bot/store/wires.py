"""What is taken in by itself, on SQL; the contract stands with the port."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.staff import Deed
from bot.store import saving, showing
from bot.store import wire_statements as statements
from bot.store.lookup import look_up, revision_in
from bot.store.rows import content_of, micros_of, moment_of
from bot.wires import Taken, Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Act
    from bot.store.database import Database
    from bot.store.rows import Kept
    from bot.store.transactions import Transactions
    from bot.wires import Item, Source


class SqlWires:
    """`Wires` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that the wires stand beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def enrol(self, names: Iterable[str], *, now: datetime) -> None:
        """Know these sources from now on."""
        await self._write(_enrol, [*names], now)

    async def claim(
        self, names: Iterable[str], reader: str, *, now: datetime, until: datetime
    ) -> Wire | None:
        """Take one of *names* that is due, the longest due first, to read it."""
        values = {
            "names": [*names],
            "by": reader,
            "now": micros_of(now),
            "until": micros_of(until),
        }
        return await self._write(_claim, values)

    async def settle(self, wire: Wire, reader: str) -> bool:
        """Write down how a source stands now that it was read."""
        return await self._write(_settle, wire, reader)

    async def wires(self) -> tuple[Wire, ...]:
        """Give how all sources stand that were ever enrolled."""
        return tuple(map(wire_of, await self._database.rows(statements.WIRES)))

    async def take(
        self, item: Item, source: Source, *, at: datetime, act: Act | None = None
    ) -> Taken:
        """Keep what a source says of a story."""
        return await self._write(_take, self._database, item, source, at=at, act=act)


def wire_of(row: Sequence[Any]) -> Wire:
    """Read a row of the columns `wire_statements.WIRE`."""
    name, etag, modified, read_at, next_at, came_at, *counts, failing_since, reason, told_at = row
    came, waiting, failures = counts
    return Wire(
        name=name,
        etag=etag,
        modified=modified,
        read_at=_moment(read_at),
        next_at=moment_of(next_at),
        came_at=_moment(came_at),
        came=came,
        waiting=waiting,
        failures=failures,
        failing_since=_moment(failing_since),
        reason=reason,
        told_at=_moment(told_at),
    )


def wire_row(wire: Wire) -> dict[str, Any]:
    """Give the values of how a source stands."""
    return {
        "name_": wire.name,
        "etag_": wire.etag,
        "modified_": wire.modified,
        "read_at_": _micros(wire.read_at),
        "next_at_": micros_of(wire.next_at),
        "came_at_": _micros(wire.came_at),
        "came_": wire.came,
        "waiting_": wire.waiting,
        "failures_": wire.failures,
        "failing_since_": _micros(wire.failing_since),
        "reason_": wire.reason,
        "told_at_": _micros(wire.told_at),
    }


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else moment_of(micros)


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else micros_of(moment)


async def _enrol(connection: AsyncConnection, names: Sequence[str], now: datetime) -> None:
    rows = [{"name": name, "next_at": micros_of(now)} for name in names]
    if rows:
        await connection.execute(statements.ENROL, rows)


async def _claim(connection: AsyncConnection, values: dict[str, object]) -> Wire | None:
    row = (await connection.execute(statements.CLAIM, values)).first()
    return None if row is None else wire_of(row)


async def _settle(connection: AsyncConnection, wire: Wire, reader: str) -> bool:
    values = {**wire_row(wire), "reader_": reader}
    return await connection.scalar(statements.SETTLE, values) is not None


async def _take(
    connection: AsyncConnection,
    database: Database,
    item: Item,
    source: Source,
    *,
    at: datetime,
    act: Act | None,
) -> Taken:
    """Keep what a source says of a story; see `Wires.take`."""
    # A slug that is made of the headline, and then perhaps numbered, says nothing of its own.
    digest = content_of(item.story.model_copy(update={"slug": ""})).digest
    said = {"wire": source.name, "key": item.key or item.story.slug}
    before = (await connection.execute(statements.ITEM, said)).first()
    if before is not None and before.digest == digest:
        return Taken.SAME
    slug = before.slug if before is not None else await _slug(connection, item)
    await database.hold(connection, [slug])
    kept = (await look_up(connection, [slug])).get(slug)
    is_ours = kept is None or await _is_sources(connection, kept)
    revision = await saving.save(
        connection,
        database,
        item.story.model_copy(update={"slug": slug}),
        by=str(source.account),
        at=at,
        note="",
        key=item.key,
        follows=None,
        act=act,
    )
    await connection.execute(statements.SET_ITEM, {**said, "digest": digest, "story": revision.id})
    taken = _taken(kept, revision.number, source, is_ours=is_ours)
    if taken is Taken.PUBLISHED:
        published = act and replace(act, deed=Deed.PUBLISHED)
        await showing.publish(connection, database, slug, revision.number, at=at, act=published)
    return taken


def _taken(kept: Kept | None, number: int, source: Source, *, is_ours: bool) -> Taken:
    """Say what becomes of a revision, *kept* being how things stood before it was saved."""
    is_seen = kept is not None and kept.shown == number
    if source.is_trusted and is_ours and not is_seen:
        return Taken.PUBLISHED
    if kept is not None and number == kept.newest:
        return Taken.SAME
    return Taken.WAITING if source.is_trusted else Taken.DRAFT


async def _is_sources(connection: AsyncConnection, kept: Kept) -> bool:
    return await connection.scalar(statements.IS_AN_EDITORS, {"story": kept.id}) is None


async def _slug(connection: AsyncConnection, item: Item) -> str:
    """Find the story that this is, or a slug for a new one."""
    known = await connection.scalar(statements.SLUG_OF_KEY, {"key": item.key})
    if known is not None:
        return str(known)
    slug, number = item.story.slug, 1
    while not item.is_named and (kept := (await look_up(connection, [slug])).get(slug)):
        other = (await revision_in(connection, slug, kept.newest)).story
        if other.headline.casefold() == item.story.headline.casefold():
            break
        number += 1
        slug = f"{item.story.slug}-{number}"
    return slug
