"""What was typed into a form in vain: it stands in the form when that is opened again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.discord.asked import fields_of
from adapters.discord.people import words_of
from bot.choice import pressed
from bot.conversation import open_question
from bot.errors import Misused, StoreError
from bot.question import Field, Question
from bot.reply import Choices

if TYPE_CHECKING:
    from adapters.discord.wire import Interaction
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.request import Request


class Retyping:
    """Keeps what was typed into forms.

    Args:
        desk: the newsroom.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def kept(self, asked: Interaction, request: Request, reply: Reply) -> Reply:
        """Keep what could not be taken, and offer the form once more."""
        try:
            opened = pressed(asked["data"].get("custom_id", ""))
        except Misused:
            return reply
        typed = fields_of(asked["data"].get("components", ()))
        fields = tuple(Field(name, "", value) for name, value in typed)
        question = Question(opened.command, opened.arguments, fields)
        try:
            await self._desk.ask(request.who, request.where, question)
        except StoreError:
            return reply
        words = await words_of(self._desk, asked)
        again = replace(opened, label=words("Write it again"))
        return replace(reply, blocks=(*reply.blocks, Choices((again,))))

    async def taken(self, request: Request) -> None:
        """Forget what was typed, now that it was taken."""
        # Where it cannot be forgotten, it stands in the same form once more, and in no other.
        with suppress(StoreError):
            await self._desk.store.asking.forget(request.who, request.where)

    async def filled(self, request: Request, question: Question) -> Question:
        """Let *question* show what was typed in answer to it the last time."""
        before = await open_question(self._desk, request.who, request.where)
        same = question.command, _bare(question.given)
        if before is None or (before.command, _bare(before.given)) != same:
            return question
        typed = {field.name: field.value for field in before.fields}
        fields = (
            replace(each, value=typed.get(each.name) or each.value) for each in question.fields
        )
        return replace(question, fields=tuple(fields))


def _bare(given: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the nothings at the end, of which a button carries more or less."""
    while given and not given[-1]:
        given = given[:-1]
    return given
