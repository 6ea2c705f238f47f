"""The forum in which somebody asks: Discord says the channel of a post, and not of which kind."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeAlias

from adapters.discord import NAME
from adapters.discord.faults import FOREIGN, failure_of
from adapters.discord.rights import THREADS, of_a_forum
from bot.address import Address
from bot.request import Forum

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.discord.wire import Channel, Interaction

    Look: TypeAlias = Callable[[str], Awaitable[Channel]]

FORUMS = {15, 16}  # the types of channels that hold nothing but posts

log = logging.getLogger(__name__)


class Around:
    """Looks once for the forum around a place.

    Args:
        look: asks Discord what a channel is.
        asked: what somebody asks in the place.
    """

    def __init__(self, look: Look, asked: Interaction) -> None:
        self._look = look
        self._asked = asked
        self._found: list[Forum | None] = []

    async def forum(self) -> Forum | None:
        """Give the forum; None where the place is no post, or Discord does not say."""
        if not self._found:
            self._found.append(await self._sought())
        return self._found[0]

    async def _sought(self) -> Forum | None:
        channel = self._asked.get("channel")
        parent = channel.get("parent_id") if channel else None
        if channel is None or not parent or channel.get("type") not in THREADS:
            return None
        try:
            around = await self._look(str(parent))
        except FOREIGN as error:
            log.info("What holds thread %s cannot be told: %s", channel["id"], failure_of(error))
            return None
        if around.get("type") not in FORUMS:
            return None
        return Forum(Address(NAME, str(parent)), of_a_forum(self._asked))
