"""The shelf: what readers ask for most, kept within reach.

Reading through the database costs several times what it takes to draw the answer, and most
readers ask for the same few stories. What was read is kept until the store's version moves, which
is looked at once a second at most; so a correction made by another copy of the program is seen a
second later, and one made here at once. Of the languages that people choose the version tells
nothing; they are kept for that second.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable
    from datetime import datetime

    from bot.address import Account
    from bot.forecasts import Record
    from bot.revision import Revision
    from bot.store import Store

T = TypeVar("T")

FRESH = 1.0  # seconds for which the version is believed
KEPT = 2_000  # answers; a story of some 10 KB each makes 20 MB at the most


class Shelf:
    """Readers' side of a store, remembered.

    Args:
        store: where it is read from.
        clock: seconds that only go forward.
    """

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._languages: dict[Account, str | None] = {}
        self._version = -1
        self._seen_at = float("-inf")
        self._asked: frozenset[Account] | None = None
        self._asked_at = float("-inf")

    async def published(self, story: int | str) -> Revision | None:
        """Give one published story, by its number or its slug."""
        return await self._read(("published", story), lambda: self._store.published(story))

    async def latest(
        self, *, limit: int, skip: int = 0, topic: str | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest stories."""
        return await self._read(
            ("latest", limit, skip, topic),
            lambda: self._store.latest(limit=limit, skip=skip, topic=topic),
        )

    async def retractions(self, *, limit: int) -> tuple[Revision, ...]:
        """Give the newest of the stories that are retracted."""
        return await self._read(
            ("retractions", limit), lambda: self._store.retractions(limit=limit)
        )

    async def neighbours(self, story: int) -> tuple[int | None, int | None]:
        """Give the next newer and the next older story."""
        return await self._read(("neighbours", story), lambda: self._store.neighbours(story))

    async def topics(self) -> tuple[tuple[str, int], ...]:
        """Give every topic with the number of its stories."""
        return await self._read(("topics",), self._store.topics)

    async def forecasters(self) -> tuple[Record, ...]:
        """Give what is known of each forecaster."""
        return await self._read(("forecasters",), self._store.forecasters)

    async def language(self, who: Account) -> str | None:
        """Give the language somebody chose."""
        await self._look()
        languages = self._languages
        if who not in languages:
            languages[who] = await self._store.language(who)
        return languages[who]

    async def is_asked(self, who: Account, now: datetime) -> bool:
        """Whether somebody may have been asked something that they have not answered.

        What another copy of the program has asked is known a second later.
        """
        if self._clock() - self._asked_at >= FRESH:
            self._asked_at = self._clock()
            self._asked = await self._store.asking.people(at=now)
        return self._asked is None or who in self._asked

    def forget_asked(self) -> None:
        """Look anew who was asked something: somebody was, here."""
        self._asked_at = float("-inf")

    def forget(self) -> None:
        """Look at everything anew: something was written here."""
        self._kept.clear()
        self._seen_at = float("-inf")

    async def _read(self, key: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        await self._look()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]  # type: ignore[return-value] # a key is always read the same way
        version = self._version
        value = await read()
        # What was read while the shelf was cleared may be of before the change.
        if version == self._version:
            self._kept[key] = value
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return value

    async def _look(self) -> None:
        if self._clock() - self._seen_at < FRESH:
            return
        self._seen_at = self._clock()
        self._languages = {}
        version = await self._store.version()
        if version != self._version:
            self._kept.clear()
            self._version = version
