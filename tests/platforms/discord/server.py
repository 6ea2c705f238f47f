"""Discord on loopback: its HTTP API, its gateway and its files on one port."""

from __future__ import annotations

import asyncio
import time
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.patience import PATIENCE
from tests.platforms.discord.faults import Faults
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.interactions import Interactions
from tests.platforms.discord.people import Person, is_answered
from tests.platforms.discord.permissions import May
from tests.platforms.discord.rates import Rates
from tests.platforms.discord.rest import BASE, Rest, target
from tests.platforms.discord.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from tests.platforms.discord.call import Call
    from tests.platforms.discord.interactions import Interaction
    from tests.platforms.discord.refusals import Refusal
    from tests.platforms.discord.world import Channel, Guild, Message
    from tests.platforms.specs import DiscordSpec

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"  # noqa: S105 - nobody's


class Clock:
    """Seconds that only go forward, and as far ahead as a test wants."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return time.monotonic() + self._ahead

    def skip(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead += seconds


class Discord:
    """Discord, with one bot in it.

    Args:
        spec: what every request is held against.

    Attributes:
        calls: every request that came, in its order.
        refusals: the requests that were refused, with the reason.
        violations: whatever a client did that it must not do.
        forgiven: the codes of refusals that a test provokes on purpose.
        opened: the commands that an administrator opened to everybody.
        commands: what is registered, by guild (0 stands for everywhere) and id.
    """

    def __init__(self, spec: DiscordSpec) -> None:
        self.spec = spec
        self.token = TOKEN
        self.clock = Clock()
        self.world = World()
        self.owner = self.world.user("Owner")
        self.rates = Rates(self.clock)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.refusals: list[tuple[Call, Refusal]] = []
        self.violations: list[str] = []
        self.forgiven: set[int] = set()
        self.opened: set[str] = set()
        self.commands: dict[int, dict[str, dict[str, Any]]] = {}
        self.nonces: dict[tuple[int, str], tuple[float, Message]] = {}
        self.interactions = Interactions(self.clock)
        self.gateway = Gateway(self)
        self.port = 0
        self._rest = Rest(self)
        self._files: dict[str, bytes] = {}
        self._stirred = asyncio.Event()
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        """Open on a free port."""
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    async def open(self) -> None:
        """Open: on a free port at first, and later on the same again."""
        self._runner = web.ServerRunner(
            web.Server(self._opened, access_log=None), shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Close: from now on a connection is refused."""
        if self._runner is not None:
            await self.gateway.close(1001)
            await self._runner.cleanup()
            self._runner = None

    @property
    def api(self) -> str:
        """Where the HTTP API is."""
        return f"http://127.0.0.1:{self.port}{BASE}"

    @property
    def socket(self) -> str:
        """Where the gateway is."""
        return f"ws://127.0.0.1:{self.port}"

    @property
    def complaints(self) -> list[str]:
        """Everything that a client did wrong, and whom it left without an answer so far."""
        waiting = self.interactions.unanswered()
        return [
            *self.violations,
            *(f"{each.kind.name} is {each.state.value}: {each.event['data']}" for each in waiting),
        ]

    def person(self, name: str, *guilds: Guild, locale: str = "en-US", may: int = 0) -> Person:
        """Let somebody come, and join *guilds*."""
        user = self.world.user(name, locale=locale)
        for guild in guilds:
            self.world.joins(user, guild, May(may))
        return Person(self, user)

    def count(self, operation: str) -> int:
        """Count the requests of one kind."""
        return sum(call.operation == operation for call in self.calls)

    def host(self, name: str, data: bytes, channel: Channel) -> dict[str, Any]:
        """Keep a file; its address is signed, and without the signature it is not given out."""
        number = self.world.snowflake()
        path = f"/attachments/{channel.id}/{number}/{name}?ex=6a&is=69&hm={number:x}"
        self._files[path] = data
        url = f"http://127.0.0.1:{self.port}{path}"
        return {
            "id": str(number),
            "filename": name,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": guess_type(name)[0] or "application/octet-stream",
        }

    def hosted(self, attachment: Mapping[str, Any]) -> bytes:
        """Give what stands in a file that is attached to a message."""
        return self._files[attachment["url"].removeprefix(f"http://127.0.0.1:{self.port}")]

    def stirs(self) -> None:
        """Wake whoever waits for something to happen."""
        stirred, self._stirred = self._stirred, asyncio.Event()
        stirred.set()

    async def until(self, condition: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until *condition* holds.

        Raises:
            TimeoutError: it does not, *within* seconds.
        """
        async with asyncio.timeout(within):
            while not condition():
                await self._stirred.wait()

    async def answered(self, asked: Interaction, within: float = PATIENCE) -> Interaction:
        """Wait until somebody sees the answer to *asked*."""
        await self.until(lambda: is_answered(asked), within)
        return asked

    async def _opened(self, request: web.BaseRequest) -> web.StreamResponse:
        path = target(request).partition("?")[0]
        if path.startswith(f"{BASE}/"):
            return await self._rest.opened(request)
        if path in {"/", "/gateway", "/resumed"}:
            return await self.gateway.opened(request)
        data = self._files.get(target(request))
        if data is None:
            self.violations.append(f"{request.method} {request.raw_path}: there is no such thing")
            return web.Response(status=404)
        return web.Response(body=data)
