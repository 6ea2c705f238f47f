"""What of the library is made smaller: interactions come as they are, and nothing is kept."""

from __future__ import annotations

import logging
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from discord import AutoShardedClient, GatewayNotFound, HTTPException
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.state import AutoShardedConnectionState
from yarl import URL

from adapters.discord.answers import Answers, id_in
from adapters.discord.faults import is_unknown
from adapters.discord.reading import NAMELESS, Unpacking, completed
from adapters.discord.surroundings import EVENTS
from bot.nothings import without_nothings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    import aiohttp

    from adapters.discord.wire import Interaction

HEARD = ("READY", "RESUMED", "INTERACTION_CREATE")
SWEEP = 30.0  # seconds between two looks at the channels where nobody wrote for long

OWN = str(DiscordWebSocket.DEFAULT_GATEWAY.host).partition(".")[2]  # where all its gateways are
APPLICATIONS = ("/oauth2/applications/@me", "/applications/@me")
GATEWAYS = ("/gateway/bot", "/gateway")
# What is read of the bot's application, and the rest that the library insists on.
USED = ("id", "flags", "interactions_endpoint_url", "approximate_guild_count")
UNTOLD = {
    **dict.fromkeys(("name", "description", "verify_key"), ""),
    **dict.fromkeys(("icon", "bot_public", "bot_require_code_grant")),
}
COMPRESSED = "zlib-stream"  # as Discord calls what is unpacked here

log = logging.getLogger(__name__)


class Heard(AutoShardedConnectionState[AutoShardedClient]):
    """What the gateway says: the library remembers nothing of servers, channels and people.

    Args:
        take: is given what people ask.
        there: is told when a shard has come to hear them.
        around: is given what happens on servers: which event, what is told, and who the bot is.
        options: all that the library itself wants to know.
    """

    def __init__(
        self,
        *,
        take: Callable[[Interaction], None],
        there: Callable[[int], None],
        around: Callable[[str, Mapping[str, Any], str], None],
        **options: Any,  # noqa: ANN401 - the library's own
    ) -> None:
        super().__init__(**options)
        self._take = take
        self._there = there
        self._around = around
        heard = {name: self.parsers[name] for name in HEARD}
        self.parsers = heard | {name: partial(self._happened, name) for name in EVENTS}

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
        asked = without_nothings(data or {})
        asked.setdefault("application_id", self.application_id)
        self._take(asked)

    def _happened(self, event: str, data: Any) -> None:  # noqa: ANN401 - whatever Discord sends
        """Hand on what happens on servers."""
        try:
            self._around(event, data or {}, str(self.self_id))
        except Exception:
            # The library would take the connection for broken.
            log.exception("What happened on a server is not understood: %s", event)

    def _update_references(self, ws: DiscordWebSocket) -> None:
        """Come between the library and what it hears; it has no other hook before it reads."""
        super()._update_references(ws)
        receive = partial(self._received, ws, ws.received_message, Unpacking())
        ws.received_message = receive  # type: ignore[method-assign] # each connection has its own

    async def _received(
        self,
        ws: DiscordWebSocket,
        hand_on: Callable[[str], Awaitable[None]],
        unpacking: Unpacking,
        said: str | bytes,
    ) -> None:
        text = unpacking.text(said) if isinstance(said, bytes) else said
        if text is not None:
            bot = {"id": self.user.id} if self.user else {}
            shard = (ws.shard_id or 0, ws.shard_count or 1)
            await hand_on(completed(text, bot=bot, shard=shard, gateway=ws.gateway))


class Reached(HTTPClient):
    """Where Discord is.

    The library holds these addresses once for a whole process; here each client has its own.

    Args:
        api: the API's base URL, if elsewhere.
        gateway: the gateway's URL, if elsewhere.
        answers: reads what Discord answers.
        options: all that the library itself wants to know.

    Attributes:
        calls: how often Discord was called.
    """

    def __init__(
        self,
        *,
        api: str | None,
        gateway: str | None,
        answers: Answers | None = None,
        **options: Any,  # noqa: ANN401 - the library's own
    ) -> None:
        self._answers = answers or Answers()
        super().__init__(http_trace=self._answers.trace, **options)
        self._ourselves: dict[str, Any] = {}
        self._api = api.rstrip("/") if api else None
        self._gateway = gateway
        self._swept_at = 0.0
        self.calls = 0

    def placed(self, route: Route) -> Route:
        """Let a route lead to where Discord is."""
        if self._api is not None and route.url.startswith(Route.BASE):
            route.url = self._api + route.url.removeprefix(Route.BASE)
        return route

    async def request(self, route: Route, **options: Any) -> Any:  # noqa: ANN401 - the library's signature
        """Call Discord."""
        self.calls += 1
        return await self._answers.to(partial(super().request, self.placed(route), **options))

    async def static_login(self, token: str) -> Any:  # noqa: ANN401 - the same
        """Ask who the bot is; the library wants to know more of it than we do."""
        told = await super().static_login(token)
        self._ourselves = {**NAMELESS, "id": id_in(told), **told}
        return self._ourselves

    async def application_info(self) -> Any:  # noqa: ANN401 - the same
        """Ask what the bot belongs to: mostly it has the same id, where nothing of it is told."""
        known = await self._either(APPLICATIONS)
        used = {name: known[name] for name in USED if known.get(name) is not None}
        return {**UNTOLD, "owner": self._ourselves, "id": self._ourselves["id"], **used}

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
        told = await self._either(GATEWAYS)
        if not (gateway := self._gateway or told.get("url")):
            raise GatewayNotFound
        return told.get("shards") or 1, gateway, told.get("session_start_limit") or {}

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Go to the gateway; the library knows by heart where Discord's own is."""
        if URL(url).query.get("compress"):
            url = str(URL(url).update_query(compress=COMPRESSED))
        elsewhere = self._api is not None or self._gateway is not None
        if elsewhere and (URL(url).host or "").endswith(OWN):
            gateway = self._gateway or (await self.get_bot_gateway())[1]
            url = str(URL(gateway).update_query(URL(url).query))
        return await super().ws_connect(url, compress=compress)

    async def _either(self, paths: Iterable[str]) -> dict[str, Any]:
        """Ask on one path after another until one is there; nothing is known where none is."""
        for path in paths:
            try:
                told = await self.request(Route("GET", path))
            except HTTPException as error:
                if not is_unknown(error):
                    raise
            else:
                return told if isinstance(told, dict) else {}
        return {}
