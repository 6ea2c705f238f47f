"""Connect to public addresses only.

An address is looked at right before a socket for it is made, and that socket connects to it and to
no other. So it does not matter which way it came: written out in the URL, out of a redirect, or of
a name; nor that a name leads elsewhere a moment later.
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
    """Gives the addresses of a name, each time anew.

    Args:
        look_up: asks for the addresses of a host and port.
    """

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - aiohttp leaves it open
    ) -> list[ResolveResult]:
        """Give the addresses of *host*."""
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in await self._look_up(host, port)
        ]

    async def close(self) -> None:
        """Let go of nothing: nothing is held."""


def connector(look_up: LookUp, allowed: Collection[str]) -> aiohttp.TCPConnector:
    """Make what connects for one fetch.

    Args:
        look_up: asks for the addresses of a host and port.
        allowed: addresses that count as public: those of a test's own server.
    """

    def made(address: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, (host, *_) = address
        if not is_public(host) and host not in allowed:
            raise NotPublicError
        return socket.socket(family, kind, protocol)

    return aiohttp.TCPConnector(
        resolver=Resolver(look_up),
        socket_factory=made,
        use_dns_cache=False,
        force_close=True,
    )


async def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
