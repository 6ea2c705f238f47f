"""One conversation at a console: lines in, replies out, a number picks a choice."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from adapters.console import NAME
from adapters.console.picking import choices_of
from bot.address import Account, Address
from bot.answer import answer, answer_line, of_choice, told
from bot.completion import complete
from bot.errors import Misused, StoreError
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.errors import Problem
    from bot.reply import Choice, Reply
    from bot.suggestion import Suggestion
    from bot.words import Words

TERMINAL = Address(NAME, "terminal")


class Talk:
    """What somebody at a console says, and what they were offered last.

    Args:
        desk: the newsroom.
        language: the language spoken until another is chosen.
    """

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk = desk
        self._language = language
        self._who = Account(NAME, login())
        self._offered: tuple[Choice, ...] = ()

    async def say(self, line: str) -> tuple[str, Reply]:
        """Answer a line, and give the name of the command it was."""
        name, reply = await self._answer(line.strip())
        self._offered = choices_of(reply) or self._offered
        return name, reply

    async def suggest(self, line: str) -> tuple[Suggestion, ...]:
        """Suggest what may follow *line*; nothing where the store fails, as the answer will say."""
        try:
            return await complete(self._desk, line, language=await self._spoken())
        except StoreError:
            return ()

    async def words(self) -> Words:
        """Give the words of the language that is spoken at this moment."""
        try:
            return words_for(await self._spoken())
        except StoreError:
            return words_for(self._language)

    async def tell(self, error: Problem) -> Reply:
        """Tell what is wrong with something that was said."""
        return await told(self._desk, error, who=self._who, language=self._language)

    async def _answer(self, line: str) -> tuple[str, Reply]:
        if line.isdecimal():
            return await self._pick(line)
        return await answer_line(
            self._desk, line, who=self._who, where=TERMINAL, language=self._language
        )

    async def _spoken(self) -> str:
        return await self._desk.shelf.language(self._who) or self._language

    async def _pick(self, line: str) -> tuple[str, Reply]:
        # A number of thousands of digits is not worth reading.
        number = int(line[:9])
        if not 1 <= number <= len(self._offered):
            return "", await self.tell(_no_such_choice(len(self._offered)))
        choice = self._offered[number - 1]
        request = of_choice(choice, who=self._who, where=TERMINAL, language=self._language)
        return choice.command, await answer(self._desk, request)


def _no_such_choice(offered: int) -> Misused:
    if not offered:
        return Misused(phrase("There is nothing to pick from yet. Begin with /facts or /help."))
    return Misused(phrase("Pick a number from 1 to {count}.", count=offered))


def login() -> str:
    """Name who sits at the console; a container may know no name for its user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"
