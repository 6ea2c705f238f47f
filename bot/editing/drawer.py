"""Find the story that an editor means: drafts too, and what was set aside or retracted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotFound, Unclear
from bot.reading.finder import LIST_DIGITS, NEAR, PAGE, choices, not_remembered, store_number
from bot.subscriptions.clock_time import folded
from bot.views.lists import NOTHING_YET
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.address import Account, Address
    from bot.reading.finder import Finder
    from bot.reading.last_lists import LastLists
    from bot.revision import Revision
    from bot.store import Store
    from bot.workshop import Manuscript

AMONG = 200  # unseen stories whose headlines are looked through
OF_SHOWN = frozenset({"correct", "retract"})  # what is done to a story that readers see
NO_DRAFTS = phrase("No draft is waiting. Take a story in with /addstory.")


class Drawer:
    """Knows stories by all the names editors give them.

    Args:
        store: where they are.
        finder: knows how readers name them.
        lists: what people saw last.
    """

    def __init__(self, store: Store, finder: Finder, lists: LastLists) -> None:
        self._store = store
        self._workshop = store.workshop
        self._finder = finder
        self._lists = lists

    async def find(self, name: str, *, who: Account, where: Address, command: str) -> Manuscript:
        """Find the story an editor means.

        Args:
            name: nothing for the draft that was saved last; else as readers name a story, also
                one that readers do not see.
            who: the editor.
            where: where they ask.
            command: what the choices ask for, where several stories could be meant.

        Raises:
            NotFound: there is none; the choices are near ones.
            Unclear: it could be several; the choices are these.
        """
        name = name.strip()
        if not name:
            return await self._last_saved()
        if name.startswith("~"):
            return await self._numbered(name[1:])
        if name.isdecimal() and len(name) <= LIST_DIGITS:
            return await self._listed(int(name), command, who, where)
        for slug in dict.fromkeys((name, name.lower())):
            if exact := await self._workshop.manuscript(slug):
                return exact
        return await self._called(name, command)

    async def named(self, typed: str, *, limit: int) -> list[Manuscript]:
        """Give the unseen stories whose headline or slug says all that was *typed*."""
        parts = folded(typed).split()
        unseen = await self._workshop.unseen(limit=AMONG)
        return [each for each in unseen if all(part in _looks(each) for part in parts)][:limit]

    async def _last_saved(self) -> Manuscript:
        drafts = await self._workshop.drafts(limit=1)
        if not drafts:
            raise NotFound(NO_DRAFTS)
        return drafts[0]

    async def _numbered(self, number: str) -> Manuscript:
        found = await self._workshop.manuscript(store_number(number))
        if found is None:
            raise NotFound(phrase("This story is not here any more. See /drafts."))
        return found

    async def _listed(self, number: int, command: str, who: Account, where: Address) -> Manuscript:
        """Give a story of the list that they saw last."""
        listed = self._lists.last(who=who, where=where)
        if listed is None:
            if offered := await self._offered(command):
                raise not_remembered(number, offered, command)
            raise NotFound(NOTHING_YET if command in OF_SHOWN else NO_DRAFTS)
        if not 1 <= number <= len(listed):
            raise NotFound(
                phrases(
                    "The last list has {number} story and no number {asked}. See /drafts.",
                    "The last list has {number} stories and no number {asked}. See /drafts.",
                    len(listed),
                    asked=number,
                )
            )
        return await self._numbered(str(listed[number - 1]))

    async def _offered(self, command: str) -> list[Revision]:
        """Give the stories that may be meant, the drafts first."""
        drafts = () if command in OF_SHOWN else await self._workshop.drafts(limit=PAGE)
        known = {each.id: each.newest for each in drafts}
        for each in await self._store.latest(limit=PAGE):
            known.setdefault(each.id, each)
        return list(known.values())[:PAGE]

    async def _called(self, name: str, command: str) -> Manuscript:
        """Find the story by its headline, whether readers see it or not."""
        hits = await self._store.search(name, limit=NEAR + 1, headlines=True)
        unseen = await self.named(name, limit=NEAR + 1)
        ids = dict.fromkeys((*(each.id for each in unseen), *(hit.revision.id for hit in hits)))
        if not ids:
            # As readers find it: it may be known by another name than its headline.
            others = await self._finder.called(name) or await self._finder.saying(name)
            ids = dict.fromkeys(each.id for each in others)
        found = [each for id_ in ids if (each := await self._workshop.manuscript(id_))]
        same = [each for each in found if folded(each.newest.story.headline) == folded(name)]
        if len(found) == 1 or len(same) == 1:
            return (same or found)[0]
        if found:
            raise Unclear(
                phrase("Several stories could be meant by “{name}”. Which one?", name=name),
                choices([each.newest for each in found][:NEAR], command),
            )
        near = await self._finder.near(name)
        raise NotFound(
            phrase("No story is called “{name}”. See /drafts and /stories.", name=name),
            choices([*await self._near(name), *near][:NEAR], command),
        )

    async def _near(self, name: str) -> Iterable[Revision]:
        """Give unseen stories that share a word with *name*."""
        parts = set(folded(name).split())
        unseen = await self._workshop.unseen(limit=AMONG)
        return [each.newest for each in unseen if parts & set(_looks(each).split())]


def _looks(manuscript: Manuscript) -> str:
    """Write what a name is held against."""
    return f"{folded(manuscript.newest.story.headline)} {manuscript.slug}"
