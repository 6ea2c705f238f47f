"""A place that somebody manages, and what is read there."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.answer import answer, of_choice, parse
from bot.desk import Desk
from bot.errors import Problem
from bot.reply import Choices, Heading, Items, Note, Paragraph, Reply
from bot.store.open import open_store
from bot.views.about import problem
from bot.words import words_for
from tests.bot.replies import offered, publish
from tests.invented import READER, TERMINAL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from datetime import date

    from bot.address import Address
    from bot.choice import Choice
    from bot.edition import Subscription
    from bot.reply import Text
    from bot.request import Forum, Request
    from bot.story import Story
    from bot.words import Phrase


class Place:
    """A place, and what somebody does there.

    Args:
        desk: the newsroom.
        where: which place it is.
        alone: whether nobody else sees it.
    """

    def __init__(self, desk: Desk, where: Address = TERMINAL, *, alone: bool = True) -> None:
        self.desk = desk
        self.where = where
        self.alone = alone
        self.managed = True
        self.lacking: tuple[Phrase, ...] = ()
        self.around: Forum | None = None
        self.language, self.foreign = "en", False

    async def ask(self, line: str) -> Reply:
        """Type a line."""
        try:
            request = parse(line, who=READER, where=self.where, language=self.language)
        except Problem as error:
            return problem(words_for(self.language), error)
        return await self._answered(request)

    async def press(self, reply: Reply, label: str) -> Reply:
        """Press a button, by all that stands in its action."""
        (choice,) = (each for each in offered(reply) if each.label == label)
        return await self.push(choice)

    async def push(self, choice: Choice) -> Reply:
        """Press a button that may stand anywhere."""
        action = choice.action
        return await self._answered(
            of_choice(action, who=READER, where=self.where, language=self.language)
        )

    async def _answered(self, request: Request) -> Reply:
        return await answer(
            self.desk,
            replace(
                request,
                alone=self.alone,
                foreign=self.foreign,
                manages=self._manages,
                lacks=self._lacks,
                forum=self._forum,
            ),
        )

    async def _manages(self) -> bool:
        return self.managed

    async def _forum(self) -> Forum | None:
        return self.around

    async def _lacks(self) -> tuple[Phrase, ...]:
        return self.lacking


class Clock:
    """A clock that a test sets; it begins at noon of a Tuesday, 13:00 in Paris."""

    def __init__(self) -> None:
        self.now = at(24)

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def subscribed(clock: Clock, stories: Iterable[Story]) -> AsyncIterator[Place]:
    """Give a place that is subscribed, daily at 8 in Paris, to a newsroom with *stories*."""
    store = await open_store("sqlite://")
    try:
        place = Place(Desk(store, now=clock, clock=lambda: 0.0))
        await publish(place.desk, *stories)
        await place.ask("/subscribe 8 Paris")
        yield place
    finally:
        await store.close()


async def known(place: Place) -> Subscription:
    """Give the subscription of a place, which has one."""
    found = await place.desk.store.ledger.subscription(place.where)
    assert found is not None
    return found


async def ticks(place: Place, clock: Clock, until: datetime) -> list[date]:
    """Let time go on until then; give the days for which something was planned."""
    ledger = place.desk.store.ledger
    while clock.now < until:
        clock.now += timedelta(minutes=30)
        await ledger.plan(clock.now, window=timedelta(hours=6), limit=100)
    past = await ledger.past((await known(place)).id, limit=100)
    return sorted(each.day for each in past)


def days(*numbers: int) -> list[date]:
    """Name days of November 2026."""
    return [at(number).date() for number in numbers]


def read(reply: Reply) -> str:
    """Write a reply as a person reads it, a line each, what can be pressed in brackets."""
    lines: list[str] = []
    for block in reply.blocks:
        if isinstance(block, Heading | Paragraph | Note):
            lines.append(_plain(block.text))
        elif isinstance(block, Items):
            lines += [f"- {_plain(item.text)}" for item in block.items]
        elif isinstance(block, Choices):
            lines.append(" ".join(f"[{choice.label}]" for choice in block.choices))
    # Babel puts a narrow space that nobody sees in front of AM.
    return "\n".join(lines).replace("\u202f", " ")


def _plain(text: Text) -> str:
    return "".join(run.text for run in text if hasattr(run, "text"))


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """Name a moment of November 2026; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)
