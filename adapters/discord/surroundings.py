"""What happens around the bot on its servers, and which places open or close with it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from adapters.discord.servers import THREADS, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapters.discord.membership import Membership

EVENTS = (
    *("GUILD_CREATE", "GUILD_DELETE", "GUILD_MEMBER_UPDATE"),
    *("GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"),
    *("CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_UPDATE"),
)


class Surroundings:
    """Follows what the gateway tells of servers.

    Args:
        membership: is told what opens and closes.
    """

    def __init__(self, membership: Membership) -> None:
        self._membership = membership
        self._servers: dict[str, Server] = {}

    def hear(self, event: str, told: Mapping[str, Any], bot: str) -> None:
        """Take in one of `EVENTS`, as far as it says anything."""
        match event:
            case "GUILD_CREATE":
                self._created(told, bot)
            case "GUILD_DELETE":
                self._deleted(told)
            case "GUILD_MEMBER_UPDATE":
                self._changed(told, lambda server: server.member(told))
                self._wait(str(told.get("guild_id")))
            case "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE":
                self._changed(told, lambda server: server.role(told.get("role") or {}))
            case "GUILD_ROLE_DELETE":
                self._changed(told, lambda server: server.lose_role(str(told.get("role_id"))))
            case "CHANNEL_CREATE" | "CHANNEL_UPDATE":
                self._channel(told)
            case "CHANNEL_DELETE":
                self._changed(told, lambda server: server.lose_channel(str(told.get("id"))))
            case "THREAD_UPDATE":
                self._thread(told)

    def _created(self, told: Mapping[str, Any], bot: str) -> None:
        """Learn of a server: the bot was invited, or it is told of it again."""
        if "id" not in told:
            return
        server = self._servers[str(told["id"])] = Server(told, bot)
        self._wait(str(told["id"]))
        ways = server.open()
        if not server.is_known:
            self._membership.present(server.channels)
        # Of one that the bot was invited to nothing is said about its being available. In another
        # a place may be closed for what no right tells of, and was tried before.
        elif told.get("unavailable") is False:
            self._membership.present(channel for channel, _ in ways)
        else:
            self._membership.entered(ways)

    def _deleted(self, told: Mapping[str, Any]) -> None:
        """Learn that the bot was sent away; a server that has an outage is there again soon."""
        if told.get("unavailable"):
            return
        if server := self._servers.pop(str(told.get("id")), None):
            self._membership.left(server.channels)

    def _changed(self, told: Mapping[str, Any], change: Callable[[Server], None]) -> None:
        """Let a server change, and note what has opened with that."""
        if server := self._servers.get(str(told.get("guild_id"))):
            before = server.open()
            change(server)
            self._membership.entered(server.open() - before)

    def _wait(self, name: str) -> None:
        """Note in time what opens as the bot is silenced no more: nobody tells of that."""
        server = self._servers.get(name)
        if server and (until := server.silent_until):
            rest = (until - datetime.now(UTC)).total_seconds()
            over = partial(self._changed, {"guild_id": name}, lambda server: server.speak(until))
            asyncio.get_running_loop().call_later(rest, over)

    def _channel(self, told: Mapping[str, Any]) -> None:
        if "id" not in told:
            return
        channel, server = str(told["id"]), self._servers.get(str(told.get("guild_id")))
        if server is None or not server.is_known:
            self._membership.present([channel])
            return
        before = server.open([channel])
        server.channel(told)
        ways = server.open([channel])
        self._membership.entered(ways - before)
        # Its tags or its kind may have changed, of which no right tells.
        if ways & before:
            self._membership.present([channel])

    def _thread(self, told: Mapping[str, Any]) -> None:
        parent, state = str(told.get("parent_id") or ""), told.get("thread_metadata") or {}
        if not parent or "id" not in told or state.get("archived") or state.get("locked"):
            return
        server = self._servers.get(str(told.get("guild_id")))
        if server is None or not server.is_known:
            self._membership.present([parent])
        elif (parent, THREADS) in server.open([parent]):
            self._membership.entered([(parent, str(told["id"]))])
