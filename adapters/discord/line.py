"""The line to Discord: what people ask comes in as plain data, and what is called goes out so.

To build an object of the library for each message that Discord repeats in its answer takes longer
than to send it.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
from discord import AutoShardedClient, Intents, VoiceClient
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from adapters.discord.answers import PATIENCE, Answers, id_in
from adapters.discord.carrying import for_webhook
from adapters.discord.first import put_first
from adapters.discord.gateway import Heard, Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from adapters.discord.wire import Channel, File, Interaction, Said

CONNECTIONS = 100  # at once; to open one for each of many answers takes longer than to wait for one
AGAIN = 0.1  # seconds after which it is told once more to stop
PARTING = 2.0  # seconds for a gateway to say good-bye
LONGEST = 60.0  # seconds for a call, with all the waiting and trying again
# The kinds of first answers to an interaction.
MESSAGE, SIGN, CHANGE, SUGGESTIONS, FORM = 4, 5, 7, 8, 9


class Line(AutoShardedClient):
    """Calls Discord, and hears it.

    Args:
        api: an API elsewhere: its base URL up to the version.
        gateway: a gateway elsewhere.
        shards: those to open, and how many there are in all; all of them if not given.
        proxy: the way out, where there is no straight one.
    """

    def __init__(
        self,
        *,
        api: str | None = None,
        gateway: str | None = None,
        shards: tuple[Sequence[int], int] | None = None,
        proxy: str | None = None,
    ) -> None:
        # At this level the library writes down what people ask, and the keys to answer it.
        logging.getLogger("discord").setLevel(max(logging.INFO, logging.root.level))
        # It warns everybody who has nothing to speak with; we never do.
        VoiceClient.warn_nacl = VoiceClient.warn_dave = False
        self._take: Callable[[Interaction], None] = _nothing
        self._tell: Callable[[], None] = _nothing
        self._around: Callable[[str, Mapping[str, Any], str], None] = _nothing
        self._there: set[int] = set()
        self._elsewhere = {"api": api, "gateway": gateway, "proxy": proxy}
        self._answers = Answers()
        self._connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        super().__init__(intents=Intents(guilds=True), max_messages=None, guild_ready_timeout=0)
        if shards is not None:
            self.shard_ids, self.shard_count = list(shards[0]), shards[1]
        self._webhooks = AsyncWebhookAdapter()  # type: ignore[no-untyped-call] # the library's
        # What is said with an interaction's own key needs no token, and must not carry one.
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            connector_owner=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=[self._answers.trace],
            headers={"User-Agent": self.http.user_agent},
        )

    async def hear(
        self,
        take: Callable[[Interaction], None],
        ready: Callable[[], None],
        around: Callable[[str, Mapping[str, Any], str], None],
    ) -> None:
        """Hear people until cancelled; what is lost is taken up again.

        Args:
            take: is given what people ask.
            ready: called whenever all shards have come to hear people.
            around: is given what happens on servers: which event, what is told, who the bot is.

        Raises:
            ConnectionClosed: the gateway has hung up, and will do so again.
        """
        self._take, self._tell, self._around = take, ready, around
        hearing = asyncio.create_task(self.connect())
        try:
            await asyncio.shield(hearing)
        finally:
            # While a shard finds back, the library takes no notice of being cancelled.
            while not hearing.done():
                hearing.cancel()
                await asyncio.wait([hearing], timeout=AGAIN)
            await asyncio.gather(hearing, return_exceptions=True)

    async def leave(self) -> None:
        """Hear nobody any more; what was heard can still be answered."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PARTING):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))

    async def close(self) -> None:
        """Let go of everything."""
        await self._session.close()
        await super().close()
        await self._connector.close()

    async def put(self, channel: str, said: Said) -> str:
        """Put a message into a channel, a thread or a conversation, and give its id."""
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return id_in(await self._call(route, said))

    async def replace(self, channel: str, message: str, said: Said) -> None:
        """Let a message say something else."""
        path = "/channels/{channel_id}/messages/{message_id}"
        await self._call(Route("PATCH", path, channel_id=channel, message_id=message), said)

    async def history(self, channel: str, *, after: int) -> list[Said]:
        """Give what was said in a channel after a message, the hundred oldest of it."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        asked = {"after": after, "limit": 100}
        said: list[Said] = await self.http.request(route, params=asked)
        return said

    async def newest(self, channel: str) -> int:
        """Give the id of the newest message of a channel; 0 where nothing was ever said."""
        route = Route("GET", "/channels/{channel_id}", channel_id=channel)
        return int((await self.http.request(route)).get("last_message_id") or 0)

    async def conversation(self, person: str) -> str:
        """Open the conversation with a person, and give its channel."""
        opened = await self._call(Route("POST", "/users/@me/channels"), {"recipient_id": person})
        return id_in(opened)

    async def shards_advised(self) -> int:
        """Ask how many shards there should be."""
        return int((await self.http.get_bot_gateway())[0])

    async def look(self, channel: str) -> Channel:
        """Ask what a channel is."""
        route = Route("GET", "/channels/{channel_id}", channel_id=channel)
        found: Channel = await self._call(route)
        return found

    async def menu(self) -> list[Said]:
        """Ask which commands Discord shows."""
        path = "/applications/{application_id}/commands?with_localizations=true"
        shown = await self._call(Route("GET", path, application_id=self.application_id))
        return shown if isinstance(shown, list) else []

    async def set_menu(self, commands: list[Said]) -> None:
        """Let Discord show these commands and no others."""
        path = "/applications/{application_id}/commands"
        await self._call(Route("PUT", path, application_id=self.application_id), commands)

    async def respond(
        self, asked: Interaction, how: int, said: Said | None = None, files: Sequence[File] = ()
    ) -> None:
        """Answer an interaction for the first time."""
        path = "/interactions/{webhook_id}/{webhook_token}/callback"
        answer = {"type": how, **({} if said is None else {"data": said})}
        await self._reply(Route("POST", path, **_named(asked["id"], asked)), answer, files)

    async def follow(self, asked: Interaction, said: Said, files: Sequence[File] = ()) -> None:
        """Say more to an interaction."""
        path = "/webhooks/{webhook_id}/{webhook_token}"
        route = Route("POST", path, **_named(asked["application_id"], asked))
        await self._reply(route, said, files)

    async def fulfil(self, asked: Interaction, said: Said, files: Sequence[File] = ()) -> None:
        """Say what was announced to an interaction by a mere sign."""
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        route = Route("PATCH", path, **_named(asked["application_id"], asked))
        try:
            await self._reply(route, said, files)
        except aiohttp.ClientConnectionError:
            await self._reply(route, said, files)  # what was heard already is not done twice

    async def _call(self, route: Route, said: Said | list[Said] | None = None) -> Any:  # noqa: ANN401 - what Discord says
        body = {} if said is None else {"json": said}
        async with asyncio.timeout(LONGEST):
            return await self.http.request(route, **body)

    async def _reply(self, route: Route, said: Said, files: Sequence[File]) -> None:
        if self._session.closed:
            raise aiohttp.ClientConnectionError  # the gateway has hung up for good meanwhile
        where, proxy = self.http.placed(route), self.http.proxy
        async with asyncio.timeout(LONGEST):
            if route.path.startswith("/interactions/"):
                await put_first(where, self._session, payload=said, files=files, proxy=proxy)
                return
            body = for_webhook(said, files)
            put = partial(self._webhooks.request, where, self._session, proxy=proxy, **body)
            await self._answers.to(put)

    def _get_state(self, **options: Any) -> Any:  # noqa: ANN401 - the library's signature
        """Make what the library keeps; there is no other hook to give it parts of one's own."""
        self.http: Reached = Reached(
            loop=self.loop,
            connector=self._connector,
            max_ratelimit_timeout=PATIENCE,
            answers=self._answers,
            **self._elsewhere,
        )
        return Heard(
            take=self._on_interaction,
            there=self._on_shard,
            around=lambda *what: self._around(*what),  # noqa: PLW0108 - it is set later
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )

    def _on_interaction(self, asked: Interaction) -> None:
        self._take(asked)

    def _on_shard(self, shard: int) -> None:
        self._there.add(shard)
        if self._there.issuperset(self._connection.shard_ids):
            self._tell()


def _nothing(*_: object) -> None:
    """Do nothing: nobody listens yet."""


def _named(number: str, asked: Interaction) -> dict[str, str]:
    """Name a route as the library does for webhooks: each interaction is served by itself."""
    return {"webhook_id": number, "webhook_token": asked["token"]}
