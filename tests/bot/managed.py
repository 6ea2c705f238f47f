"""A place that somebody manages, and what is read there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answer import answer, of_choice, parse
from bot.errors import Problem
from bot.reply import Choice, Choices, Heading, Items, Note, Paragraph, Reply
from bot.views.about import problem
from bot.words import words_for
from tests.bot.replies import offered
from tests.invented import READER, TERMINAL

if TYPE_CHECKING:
    from bot.address import Address
    from bot.desk import Desk
    from bot.edition import Subscription
    from bot.reply import Text
    from bot.request import Request
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

    async def known(self) -> Subscription | None:
        """Look what the ledger says."""
        return await self.desk.store.ledger.subscription(self.where)

    async def _answered(self, request: Request) -> Reply:
        return await answer(
            self.desk,
            replace(
                request,
                alone=self.alone,
                foreign=self.foreign,
                manages=self._manages,
                lacks=self._lacks,
            ),
        )

    async def _manages(self) -> bool:
        return self.managed

    async def _lacks(self) -> tuple[Phrase, ...]:
        return self.lacking


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
