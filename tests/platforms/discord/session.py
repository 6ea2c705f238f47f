"""A client's session on one shard: what happened in it is kept, so that it can be resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord.connection import Op

if TYPE_CHECKING:
    from tests.platforms.discord.connection import Connection

GOODBYE = {1000, 1001}  # whoever closes with these does not mean to come back
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
# Interactions and what else is not named here need no intent.
NEEDED = {
    "GUILD_CREATE": (GUILDS, 0),
    "GUILD_DELETE": (GUILDS, 0),
    "GUILD_ROLE_CREATE": (GUILDS, 0),
    "GUILD_ROLE_UPDATE": (GUILDS, 0),
    "GUILD_ROLE_DELETE": (GUILDS, 0),
    "CHANNEL_CREATE": (GUILDS, 0),
    "CHANNEL_UPDATE": (GUILDS, 0),
    "CHANNEL_DELETE": (GUILDS, 0),
    "THREAD_CREATE": (GUILDS, 0),
    "THREAD_UPDATE": (GUILDS, 0),
    "THREAD_DELETE": (GUILDS, 0),
    "MESSAGE_CREATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_UPDATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
}


class Session:
    """A session.

    Args:
        shard: which shard, and of how many.
        intents: what the client wants to be told.
    """

    def __init__(self, number: str, shard: tuple[int, int], intents: int) -> None:
        self.id = number
        self.shard = shard
        self.intents = intents
        self.seq = 0
        self.over = False
        self.connection: Connection | None = None
        self._told: list[tuple[int, str, dict[str, Any]]] = []

    def concerns(self, guild: int | None) -> bool:
        """Tell whether what happens in *guild*, or in private, is told on this shard."""
        number, of = self.shard
        return number == (0 if guild is None else (guild >> 22) % of)

    async def tell(self, event: str, data: dict[str, Any], *, private: bool = False) -> None:
        """Tell what happened, now or when the client is back."""
        in_guilds, in_private = NEEDED.get(event, (0, 0))
        needed = in_private if private else in_guilds
        if needed and not self.intents & needed:
            return
        self.seq += 1
        self._told.append((self.seq, event, data))
        if self.connection is not None:
            await self.connection.send(Op.DISPATCH, data, self.seq, event)

    async def again(self, connection: Connection, seq: int) -> None:
        """Tell all that was missed since *seq* over a new line."""
        connection.session = self
        # More may happen while this is told, and must be told after it.
        while missed := [each for each in self._told if each[0] > seq]:
            for seq, event, data in missed:  # noqa: PLR1704 - how far it came is where it goes on
                await connection.send(Op.DISPATCH, data, seq, event)
        self.connection = connection
        await self.tell("RESUMED", {"_trace": ["here"]})

    def left(self, code: int | None) -> None:
        """Note that the line is gone, and whether the client means to come back."""
        self.connection = None
        self.over = self.over or code in GOODBYE
