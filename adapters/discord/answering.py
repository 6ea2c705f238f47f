"""Commands that people give and forms that they fill in, and what they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.asked import missing_text, of_command, of_press
from adapters.discord.form import form
from adapters.discord.people import words_of
from bot.answer import answer, may
from bot.commands import COMMANDS
from bot.errors import Problem
from bot.views.about import problem

if TYPE_CHECKING:
    from adapters.discord.files import Fetch
    from adapters.discord.forums import Look
    from adapters.discord.saying import Saying
    from adapters.discord.wire import Interaction
    from bot.desk import Desk
    from bot.request import Request


class Answering:
    """Answers commands and forms.

    Args:
        desk: the newsroom.
        saying: the way of the answers.
        fetch: fetches what is attached.
        look: asks Discord what a channel is.
    """

    def __init__(self, desk: Desk, saying: Saying, fetch: Fetch, look: Look | None = None) -> None:
        self._desk = desk
        self._saying = saying
        self._fetch = fetch
        self._look = look

    async def command(self, asked: Interaction) -> None:
        """Answer a command; also one that we do not have any more."""
        await self.request(asked, of_command(asked, self._desk.language, self._fetch, self._look))

    async def filled(self, asked: Interaction) -> None:
        """Answer a form; also one of another version."""
        try:
            request = of_press(asked, asked["data"].get("custom_id", ""), self._desk.language)
        except Problem as error:
            await self._saying.say(asked, problem(await words_of(self._desk, asked), error))
            return
        await self.request(asked, request)

    async def request(self, asked: Interaction, request: Request) -> None:
        """Answer a request with messages of its own, or ask for the text that it goes without."""
        command = COMMANDS.get(request.command)
        missing = missing_text(request)
        if command and missing and await may(self._desk, request, command.role):
            await self._saying.ask(asked, form(request, missing, await words_of(self._desk, asked)))
            return
        slow = command is not None and command.slow
        if slow and not await self._saying.sign(asked):
            return
        await self._saying.say(asked, await answer(self._desk, request), begun=slow)
