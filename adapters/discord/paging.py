"""A reply → messages: as many as it takes, each drawn in the form that is wanted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from adapters.discord import BUTTONS, LIMITS
from adapters.discord.embed import framed
from adapters.discord.files import file_name
from adapters.discord.render import MOST, NOTHING, rendered
from adapters.discord.runs import plain
from adapters.discord.units import shortened
from bot.cutting.pages import cut
from bot.reply import Document, Heading
from bot.visible import is_seen, legible

if TYPE_CHECKING:
    from adapters.discord.embed import Framed
    from adapters.discord.render import Drawn
    from adapters.discord.wire import File
    from bot.reply import Reply

TITLE = 100  # UTF-16 units
ANEW = "+"  # in front of an action: its answer is a new message, for the old one is but a part


@dataclass(frozen=True)
class Message:
    """One message.

    Args:
        reply: what it says.
        mark: what stands in front of the actions of its buttons.
    """

    reply: Reply
    mark: str = ""

    @cached_property
    def drawn(self) -> Drawn:
        """The message as components."""
        return rendered(self.reply, self.mark)

    @cached_property
    def framed(self) -> Framed:
        """The message as an embed."""
        return framed(self.reply, self.mark)

    @property
    def files(self) -> tuple[File, ...]:
        """What goes along with the message."""
        documents = (block for block in self.reply.blocks if isinstance(block, Document))
        return tuple((file_name(each), each.data) for each in documents)

    @property
    def title(self) -> str:
        """What the message is about, in one plain line; a post in a forum needs one."""
        heads = (block.text for block in self.reply.blocks if isinstance(block, Heading))
        title = shortened(" ".join(legible(plain(next(heads, ()))).split()), TITLE)
        return title if is_seen(title) else NOTHING

    @property
    def fits(self) -> bool:
        """Whether Discord takes it as one message."""
        drawn = self.drawn
        return drawn.length <= LIMITS.text and drawn.buttons <= BUTTONS and drawn.count <= MOST


@lru_cache(maxsize=64)
def whole_of(reply: Reply) -> Message:
    """Make one message of all of *reply*; what many ask for, or are sent, is drawn but once."""
    return Message(reply)


def messages(reply: Reply) -> list[Message]:
    """Take *reply* apart into as many messages as it needs."""
    # To draw it is quicker than to reckon how long it will be, and nearly all replies fit.
    whole = whole_of(reply)
    return [whole] if whole.fits else [Message(part, ANEW) for part in cut(reply, LIMITS)]


async def laid(reply: Reply) -> list[Message]:
    """Do the same beside the event loop: a reply of many pages is long in the making."""
    whole = whole_of(reply)
    return [whole] if whole.fits else await asyncio.to_thread(messages, reply)
