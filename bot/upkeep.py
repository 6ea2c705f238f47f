"""PORT: what keeps the newsroom's memory sound, which copies run, and what they have answered.

It is a part of the `Store`; the contract is prose here and is tried on every engine by
`tests/contract/`. What the contract of `Store` says of its methods holds here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.revision import Counts
    from bot.standing import Standing
    from bot.words import Phrase


class Upkeep(Protocol):
    """The running copies, what they have answered, and the database as a whole."""

    # Running copies

    async def stand(self, copy: str, standings: Sequence[Standing], *, at: datetime) -> None:
        """Write down how the parts of *copy* stand, in place of what was written of it before.

        Without any, the copy is forgotten: it has ended. A copy that was not seen for a week
        before *at* is forgotten too.
        """

    async def standings(self) -> tuple[Standing, ...]:
        """Give how the parts of all copies stand, by part and copy."""

    # What was answered

    async def answered(self, platform: str, keys: Iterable[str]) -> frozenset[str]:
        """Give those of *keys* that were answered before, also by an earlier process.

        Args:
            platform: the door whose keys they are.
            keys: how the platform itself tells apart what it says, such as the numbers of updates.
        """

    async def mark_answered(self, platform: str, keys: Iterable[str], *, at: datetime) -> None:
        """Remember for a week that *keys* were answered; twice is harmless."""

    # The database

    async def version(self) -> int:
        """Give a number that grows with every change of what readers see."""

    async def counts(self) -> Counts:
        """Count what is kept."""

    async def schema(self) -> str:
        """Name the schema the database stands at."""

    async def check(self) -> tuple[Phrase, ...]:
        """Try the whole database for damage; every fault found, none when it is sound."""

    async def backup(self, path: Path) -> None:
        """Write a whole copy to *path* and check it; other work goes on meanwhile.

        Whatever the engine, the copy is one SQLite file, which can be opened as a store.

        Raises:
            Problem: there is a file at *path* already.
        """

    async def close(self) -> None:
        """Let go of the database."""
