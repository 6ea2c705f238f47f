"""A newsroom for pictures and for the examples of the documentation: the samples, and people."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from adapters import console, discord, telegram
from bot.address import Account, Address
from bot.answer import of_choice, parse
from bot.cli.looks import looks
from bot.conversation import open_question, respond, respond_to
from bot.desk import Desk
from bot.pushing.clock import Clock
from bot.pushing.delivery import Courier
from bot.pushing.dispatching import Dispatching
from bot.pushing.morning import Morning
from bot.reply import Choices
from bot.request import Role
from bot.staff import Act, Deed
from bot.store.open import open_store
from bot.taking_in.folder import read_files, story_files
from bot.views.asking import prompted
from bot.words import words_for
from docs.pictures.wall import Wall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.choice import Choice
    from bot.reply import Reply
    from bot.request import Request

STORIES = Path(__file__).parents[2] / "stories"
EVENING = datetime(2026, 11, 18, 18, tzinfo=UTC)  # of a Wednesday; all samples are published
PACES = MappingProxyType({discord.NAME: discord.PACE, telegram.NAME: telegram.PACE})
LIMITS = MappingProxyType({discord.NAME: discord.LIMITS, telegram.NAME: telegram.LIMITS})
WINDOW = timedelta(hours=6)
LOOKS = 3  # a change, and what it may bring with it
READER, MANAGER, EDITOR, PUBLISHER, OWNER = "Noor", "Tomas", "Edda", "Paul", "Olga"
# By their names on the pictures, and by the ids that a platform knows them by.
PEOPLE = MappingProxyType(
    {READER: "2041", MANAGER: "2187", EDITOR: "1205", PUBLISHER: "1310", OWNER: "1001"}
)
GIVEN = MappingProxyType({EDITOR: Role.EDITOR, PUBLISHER: Role.PUBLISHER})
DOORS = (console.NAME, discord.NAME, telegram.NAME)


class Newsroom:
    """What people ask of a newsroom, and what it posts.

    Args:
        desk: the newsroom's.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.time = EVENING

    async def say(self, door: str, who: str, line: str, *, alone: bool = True) -> Reply:
        """Let somebody type a line: a command, or the answer to what they were asked."""
        account, where = account_of(door, who), place_of(door, who, alone=alone)
        question = await open_question(self.desk, account, where)
        if question is not None and not line.startswith("/"):
            base = self._request(question.command, account, where, alone=alone)
            return self._shown(await respond_to(self.desk, question, line, base))
        request = parse(line, who=account, where=where, language="en")
        return self._shown(await respond(self.desk, self._managed(request, alone=alone)))

    async def press(
        self, door: str, who: str, reply: Reply, label: str, *, alone: bool = True
    ) -> Reply:
        """Let somebody press a button, by all that stands in its action."""
        (choice,) = (each for each in offered(reply) if each.label == label)
        where = place_of(door, who, alone=alone)
        request = of_choice(choice.action, who=account_of(door, who), where=where, language="en")
        return self._shown(await respond(self.desk, self._managed(request, alone=alone)))

    async def post(self, wall: Wall, until: datetime) -> None:
        """Let time go on until then, and all that is due meanwhile be posted or set right."""
        self.time = until
        clock, store = Clock(self.desk.store.ledger, lambda: self.time), self.desk.store
        await Morning(store.ledger, clock, window=WINDOW).look()
        dispatching = Dispatching(store.dispatches, clock)
        while await dispatching.look():
            pass
        for _ in range(LOOKS):
            courier = Courier(self.desk, wall, worker="pictures", clock=clock)
            await courier.round()
            await courier.finish()

    def _request(self, command: str, who: Account, where: Address, *, alone: bool) -> Request:
        request = parse(f"/{command}", who=who, where=where, language="en")
        return self._managed(request, alone=alone)

    def _managed(self, request: Request, *, alone: bool) -> Request:
        return replace(request, alone=alone, manages=_yes)

    def _shown(self, reply: Reply) -> Reply:
        return prompted(words_for("en"), reply)


@asynccontextmanager
async def opened() -> AsyncIterator[Newsroom]:
    """Give a newsroom with the sample stories, whose people have their roles on every door."""
    store = await open_store("sqlite://")
    room: Newsroom
    try:
        desk = Desk(
            store,
            now=lambda: room.time,
            clock=lambda: 0.0,
            owners=[account_of(door, OWNER) for door in DOORS],
            looks=looks(),
            paces=PACES,
        )
        room = Newsroom(desk)
        await _fill(desk)
        yield room
    finally:
        await store.close()


async def _fill(desk: Desk) -> None:
    drafts = read_files(story_files([STORIES]), lambda _: None).drafts
    async for _ in desk.load([draft.story for _, draft in drafts], lambda _: None):
        pass
    for door in DOORS:
        act = Act(account_of(door, OWNER), place_of(door, OWNER), desk.now(), Deed.APPOINTED)
        for who, role in GIVEN.items():
            await desk.store.staff.appoint(account_of(door, who), role, act=act)


def wall_of(door: str) -> Wall:
    """Give a wall on which messages look as they do on *door*."""
    return Wall(door, LIMITS[door], PACES[door])


def account_of(door: str, who: str) -> Account:
    """Name somebody's account on a door."""
    return Account(door, PEOPLE[who])


def place_of(door: str, who: str, *, alone: bool = True) -> Address:
    """Name where somebody is alone with the bot, or the one channel of a door."""
    return Address(door, PEOPLE[who] if alone else "channel")


def offered(reply: Reply) -> tuple[Choice, ...]:
    """Give everything that can be pressed."""
    return tuple(
        choice for block in reply.blocks if isinstance(block, Choices) for choice in block.choices
    )


async def _yes() -> bool:
    return True
