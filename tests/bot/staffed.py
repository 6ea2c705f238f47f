"""A newsroom in which several people do things, each by an account of theirs."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Account, Address
from bot.answer import answer, of_choice, parse
from bot.desk import Desk
from bot.errors import Problem
from bot.store.open import open_store
from bot.views.about import problem
from bot.words import words_for
from tests.bot.managed import read
from tests.bot.replies import offered, publish
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.reply import Reply
    from bot.request import Request


class Newsroom:
    """What people do in a newsroom, each in a chat of their own.

    Args:
        desk: the newsroom's.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def ask(self, who: Account, line: str, *, alone: bool = True) -> Reply:
        """Type a line."""
        try:
            request = parse(line, who=who, where=chat_of(who), language="en")
        except Problem as error:
            return problem(words_for("en"), error)
        return await self._answered(request, alone=alone)

    async def read(self, who: Account, line: str) -> str:
        """Type a line, and read the answer."""
        return read(await self.ask(who, line))

    async def press(self, who: Account, reply: Reply, label: str) -> Reply:
        """Press a button, by all that stands in its action."""
        (choice,) = (each for each in offered(reply) if each.label == label)
        request = of_choice(choice.action, who=who, where=chat_of(who), language="en")
        return await self._answered(request, alone=True)

    async def _answered(self, request: Request, *, alone: bool) -> Reply:
        return await answer(self.desk, replace(request, alone=alone, manages=in_nobodys_place))


async def in_nobodys_place() -> bool:
    """Tell, as a door does that sends briefings too, that somebody does not manage a place."""
    return False


def chat_of(who: Account) -> Address:
    """Where somebody is alone with the bot."""
    return Address(who.platform, who.person)


class Hours:
    """A clock on which an hour passes each time somebody looks."""

    def __init__(self) -> None:
        self._looks = 0

    def __call__(self) -> datetime:
        self._looks += 1
        return NOON + timedelta(hours=self._looks)


@asynccontextmanager
async def a_newsroom(*owners: Account) -> AsyncIterator[Newsroom]:
    """Give a newsroom that has owners, a story, and a clock by which much time passes."""
    store = await open_store("sqlite://")
    try:
        room = Newsroom(Desk(store, now=Hours(), clock=lambda: 0.0, owners=owners))
        await publish(room.desk, a_story())
        yield room
    finally:
        await store.close()
