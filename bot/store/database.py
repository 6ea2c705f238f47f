"""What engines do differently; all else of the store is the same statements for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from sqlalchemy import Select, TextClause
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.story import Story
    from bot.words import Phrase

Query: TypeAlias = "Select[*tuple[Any, ...]] | TextClause"


class Shown(NamedTuple):
    """A story that readers see: its number, its age in microseconds, what it says."""

    id: int
    published_at: int
    story: Story


class Overtaken(StoreError):
    """Another transaction came between; the same work, done again, may well succeed."""


class Database(Protocol):
    """One engine.

    Every method raises `StoreError`, and no error of a driver, when the database fails.

    Attributes:
        place: the database, as a person may see it named; without its secrets.
        tables: a statement that gives the name of every table there is.
    """

    place: str
    tables: Query

    async def start(self) -> None:
        """Connect, and see that the engine can hold a store."""

    async def create(self, connection: AsyncConnection) -> None:
        """Make what is not the same table on every engine."""

    async def rows(
        self, statement: Query, values: Mapping[str, object] | None = None
    ) -> Sequence[Sequence[Any]]:
        """Read: the rows that *statement* gives, each as of one moment."""

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a transaction to write in; it ends with the block, whole or not."""

    async def hold(self, connection: AsyncConnection, slugs: Sequence[str]) -> None:
        """Keep everybody else from writing to these stories until the transaction ends.

        What is read afterwards is what the last one who held them has written. A slug that is new
        holds nobody back: of those who add it all but one are `Overtaken`.
        """

    async def hold_schema(self, connection: AsyncConnection) -> None:
        """Keep everybody else from making or changing the tables until the transaction ends."""

    async def enter(self, connection: AsyncConnection, shown: Sequence[Shown]) -> None:
        """Enter stories into the full-text index, in place of what it had of them."""

    async def strike(self, connection: AsyncConnection, id_: int, published_at: int) -> None:
        """Take a story out of the full-text index."""

    async def matches(
        self, words: Sequence[str], *, limit: int, skip: int, headlines: bool, any_word: bool
    ) -> Sequence[Sequence[Any]]:
        """Give the rows of `statements.REVISION` and the marked matching place, best first."""

    async def faults(self) -> tuple[Phrase, ...]:
        """Find what is damaged in the files of the engine and in the full-text index."""

    async def copy(self, path: Path) -> None:
        """Write a sound copy of all data to *path*, where no file is yet."""

    async def close(self) -> None:
        """Let go of every connection."""
