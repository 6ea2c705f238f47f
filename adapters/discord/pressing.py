"""Pressed buttons, and what they are answered: where the button stands, as far as that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.asked import is_slow, of_press
from adapters.discord.paging import ANEW
from adapters.discord.people import words_of
from bot.errors import Problem
from bot.views.about import problem

if TYPE_CHECKING:
    from adapters.discord.answering import Answering
    from adapters.discord.forums import Look
    from adapters.discord.saying import Saying
    from adapters.discord.wire import Interaction
    from bot.desk import Desk


class Pressing:
    """Answers pressed buttons; all that one does stands in its own id, so none ever dies.

    Args:
        desk: the newsroom.
        saying: the way of the answers.
        answering: answers what cannot be answered where the button stands.
        look: asks Discord what a channel is.
    """

    def __init__(
        self, desk: Desk, saying: Saying, answering: Answering, look: Look | None = None
    ) -> None:
        self._desk = desk
        self._saying = saying
        self._answering = answering
        self._look = look

    async def press(self, asked: Interaction) -> None:
        """Answer a pressed button; also one of another version, or made by another hand."""
        action = asked["data"].get("custom_id", "")
        try:
            request = of_press(asked, action.removeprefix(ANEW), self._desk.language, self._look)
        except Problem as error:
            reply = problem(await words_of(self._desk, asked), error)
        else:
            if is_slow(request):
                await self._answering.request(asked, request)
                return
            reply = await self._answering.answered(asked, request)
        if reply.asks is None:
            await self._saying.show(asked, reply, anew=action.startswith(ANEW))
        else:
            await self._answering.ask(asked, request, reply.asks)
