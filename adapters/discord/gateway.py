"""What of the library is made smaller: interactions come as they are, and nothing is kept."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING, Any

from discord import AutoShardedClient
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.state import AutoShardedConnectionState
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import aiohttp

    from adapters.discord.wire import Interaction

HEARD = (
    *("READY", "RESUMED", "INTERACTION_CREATE"),
    *("GUILD_CREATE", "GUILD_DELETE", "CHANNEL_UPDATE", "THREAD_UPDATE"),
)
SWEEP = 30.0  # seconds between two looks at the channels where nobody wrote for long

log = logging.getLogger(__name__)


class Heard(AutoShardedConnectionState[AutoShardedClient]):
    """What the gateway says: of servers, their channels and people nothing is remembered.

    Args:
        take: is given what people ask.
        there: is told when a shard has come to hear them.
        entered: is given the channels that the bot may have been let into.
        options: all that the library itself wants to know.
    """

    def __init__(
        self,
        *,
        take: Callable[[Interaction], None],
        there: Callable[[int], None],
        entered: Callable[[Sequence[str]], None],
        **options: Any,  # noqa: ANN401 - the library's own
    ) -> None:
        super().__init__(**options)
        self._take = take
        self._there = there
        self._entered = entered
        self.parsers = {name: self.parsers[name] for name in HEARD}

    def parse_ready(self, data: Any) -> None:  # noqa: ANN401 - the library's signature
        """Take a shard for ready at once; the library would wait for all its servers."""
        data["guilds"] = []
        super().parse_ready(data)
        self._there(data["shard"][0])

    def parse_resumed(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Take a shard for ready that has found back."""
        super().parse_resumed(data)
        self._there(data["__shard_id__"])

    def parse_interaction_create(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Hand on what somebody asks."""
        self._take(data)

    def parse_guild_create(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Note the channels of a server: the bot was invited, or the server is there again."""
        self._entered([str(each["id"]) for each in data.get("channels") or ()])

    def parse_channel_update(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Note that a channel has changed: the bot may have been given back its rights."""
        self._entered([str(data["id"])])

    def parse_thread_update(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Note that a thread has changed: it may have been opened again."""
        self._entered([str(data.get("parent_id") or data["id"])])

    def parse_guild_delete(self, data: Any) -> None:  # noqa: ANN401 - the same
        """Note that the bot was sent away; a server that has an outage is there again soon."""
        if not data.get("unavailable"):
            log.info("The bot was removed from server %s", data["id"])


class Reached(HTTPClient):
    """Where Discord is.

    The library holds these addresses once for a whole process; here each client has its own.

    Args:
        api: the API's base URL, if elsewhere.
        gateway: the gateway's URL, if elsewhere.
        options: all that the library itself wants to know.
    """

    def __init__(self, *, api: str | None, gateway: str | None, **options: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(**options)
        self._api = api.rstrip("/") if api else None
        self._gateway = gateway
        self._swept_at = 0.0

    def placed(self, route: Route) -> Route:
        """Let a route lead to where Discord is."""
        if self._api is not None and route.url.startswith(Route.BASE):
            route.url = self._api + route.url.removeprefix(Route.BASE)
        return route

    async def request(self, route: Route, **options: Any) -> Any:  # noqa: ANN401 - the library's signature
        """Call Discord."""
        return await super().request(self.placed(route), **options)

    def _try_clear_expired_ratelimits(self) -> None:
        """Forget, now and then, where nobody wrote for long.

        The library looks at all channels of the last five minutes whenever there is a new one: in
        a push to very many of them that takes longer than all else.
        """
        now = monotonic()
        if now - self._swept_at >= SWEEP:
            self._swept_at = now
            super()._try_clear_expired_ratelimits()

    async def get_bot_gateway(self) -> Any:  # noqa: ANN401 - the library's signature
        """Ask how many shards there should be, and where the gateway is."""
        shards, url, limits = await super().get_bot_gateway()
        return shards, self._gateway or url, limits

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Go to the gateway; the library knows by heart where Discord's own is."""
        elsewhere = self._api is not None or self._gateway is not None
        if elsewhere and url.startswith(str(DiscordWebSocket.DEFAULT_GATEWAY)):
            gateway = self._gateway or (await self.get_bot_gateway())[1]
            url = str(URL(gateway).with_query(URL(url).query))
        return await super().ws_connect(url, compress=compress)
