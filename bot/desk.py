"""The desk: what the newsroom can do, whoever asks and wherever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotFound, Problem
from bot.finder import Finder, choices
from bot.revision import Report, Revision
from bot.shelf import Shelf
from bot.views.frame import Shown
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.address import Account, Address
    from bot.revision import Hit
    from bot.store import Store


class Desk:
    """The newsroom's use cases over a store.

    Args:
        store: the newsroom's memory.
        now: tells the moment, aware.
        clock: seconds that only go forward.
    """

    def __init__(
        self, store: Store, *, now: Callable[[], datetime], clock: Callable[[], float]
    ) -> None:
        self.store = store
        self.shelf = Shelf(store, clock)
        self.now = now
        self._finder = Finder(store, self.shelf)

    # Finding a story

    async def find(self, name: str, *, who: Account, where: Address, command: str) -> Revision:
        """Find the story a reader means; see `Finder.find`."""
        return await self._finder.find(name, who=who, where=where, command=command)

    def remember(self, stories: Sequence[Revision], *, who: Account, where: Address) -> None:
        """Remember which list a reader saw last; see `Finder.remember`."""
        self._finder.remember(stories, who=who, where=where)

    async def shown(self, revision: Revision) -> Shown:
        """Put a story beside its neighbours."""
        newer, older = await self.shelf.neighbours(revision.id)
        return Shown(revision, newer, older)

    # Reading

    async def search(self, query: str, *, limit: int) -> tuple[Hit, ...]:
        """Find stories that say all the words of *query*, the best match first."""
        hits = await self.store.search(query, limit=limit)
        if not hits:
            raise NotFound(
                phrase("Nothing says “{query}”.", query=query),
                choices(await self._finder.near(query), "story"),
            )
        return hits

    async def published(self) -> int:
        """Count the stories that readers can ask for."""
        return (await self.store.counts()).published

    async def history(self, story: Revision) -> tuple[Revision, ...]:
        """Give all revisions of a story that readers have seen, the oldest first."""
        return await self.store.shown(story.story.slug)

    async def revision(self, story: Revision, number: int) -> Revision:
        """Give an earlier revision of a story, as readers saw it."""
        shown = {each.number: each for each in await self.history(story)}
        if number not in shown:
            raise NotFound(
                phrase(
                    "There is no revision {number} to compare with. There are: {numbers}.",
                    number=number,
                    numbers=", ".join(map(str, shown)),
                )
            )
        return shown[number]

    # What readers leave

    async def report(
        self, revision: Revision, fact: int, text: str, *, who: Account, where: Address
    ) -> int:
        """Keep a reader's note for the editors, and give its number."""
        if not 0 <= fact <= len(revision.story.facts):
            raise Problem(
                phrase(
                    "This story has no fact {fact}; it has {count}.",
                    fact=fact,
                    count=len(revision.story.facts),
                )
            )
        return await self.store.report(
            Report(
                story=revision.id,
                revision=revision.number,
                fact=fact,
                text=text,
                who=who,
                where=where,
                at=self.now(),
            )
        )

    async def speak(self, who: Account, language: str) -> None:
        """Remember which language somebody reads."""
        await self.store.speak(who, language)
        self.shelf.forget()
