"""Connect to public addresses only.

A name is looked up once, what it leads to is looked at, and to that very address is connected. So
a name that leads elsewhere a moment later gains nothing. And no socket is made for any other
address, whichever way it came: written out in the URL, or out of a redirect.
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.web.addresses import is_public

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    # The addresses of a name, as the system writes them.
    LookUp: TypeAlias = Callable[[str, int], Awaitable[list[str]]]


class NotPublicError(OSError):
    """An address is not one of the open internet."""


class Resolver(AbstractResolver):
    """Gives the public addresses of a name, and no others.

    Args:
        look_up: asks for the addresses of a host and port.
        allowed: addresses that count as public: those of a test's own server.
    """

    def __init__(self, look_up: LookUp, allowed: Collection[str]) -> None:
        self._look_up = look_up
        self._allowed = allowed

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - aiohttp leaves it open
    ) -> list[ResolveResult]:
        """Give the public addresses of *host*.

        Raises:
            NotPublicError: it has none.
        """
        found = await self._look_up(host, port)
        public = [each for each in found if may_connect(each, self._allowed)]
        if not public:
            raise NotPublicError
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in public
        ]

    async def close(self) -> None:
        """Let go of nothing: nothing is held."""


def may_connect(address: str, allowed: Collection[str]) -> bool:
    """Tell whether to connect to an address."""
    return is_public(address) or address in allowed


def connector(look_up: LookUp, allowed: Collection[str]) -> aiohttp.TCPConnector:
    """Make what connects for one fetch; see `Resolver` for its arguments."""

    def made(address: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, (host, *_) = address
        if not may_connect(host, allowed):
            raise NotPublicError
        return socket.socket(family, kind, protocol)

    return aiohttp.TCPConnector(
        resolver=Resolver(look_up, allowed),
        socket_factory=made,
        use_dns_cache=False,
        force_close=True,
    )


async def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
