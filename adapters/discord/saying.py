"""Answers to interactions: at once, after a sign that it takes longer, or where a button stands."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from adapters.discord.body import COMPONENTS, EPHEMERAL, as_components, as_embed
from adapters.discord.faults import FOREIGN, failure_of, is_answered, is_bad_form
from adapters.discord.line import CHANGE, FORM, MESSAGE, SIGN
from adapters.discord.paging import laid
from adapters.discord.people import is_alone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from adapters.discord.line import Line
    from adapters.discord.paging import Message
    from adapters.discord.wire import File, Interaction, Said
    from bot.reply import Reply

    Put: TypeAlias = Callable[[Said, Sequence[File]], Awaitable[None]]
    Form: TypeAlias = Callable[[Message], Said]

log = logging.getLogger(__name__)


class Saying:
    """Answers interactions.

    Args:
        line: the line to Discord.
    """

    def __init__(self, line: Line) -> None:
        self._line = line

    async def say(
        self, asked: Interaction, reply: Reply, *, private: bool = False, begun: bool = False
    ) -> None:
        """Answer with messages of their own, as many as it takes.

        Args:
            asked: what is answered.
            reply: the answer.
            private: whether nobody else may see it, even if it concerns others too.
            begun: whether a sign was given before.
        """
        hidden = private or reply.private
        forms = [partial(form, private=hidden) for form in (as_components, as_embed)]
        put: Put = partial(self._line.respond, asked, MESSAGE)
        if begun:
            put = partial(self._line.fulfil, asked)
        for message in await laid(reply):
            if not await self._put(put, message, forms):
                return
            put = partial(self._line.follow, asked)

    async def show(self, asked: Interaction, reply: Reply, *, anew: bool = False) -> None:
        """Put the answer where a button stands, or below it where it does not belong there.

        Args:
            asked: a pressed button, or a form that one has opened.
            reply: the answer.
            anew: whether the message with the button is but a part, and stays as it is.
        """
        hidden = is_hidden(asked)
        alone = hidden or is_alone(asked)
        ours = not reply.failed and (alone or not reply.private)
        drawn = await laid(reply)
        stays = ours and not anew and len(drawn) == 1 and not drawn[0].files
        if not (stays and await self.change(asked, drawn[0])):
            await self.say(asked, reply, private=hidden)

    async def change(self, asked: Interaction, message: Message) -> bool:
        """Let the message on which a button was pressed say something else.

        Returns:
            Whether it does; not if its place takes this form no more.
        """
        # A message keeps the form in which it was sent.
        flags = asked.get("message", {}).get("flags", 0)
        form: Form = as_components if flags & COMPONENTS else as_embed
        return await self._put(partial(self._line.respond, asked, CHANGE), message, [form])

    async def ask(self, asked: Interaction, form: Said) -> None:
        """Let who asked fill in a form."""
        try:
            await self._line.respond(asked, FORM, form)
        except FOREIGN as error:
            _note(error)

    async def sign(self, asked: Interaction) -> bool:
        """Give a sign that the answer takes longer; only who asked will see both.

        Returns:
            Whether anybody waits for the answer.
        """
        try:
            await self._line.respond(asked, SIGN, {"flags": EPHEMERAL})
        except FOREIGN as error:
            _note(error)
            return is_answered(error)
        return True

    async def _put(self, put: Put, message: Message, forms: Sequence[Form]) -> bool:
        """Say a message in the first form that is taken."""
        for form in forms:
            try:
                await put(form(message), message.files)
            except FOREIGN as error:
                if is_answered(error):
                    return True
                _note(error)
                if not is_bad_form(error):
                    return False
            else:
                return True
        return False


def is_hidden(asked: Interaction) -> bool:
    """Whether nobody else sees the message with the button that was pressed."""
    return bool(asked.get("message", {}).get("flags", 0) & EPHEMERAL)


def _note(error: Exception) -> None:
    log.info("An answer on Discord was not taken: %s", failure_of(error).reason)
