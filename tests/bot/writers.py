"""A newsroom with an owner, an editor and a publisher, and a draft that waits."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.adapter import Limits, Look
from bot.address import Account
from bot.desk import Desk
from bot.reply import Citation
from bot.request import File, Request, Role
from bot.staff import Act, Deed
from bot.store.open import open_store
from tests.bot.staffed import Newsroom, chat_of
from tests.invented import NOON, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.revision import Revision
    from bot.store import Store
    from bot.story import Story
    from tests.bot.managed import Clock

OLGA, EDDA, PAUL = Account("chat", "1"), Account("chat", "2"), Account("other", "3")
SLUG = "harbour-reopens"
SMALL = Limits(
    text=80,
    measure=lambda run: len(run.outlet if isinstance(run, Citation) else run.text),
    overhead=2,
    marks=100,
    parts=100,
    choices=20,
)


@asynccontextmanager
async def a_newsroom(clock: Clock) -> AsyncIterator[Newsroom]:
    """Give a newsroom in which Edda writes, Paul publishes, and all have seen her draft listed."""
    store = await open_store("sqlite://")
    try:
        desk = Desk(
            store,
            now=clock,
            clock=lambda: 0.0,
            owners=[OLGA],
            looks={"small": Look(SMALL, lambda _: False)},
        )
        for who, role in ((EDDA, Role.EDITOR), (PAUL, Role.PUBLISHER)):
            act = Act(OLGA, TERMINAL, NOON, Deed.APPOINTED)
            await store.staff.appoint(who, role, act=act)
        draft = await saves(store, EDDA, a_story())
        for who in (OLGA, EDDA, PAUL):
            desk.remember([draft.id], who=who, where=chat_of(who))
        yield Newsroom(desk)
    finally:
        await store.close()


async def saves(store: Store, who: Account, story: Story) -> Revision:
    """Let somebody save a story without a word to anybody."""
    return await store.save(story, by=str(who), at=NOON)


def sending(who: Account, line: str, file: File) -> Request:
    """Attach a file to a command."""

    async def fetch() -> File:
        return file

    command, _, story = line.removeprefix("/").partition(" ")
    return Request(
        command=command,
        arguments={"story": story} if story else {},
        who=who,
        where=chat_of(who),
        language="en",
        alone=True,
        file=fetch,
    )
