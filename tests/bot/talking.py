"""Somebody who talks with the bot: what they say answers what they were asked, if anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import of_choice
from bot.conversation import open_question, respond, respond_line, respond_to
from bot.request import Request
from bot.views.asking import prompted
from bot.words import words_for
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.invented import TERMINAL

if TYPE_CHECKING:
    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.question import Question
    from bot.reply import Reply


class Talker:
    """Somebody in a place.

    Args:
        desk: the newsroom.
        who: who they are.
        where: where they talk.
        alone: whether nobody else sees that place.
    """

    def __init__(
        self, desk: Desk, who: Account, where: Address = TERMINAL, *, alone: bool = False
    ) -> None:
        self.desk = desk
        self.who = who
        self.where = where
        self.alone = alone

    async def says(self, text: str) -> Reply:
        """Say something: a command, or what they were asked for."""
        question = await self.asked()
        if question is None or text.startswith("/"):
            _, reply = await respond_line(
                self.desk,
                text,
                who=self.who,
                where=self.where,
                language="en",
                alone=self.alone,
            )
        else:
            base = Request(
                command="help", arguments={}, who=self.who, where=self.where, language="en"
            )
            reply = await respond_to(self.desk, question, text, base)
        return prompted(words_for("en"), reply)

    async def reads(self, text: str) -> str:
        """Say something, and read what is answered."""
        return read(await self.says(text))

    async def presses(self, reply: Reply, label: str) -> Reply:
        """Press a button, by all that stands in its action."""
        (choice,) = (each for each in offered(reply) if each.label == label)
        request = of_choice(choice.action, who=self.who, where=self.where, language="en")
        return prompted(words_for("en"), await respond(self.desk, request))

    async def asked(self) -> Question | None:
        """Give what they are asked."""
        return await open_question(self.desk, self.who, self.where)
