"""Find the story that a reader means."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.dispatch import Occasion
from bot.dispatches import last_told
from bot.errors import NotFound, Retracted, Unclear
from bot.subscriptions.clock_time import folded
from bot.views.lists import NOTHING_YET, story_choice
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.address import Account, Address
    from bot.reading.last_lists import LastLists
    from bot.reading.shelf import Shelf
    from bot.revision import Revision
    from bot.store import Store
    from bot.story import Story

NEAR = 5  # stories offered where one was not found, or where several were
AMONG = 200  # the newest stories, whose headlines are compared for a slip of the pen
PAGE = 10  # stories on one page of a list
LIST_DIGITS = 3  # a longer number is part of a headline
WORDS = re.compile(r"[^\W_]+")
ACTS = frozenset({"report", "resolve"})  # what readers see of these comes too late to stop it
STORE_DIGITS = 18  # what fits the store's own numbers


class Finder:
    """Knows stories by all the names readers give them.

    Args:
        store: where they are.
        shelf: where the most wanted are within reach.
        lists: what readers saw last.
    """

    def __init__(self, store: Store, shelf: Shelf, lists: LastLists) -> None:
        self._store = store
        self._shelf = shelf
        self._lists = lists

    async def find(
        self, name: str, *, who: Account, where: Address, command: str = "story"
    ) -> Revision:
        """Find the story a reader means.

        Args:
            name: nothing for the newest one; its number in the reader's last list; its slug; a
                part of its headline; words that it says; or `~` and its number in the store, as
                buttons name it.
            who: the reader.
            where: where they ask.
            command: what the choices ask for, where several stories could be meant.

        Raises:
            NotFound: there is none; the choices are near ones.
            Retracted: it was taken back; the first choice is its history.
            Unclear: it could be several; the choices are these.
        """
        name = name.strip()
        if not name:
            return await self._newest()
        if name.startswith("~"):
            return await self._numbered(name[1:])
        if name.isdecimal() and len(name) <= LIST_DIGITS:
            return await self._listed(int(name), command, who, where)
        for slug in _slugs(name):
            if exact := await self._shelf.published(slug):
                return exact
        return await self._said(name, command)

    async def find_told(self, name: str, *, who: Account, where: Address, command: str) -> Revision:
        """Find the story a reader means, also one that was taken back; see `find`."""
        try:
            return await self.find(name, who=who, where=where, command=command)
        except Retracted as gone:
            return gone.revision

    async def _newest(self) -> Revision:
        newest = await self._shelf.latest(limit=1)
        if not newest:
            raise NotFound(NOTHING_YET)
        return newest[0]

    async def _numbered(self, number: str) -> Revision:
        story = store_number(number)
        revision = await self._shelf.published(story)
        if revision is None:
            await self._say_if_retracted(story)
            raise NotFound(phrase("This story is not here any more. See /stories."))
        return revision

    async def _listed(self, number: int, command: str, who: Account, where: Address) -> Revision:
        remembered = self._lists.last(who=who, where=where)
        if remembered is None:
            newest = await self._shelf.latest(limit=PAGE)
            if newest and command in ACTS:
                raise not_remembered(number, newest, command)
            remembered = tuple(each.id for each in newest)
        if not remembered:
            raise NotFound(NOTHING_YET)
        if not 1 <= number <= len(remembered):
            called = await self._store.search(str(number), limit=NEAR, headlines=True)
            raise NotFound(
                phrases(
                    "The last list has {number} story and no number {asked}. See /stories.",
                    "The last list has {number} stories and no number {asked}. See /stories.",
                    len(remembered),
                    asked=number,
                ),
                choices([hit.revision for hit in called], command),
            )
        return await self._numbered(str(remembered[number - 1]))

    async def _said(self, name: str, command: str) -> Revision:
        """Find the story by what its headline, or else the whole of it, says."""
        for slug in _slugs(name):
            await self._say_if_retracted(slug)
        found = await self._headed(name) or await self.called(name)
        if not found:
            found = await self.saying(name)
            await self.say_if_retracted(name, choices(found[:NEAR], command))
        same = [each for each in found if each.story.headline.casefold() == name.casefold()]
        if len(found) == 1 or len(same) == 1:
            return (same or found)[0]
        if found:
            raise Unclear(
                phrase("Several stories could be meant by “{name}”. Which one?", name=name),
                choices(found[:NEAR], command),
            )
        raise NotFound(
            phrase("No story is called “{name}”. See /stories, or try /search.", name=name),
            choices(await self.near(name), command),
        )

    async def _headed(self, name: str) -> list[Revision]:
        hits = await self._store.search(name, limit=NEAR + 1, headlines=True)
        return [hit.revision for hit in hits]

    async def called(self, name: str) -> list[Revision]:
        """Stories whose slug says *name*: one may have another headline than at first."""
        newest = await self._shelf.latest(limit=AMONG)
        return [each for each in newest if _says(each.story.slug, name)][: NEAR + 1]

    async def saying(self, name: str) -> list[Revision]:
        """Stories that say all the words of *name*, anywhere."""
        return [hit.revision for hit in await self._store.search(name, limit=NEAR + 1)]

    async def say_if_retracted(self, name: str, others: Sequence[Choice] = ()) -> None:
        """Say that a story was retracted, if the headline or the slug of one says *name*.

        Args:
            name: what a reader calls it.
            others: stories that may be meant instead.

        Raises:
            Retracted: it was.
        """
        for each in await self._shelf.retractions(limit=AMONG):
            if _says(f"{each.story.headline} {each.story.slug}", name):
                await self._say_if_retracted(each.id, others)

    async def near(self, name: str) -> list[Revision]:
        """Stories that share a word with *name*, then those whose headline looks like it."""
        sharing = await self._store.search(name, limit=NEAR, any_word=True)
        near = {hit.revision.id: hit.revision for hit in sharing}
        newest = await self._shelf.latest(limit=AMONG)
        looks = {look: revision for revision in reversed(newest) for look in _looks(revision.story)}
        for look in get_close_matches(name.casefold(), looks, n=NEAR, cutoff=0.7):
            near.setdefault(looks[look].id, looks[look])
        return [*near.values()][:NEAR]

    async def _say_if_retracted(self, story: int | str, others: Sequence[Choice] = ()) -> None:
        retracted = await self._store.retracted(story)
        if retracted is None:
            return
        headline = retracted.story.headline
        ways = (Choice("/changes", "changes", (f"~{retracted.id}",)), *others)
        told = await last_told(self._store.dispatches, retracted.id, Occasion.RETRACTION)
        if told is not None and told.note:
            said = phrase(
                "“{headline}” was retracted: {reason}", headline=headline, reason=told.note
            )
            raise Retracted(retracted, said, ways)
        said = phrase("“{headline}” was retracted.", headline=headline)
        raise Retracted(retracted, said, ways)


def _says(text: str, name: str) -> bool:
    """Whether *text* has a word for each of *name*, or one that begins so."""
    words = WORDS.findall(folded(text))
    parts = WORDS.findall(folded(name))
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _slugs(name: str) -> tuple[str, ...]:
    """Give the slugs that *name* may mean: as it was typed, and as most are written."""
    return tuple(dict.fromkeys((name, name.lower())))


def _looks(story: Story) -> tuple[str, ...]:
    """Give what a name is held against: words of the headline, and of a slug in other letters."""
    return (story.slug, *story.slug.split("-"), *story.headline.casefold().split())


def store_number(typed: str) -> int:
    """Read a story's number in the store, as buttons carry it; 0, which none has, for no number."""
    return int(typed) if typed.isdecimal() and len(typed) <= STORE_DIGITS else 0


def choices(revisions: Sequence[Revision], command: str) -> tuple[Choice, ...]:
    """Offer each of several stories."""
    return tuple(
        story_choice(revision, number, command)
        for number, revision in enumerate(revisions, start=1)
    )


def not_remembered(number: int, revisions: Sequence[Revision], command: str) -> Unclear:
    """Ask which story a number is where nobody knows the list that it stands in.

    What is done to one by a guess would be done to another than was meant.
    """
    return Unclear(
        phrase(
            "The last list is not known here any more. Which story is number {number}?",
            number=number,
        ),
        choices(revisions, command),
    )
