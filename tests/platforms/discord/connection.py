"""One client's line to the gateway: what it says is held to the protocol, op by op."""

from __future__ import annotations

import json
import zlib
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType

if TYPE_CHECKING:
    from aiohttp import web

    from tests.platforms.discord.gateway import Gateway
    from tests.platforms.discord.session import Session

BURST, SPAN = 120, 60.0  # events a client may send in so many seconds
FRAME = 4_096  # bytes after which a compressed event goes on in another frame
MISSED = 1.5  # heartbeats that may be missed


class Op(IntEnum):
    """What a payload is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    ACK = 11


class Closing(Exception):
    """The gateway hangs up, and says why with a code."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code} {why}")
        self.code = code
        self.why = why


class Connection:
    """A line that is open.

    Args:
        gateway: whom it leads to.
        socket: what carries it.
        request: what opened it.
    """

    def __init__(
        self, gateway: Gateway, socket: web.WebSocketResponse, request: web.BaseRequest
    ) -> None:
        self.gateway = gateway
        self.session: Session | None = None
        self.path = request.path
        self.beats = 0
        self._socket = socket
        self._transport = request.transport
        self._heard: deque[float] = deque()
        compressed = request.query.get("compress") == "zlib-stream"
        self._stream = zlib.compressobj() if compressed else None

    async def serve(self) -> None:
        """Greet, and listen until one of the two hangs up."""
        await self.send(Op.HELLO, {"heartbeat_interval": round(self.gateway.interval * 1000)})
        try:
            await self._listen()
        except Closing as closing:
            if closing.code != self.gateway.expected:
                self.gateway.tell(f"gateway: {closing}")
            await self.hang_up(closing.code, closing.why)

    async def send(
        self, op: Op, data: object = None, seq: int | None = None, event: str | None = None
    ) -> None:
        """Say something; a line that is broken swallows it."""
        said = json.dumps({"op": op, "d": data, "s": seq, "t": event})
        try:
            await self._carry(said)
        except (ConnectionError, RuntimeError):
            return

    async def hang_up(self, code: int, why: str = "") -> None:
        """Close the line properly."""
        await self._socket.close(code=code, message=why.encode())

    def cut(self) -> None:
        """Break the line without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def _carry(self, said: str) -> None:
        if self._stream is None:
            await self._socket.send_str(said)
            return
        packed = self._stream.compress(said.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        for start in range(0, len(packed), FRAME):
            await self._socket.send_bytes(packed[start : start + FRAME])

    async def _listen(self) -> None:
        while True:
            try:
                heard = await self._socket.receive(timeout=self.gateway.interval * MISSED)
            except TimeoutError:
                raise Closing(4009, "no heartbeat") from None
            if heard.type is not WSMsgType.TEXT:
                if self.session is not None:
                    self.session.left(heard.data if heard.type is WSMsgType.CLOSE else None)
                return
            self._count()
            await self._understand(_payload(heard.data))

    def _count(self) -> None:
        now = self.gateway.clock()
        while self._heard and self._heard[0] <= now - SPAN:
            self._heard.popleft()
        self._heard.append(now)
        if len(self._heard) > BURST:
            raise Closing(4008, "rate limited")

    async def _understand(self, payload: dict[str, Any]) -> None:
        match payload.get("op"):
            case Op.HEARTBEAT:
                await self._beat(payload.get("d"))
            case Op.IDENTIFY if self.session is not None:
                raise Closing(4005, "already authenticated")
            case Op.IDENTIFY:
                await self.gateway.identify(self, payload.get("d"))
            case Op.RESUME:
                await self.gateway.resume(self, payload.get("d"))
            case Op.PRESENCE | Op.VOICE | Op.REQUEST_MEMBERS:
                if self.session is None:
                    raise Closing(4003, "not authenticated")
            case op:
                raise Closing(4001, f"unknown opcode {op}")

    async def _beat(self, seq: object) -> None:
        # Before it resumes, a client speaks of a session that we do not know yet.
        known = self.session.seq if self.session else None
        sound = seq is None or (isinstance(seq, int) and seq >= 0)
        if not sound or (isinstance(seq, int) and known is not None and seq > known):
            self.gateway.tell(f"gateway: a heartbeat of {seq!r}, and {known} is the last event")
        self.beats += 1
        if not self.gateway.deaf:
            await self.send(Op.ACK)
        self.gateway.stirs()


def _payload(data: str) -> dict[str, Any]:
    try:
        payload = json.loads(data)
    except ValueError:
        raise Closing(4002, "not JSON") from None
    if not isinstance(payload, dict):
        raise Closing(4002, "no payload")
    return payload
