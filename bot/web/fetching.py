"""Fetch a file from the open web, and from nowhere else."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from bot import __version__
from bot.errors import Problem
from bot.web import headers
from bot.web.connecting import connector, look_up
from bot.web.faults import FOREIGN, unfetched
from bot.web.packing import ACCEPTED, MEBIBYTE, unpacked
from bot.wires import Fetched, Unchanged, Unfetched
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.web.connecting import LookUp
    from bot.wires import Answer

MOST = 8 * MEBIBYTE
PATIENCE = 30.0  # seconds for all of it, redirects and names included
MOST_HOPS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {80, 443}
FIRST_FREE_PORT = 1024  # below it are other services, which must not be talked into anything
CHUNK = 64 * 1024
ABOUT_US = {
    "User-Agent": f"Storydesk/{__version__} (reads stories on a schedule)",
    "Accept": "application/feed+json, application/json, application/yaml, text/plain;q=0.9",
    "Accept-Encoding": ACCEPTED,
}
# What a server may answer otherwise a little later.
PASSING = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}


class Web:
    """Fetches from public addresses, as a stranger: without cookies, passwords or a proxy.

    Args:
        now: tells the moment, aware.
        look_up: asks for the addresses of a host and port.
        allowed: addresses that count as public: those of a test's own server.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        look_up: LookUp = look_up,
        allowed: Collection[str] = (),
    ) -> None:
        self._now = now
        self._look_up = look_up
        self._allowed = allowed

    async def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """Give what stands at *url*; see `Fetcher.fetch`."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in asked.items() if value}
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._fetch(URL(url), conditions)
        except (Problem, *FOREIGN) as error:
            return unfetched(error)

    async def _fetch(self, url: URL, conditions: dict[str, str]) -> Answer:
        async with aiohttp.ClientSession(
            connector=connector(self._look_up, self._allowed),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={**ABOUT_US, **conditions},
            auto_decompress=False,
            trust_env=False,
        ) as session:
            for _ in range(MOST_HOPS + 1):
                _see(url)
                async with session.get(url, allow_redirects=False) as response:
                    if response.status not in REDIRECTS:
                        return await self._answer(response, is_conditional=bool(conditions))
                    url = further(url, response.headers.get("Location", ""))
        raise Problem(phrase("It leads on more than {most} times.", most=MOST_HOPS))

    async def _answer(self, response: aiohttp.ClientResponse, *, is_conditional: bool) -> Answer:
        said = response.headers
        match response.status:
            case HTTPStatus.OK:
                headers.see_kind(said)
                packed = said.get("Content-Encoding", "").strip().casefold()
                data = await unpacked(response.content.iter_chunked(CHUNK), packed, MOST)
                etag, modified = headers.mark(said, "ETag"), headers.mark(said, "Last-Modified")
                return Fetched(data, etag, modified, headers.fresh(said))
            case HTTPStatus.NOT_MODIFIED if is_conditional:
                return Unchanged(headers.fresh(said))
            case HTTPStatus.GONE:
                return Unfetched(phrase("It is gone for good (status 410)."), wait=headers.WEEK)
            case status:
                reason = phrase("Its server answered with status {status}.", status=status)
                is_passing = status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
                return Unfetched(reason, is_passing, headers.wait(said, self._now()))


def _see(url: URL) -> None:
    """See that an address is one to go to.

    Raises:
        Problem: it is not; the address itself is not said, for it may hold a key.
    """
    if url.scheme not in {"http", "https"} or not url.host:
        raise Problem(phrase("Its address does not begin with https:// or http://."))
    if url.user is not None or url.password is not None:
        raise Problem(phrase("A name or a password stands in its address."))
    port = url.port or 0
    if port not in PORTS and port < FIRST_FREE_PORT:
        raise Problem(phrase("Port {port} is none that stories are fetched from.", port=port))


def further(url: URL, location: str) -> URL:
    """Tell where a redirect leads.

    Raises:
        Problem: it leads nowhere, or out of what nobody can change on its way.
    """
    if not location:
        raise Problem(phrase("It leads on, and does not say where to."))
    further = url.join(URL(location))
    if url.scheme == "https" and further.scheme == "http":
        raise Problem(
            phrase("It leads from https to http, where anybody could change it on its way.")
        )
    return further
