"""The gateway: who comes, who comes back, and whatever can go wrong on the way."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.discord import drawing
from tests.platforms.discord.connection import Closing, Connection, Op
from tests.platforms.discord.session import GUILDS, Session

if TYPE_CHECKING:
    from tests.platforms.discord.server import Discord

KNOWN_INTENTS = (1 << 17) - 1 | 0b11 << 20 | 0b11 << 24
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, the content of messages
MOST_GUILDS = 2_500  # of one shard
AT_ONCE_SPAN = 5.0  # seconds in which only `max_concurrency` clients may identify


class Gateway:
    """The gateway of one Discord.

    Attributes:
        interval: seconds between heartbeats.
        deaf: whether heartbeats stay unanswered.
        max_concurrency: how many may identify within five seconds.
        shards: how many shards Discord advises.
        expected: the close code that a test provokes on purpose.
    """

    def __init__(self, here: Discord) -> None:
        self._here = here
        self.clock = here.clock
        self.interval = 41.25
        self.deaf = False
        self.max_concurrency = 1
        self.shards = 1
        self.expected = 0
        self.intents: list[int] = []
        self.connections: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self._identified: deque[float] = deque()

    @property
    def live(self) -> list[Session]:
        """The sessions whose clients listen at this moment."""
        return [session for session in self.sessions.values() if session.connection]

    @property
    def starts_left(self) -> int:
        """How often one may still identify today."""
        return 1_000 - len(self.intents)

    def tell(self, violation: str) -> None:
        """Note what a client did wrong."""
        self._here.violations.append(violation)

    def stirs(self) -> None:
        """Wake whoever waits for something to happen."""
        self._here.stirs()

    async def opened(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take a client's line."""
        wanted = request.query.get("compress", "")
        if request.query.get("encoding") != "json" or wanted not in {"", "zlib-stream"}:
            self.tell(f"gateway: opened with {request.query_string}")
            return web.Response(status=400)
        socket = web.WebSocketResponse(max_msg_size=4_096, autoping=True)
        await socket.prepare(request)
        connection = Connection(self, socket, request)
        if request.query.get("v") != "10":
            await connection.hang_up(4012, "invalid API version")
            return socket
        self.connections.append(connection)
        self.stirs()
        try:
            await connection.serve()
        finally:
            self.connections.remove(connection)
            if connection.session is not None and connection.session.connection is connection:
                connection.session.left(None)
            self.stirs()
        return socket

    async def identify(self, connection: Connection, data: Any) -> None:  # noqa: ANN401 - whatever the client sent
        """Begin a session."""
        shard, intents = self._checked(data)
        if not self.starts_left:
            # Whoever begins too many sessions in a day loses the token.
            self._here.token = ""
            raise Closing(4004, "authentication failed")
        self.intents.append(intents)
        if self._too_many_at_once():
            self.tell("gateway: identified too often within five seconds")
            await connection.send(Op.INVALID_SESSION, data=False)
            return
        session = Session(f"{self._here.world.snowflake():032x}", shard, intents)
        self.sessions[session.id] = session
        session.connection, connection.session = connection, session
        await self._ready(session)
        self.stirs()

    async def resume(self, connection: Connection, data: Any) -> None:  # noqa: ANN401 - whatever the client sent
        """Go on with a session where it was broken off."""
        if not isinstance(data, dict) or data.get("token") != self._here.token:
            raise Closing(4004, "authentication failed")
        session = self.sessions.get(str(data.get("session_id")))
        if session is None or session.over:
            await connection.send(Op.INVALID_SESSION, data=False)
            return
        if not isinstance(data.get("seq"), int) or data["seq"] > session.seq:
            raise Closing(4007, "invalid seq")
        if connection.path != "/resumed":
            self.tell("gateway: resumed elsewhere than READY said")
        await session.again(connection, data["seq"])
        self.stirs()

    async def happens(self, event: str, data: dict[str, Any], guild: int | None) -> None:
        """Tell everybody whom it concerns."""
        for session in [*self.sessions.values()]:
            if session.concerns(guild) and not session.over:
                await session.tell(event, data, private=guild is None)

    async def drop(self) -> None:
        """Break every line without a word; returns once the gateway has noticed itself."""
        for connection in self.connections:
            connection.cut()
        await self._here.until(lambda: not self.connections)

    async def say(self, op: Op, data: object = None) -> None:
        """Say to every client to reconnect, to send a heartbeat, or that its session is invalid."""
        if op is Op.INVALID_SESSION and not data:
            self.sessions.clear()
        for connection in [*self.connections]:
            await connection.send(op, data)

    async def close(self, code: int) -> None:
        """Hang up on every client."""
        for connection in [*self.connections]:
            await connection.hang_up(code)

    def _checked(self, data: Any) -> tuple[tuple[int, int], int]:  # noqa: ANN401 - whatever the client sent
        if not isinstance(data, dict) or data.get("token") != self._here.token:
            raise Closing(4004, "authentication failed")
        properties = data.get("properties")
        if not isinstance(properties, dict) or not {"os", "browser", "device"} <= {*properties}:
            raise Closing(4002, "no properties")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            raise Closing(4013, "invalid intents")
        if intents & PRIVILEGED:
            raise Closing(4014, "disallowed intents")
        number, of = data.get("shard") or (0, 1)
        if not 0 <= number < of:
            raise Closing(4010, "invalid shard")
        if len(self._here.world.guilds) > MOST_GUILDS * of:
            raise Closing(4011, "sharding required")
        return (number, of), intents

    def _too_many_at_once(self) -> bool:
        now = self.clock()
        while self._identified and self._identified[0] <= now - AT_ONCE_SPAN:
            self._identified.popleft()
        self._identified.append(now)
        return len(self._identified) > self.max_concurrency

    async def _ready(self, session: Session) -> None:
        world = self._here.world
        guilds = [each for each in world.guilds.values() if session.concerns(each.id)]
        ours = [each for each in guilds if world.bot.id in each.members]
        user = {**drawing.user(world.bot), "verified": True, "mfa_enabled": True, "email": None}
        ready = {
            "v": 10,
            "user": user,
            "session_type": "normal",
            "session_id": session.id,
            "resume_gateway_url": f"{self._here.socket}/resumed",
            "shard": [*session.shard],
            "guilds": [{"id": str(each.id), "unavailable": True} for each in ours],
            "application": {"id": str(world.application), "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "_trace": ["here"],
        }
        await session.tell("READY", ready)
        for guild in ours if session.intents & GUILDS else ():
            await session.tell("GUILD_CREATE", drawing.guild(guild, world))
