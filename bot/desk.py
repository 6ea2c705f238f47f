"""The desk: what the newsroom can do, whoever asks and wherever."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.editing.drawer import Drawer
from bot.errors import NotFound
from bot.reading.finder import Finder, choices
from bot.reading.last_lists import LastLists
from bot.reading.shelf import Shelf
from bot.slugs import own_slug
from bot.views.frame import Shown
from bot.words import phrase
from bot.words.written import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.adapter import Look
    from bot.address import Account, Address
    from bot.importers import Draft
    from bot.pace import Lane
    from bot.question import Question
    from bot.revision import Hit, Loaded, Revision
    from bot.staff import Act
    from bot.store import Store
    from bot.story import Story
    from bot.workshop import Manuscript


NAMED = 10  # revisions, the newest ones
AT_ONCE = 200  # stories a transaction: enough to be quick, few enough not to hold up others


class Desk:
    """The newsroom's use cases over a store.

    Args:
        store: the newsroom's memory.
        now: tells the moment, aware.
        clock: seconds that only go forward.
        owners: who may do everything.
        language: the language spoken where nobody wishes another.
        looks: how each door to a platform shows a reply, by the door's name.
        paces: how fast the doors that are open may send, likewise.
        people: tells of each door whether a person can be called so there, likewise.
    """

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        owners: Iterable[Account] = (),
        language: str = DEFAULT_LANGUAGE,
        looks: Mapping[str, Look] = MappingProxyType({}),
        paces: Mapping[str, Lane] = MappingProxyType({}),
        people: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
    ) -> None:
        self.store = store
        self.owners = frozenset(owners)
        self.language = language
        self.looks = looks
        self.paces = paces
        self.people = people
        self.shelf = Shelf(store, clock)
        self.now = now
        self.lists = LastLists()
        self._finder = Finder(store, self.shelf, self.lists)
        self.drawer = Drawer(store, self._finder, self.lists)

    # Finding a story

    async def find(self, name: str, *, who: Account, where: Address, command: str) -> Revision:
        """Find the story a reader means; see `Finder.find`."""
        return await self._finder.find(name, who=who, where=where, command=command)

    async def find_told(self, name: str, *, who: Account, where: Address, command: str) -> Revision:
        """Find it, also where it was taken back; see `Finder.find_told`."""
        return await self._finder.find_told(name, who=who, where=where, command=command)

    async def find_any(
        self, name: str, *, who: Account, where: Address, command: str
    ) -> Manuscript:
        """Find the story an editor means, also one that readers do not see; see `Drawer.find`."""
        return await self.drawer.find(name, who=who, where=where, command=command)

    async def called(self, name: str) -> list[Revision]:
        """Give the newest stories whose slug says *name*; see `Finder.called`."""
        return await self._finder.called(name)

    def remember(self, stories: Sequence[int], *, who: Account, where: Address) -> None:
        """Remember which list a reader saw last; see `LastLists.remember`."""
        self.lists.remember(stories, who=who, where=where)

    async def shown(self, revision: Revision) -> Shown:
        """Put a story beside its neighbours."""
        newer, older = await self.shelf.neighbours(revision.id)
        return Shown(revision, newer, older)

    # Reading

    async def search(self, query: str, *, limit: int, skip: int = 0) -> tuple[Hit, ...]:
        """Find stories that say all the words of *query*, the best match first."""
        hits = await self.store.search(query, limit=limit, skip=skip)
        if not hits:
            await self._finder.say_if_retracted(query)
            raise NotFound(
                phrase("Nothing says “{query}”.", query=query),
                choices(await self._finder.near(query), "story"),
            )
        return hits

    async def published(self) -> int:
        """Count the stories that readers can ask for."""
        return (await self.store.counts()).published

    async def history(
        self, story: Revision, *, limit: int, until: int | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest revisions of a story that readers have seen; see `Store.shown`."""
        return await self.store.shown(story.story.slug, limit=limit, until=until)

    async def revision(self, story: Revision, number: int) -> Revision:
        """Give an earlier revision of a story, as readers saw it."""
        found = await self.store.shown(story.story.slug, limit=1, until=number)
        if found and found[0].number == number:
            return found[0]
        there = [str(each.number) for each in await self.history(story, limit=NAMED + 1)]
        raise NotFound(
            phrase(
                "There is no revision {number} to compare with. There are: {numbers}.",
                number=number,
                numbers=", ".join(["…", *there[1:]] if len(there) > NAMED else there),
            )
        )

    # What readers leave

    async def ask(self, who: Account, where: Address, question: Question) -> None:
        """Keep what somebody is asked, and know at once that they are."""
        await self.store.asking.ask(who, where, question, at=self.now())
        self.shelf.forget_asked()

    async def speak(self, who: Account, language: str) -> None:
        """Remember which language somebody reads."""
        await self.store.speak(who, language)
        self.shelf.forget()

    # Taking in and giving out

    async def add(
        self, draft: Draft, *, by: str, follows: int | None = None, act: Act | None = None
    ) -> Revision:
        """Keep a story that came in: as a draft, or as the next revision of the same story."""
        story = await self.recognized(draft)
        key = draft.key or draft.story.url
        return await self.store.save(story, by=by, at=self.now(), key=key, follows=follows, act=act)

    async def recognized(self, draft: Draft) -> Story:
        """Give a story that came in, under the slug that it has here.

        What is made of a page, or comes from elsewhere, does not say which of our stories it is.
        It is the same one where the place it came from names it alike, or where its address or its
        headline is the same.
        """
        story = draft.story
        key = draft.key or story.url
        known = await self.store.find_key(key) if key else None
        if known is not None:
            return story.model_copy(update={"slug": known.story.slug})
        if draft.is_named:
            return story
        return story.model_copy(update={"slug": await own_slug(story, self._newest)})

    async def load(
        self, stories: Sequence[Story], tell: Callable[[int], None], *, act: Act | None = None
    ) -> AsyncIterator[Loaded]:
        """Publish stories of the content folder, a few hundred at a time.

        Args:
            stories: all that stands in the folder.
            tell: is told how many more were loaded, for whoever shows the progress.
            act: who publishes them.
        """
        for start in range(0, len(stories), AT_ONCE):
            some = stories[start : start + AT_ONCE]
            for loaded in await self.store.load(some, at=self.now(), act=act):
                yield loaded
            tell(len(some))
        self.shelf.forget()

    async def everything(self) -> AsyncIterator[Revision]:
        """Give all published stories, the newest first."""
        skip = 0
        while some := await self.store.latest(limit=AT_ONCE, skip=skip):
            for revision in some:
                yield revision
            skip += len(some)

    async def _newest(self, slug: str) -> Story | None:
        found = await self.store.find(slug)
        return None if found is None else found.story
