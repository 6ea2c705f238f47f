"""Commands that people give and forms that they fill in, and what they are answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.discord.asked import is_slow, of_command, of_press
from adapters.discord.form import button, form
from adapters.discord.people import words_of
from adapters.discord.retyping import Retyping
from adapters.discord.saying import is_hidden
from bot.answer import answer
from bot.conversation import respond
from bot.errors import Problem, StoreError
from bot.views.about import problem
from bot.views.asking import CHOOSE, prompted

if TYPE_CHECKING:
    from adapters.discord.files import Fetch
    from adapters.discord.forums import Look
    from adapters.discord.saying import Saying
    from adapters.discord.wire import Interaction
    from bot.desk import Desk
    from bot.question import Question
    from bot.reply import Reply
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
        self._retyping = Retyping(desk)

    async def command(self, asked: Interaction) -> None:
        """Answer a command; also one that we do not have any more."""
        await self.request(asked, of_command(asked, self._desk.language, self._fetch, self._look))

    async def filled(self, asked: Interaction) -> None:
        """Answer a form; also one of another version."""
        try:
            request = of_press(
                asked, asked["data"].get("custom_id", ""), self._desk.language, self._look
            )
        except Problem as error:
            await self._saying.say(asked, problem(await words_of(self._desk, asked), error))
            return
        slow = is_slow(request)
        if slow and not await self._saying.sign(asked):
            return
        reply = await answer(self._desk, request)
        if reply.failed and reply.asks is None:
            reply = await self._retyping.kept(asked, request, reply)
        else:
            await self._retyping.taken(request)
        reply = button(await self._held(asked, request, reply))
        if not slow and is_hidden(asked):
            # Nobody but who writes sees the message with the button: it goes on there.
            await self._saying.show(asked, reply)
        else:
            await self._saying.say(asked, reply, begun=slow)

    async def request(self, asked: Interaction, request: Request) -> None:
        """Answer a request with messages of its own, or ask for what it goes without."""
        slow = is_slow(request)
        if slow and not await self._saying.sign(asked):
            return
        reply = await self.answered(asked, request)
        if reply.asks is None or slow:
            await self._saying.say(asked, button(reply), begun=slow)
        else:
            await self.ask(asked, request, reply.asks)

    async def answered(self, asked: Interaction, request: Request) -> Reply:
        """Answer a request; what the answer asks fits into a form."""
        # The choice of a story may stand for more than its button can carry.
        give = respond if request.command == CHOOSE else answer
        return await self._held(asked, request, await give(self._desk, request))

    async def _held(self, asked: Interaction, request: Request, reply: Reply) -> Reply:
        """Keep what is asked where no form can carry it; the buttons go on with it."""
        if reply.asks is None or reply.asks.fits:
            return reply
        # Where it cannot be kept, the buttons will say that it is not asked any more.
        with suppress(StoreError):
            await self._desk.ask(request.who, request.where, reply.asks)
        return replace(prompted(await words_of(self._desk, asked), reply), asks=None)

    async def ask(self, asked: Interaction, request: Request, question: Question) -> None:
        """Ask with a form, in which what was typed in vain before stands again."""
        question = await self._retyping.filled(request, question)
        await self._saying.ask(asked, form(question, await words_of(self._desk, asked)))
