"""What somebody attached: fetched from Discord and from nobody else."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

import aiohttp
from yarl import URL

from bot.errors import Problem
from bot.request import File
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.discord.wire import Attachment
    from bot.reply import Document

    Fetch: TypeAlias = Callable[[Attachment], Awaitable[File]]

HOSTS = ("cdn.discordapp.com", "media.discordapp.net")
MEBIBYTE = 1024 * 1024
MOST = 8  # MiB of a file
PATIENCE = 30.0  # seconds for a whole file

TOO_LARGE = phrase("The file is too large: {most} MiB are the most.", most=MOST)
NOT_GIVEN = phrase("Discord does not give the file out. Attach it once more.")


class Files:
    """Fetches what somebody attached.

    Args:
        api: where Discord's API is, if elsewhere: its host gives out files as well.
        proxy: the way out, where there is no straight one.
    """

    def __init__(self, api: str | None, proxy: str | None) -> None:
        self._api = URL(api) if api else None
        self._proxy = proxy

    async def fetch(self, attachment: Attachment) -> File:
        """Fetch a file.

        Raises:
            Problem: it is too large, stands elsewhere, or is not given out.
        """
        url = _url(attachment)
        if not self._is_ours(url):
            raise Problem(NOT_GIVEN)
        if attachment.get("size", 0) > MOST * MEBIBYTE:
            raise Problem(TOO_LARGE)
        try:
            async with asyncio.timeout(PATIENCE):
                data = await self._read(url)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise Problem(NOT_GIVEN) from error
        return File(attachment.get("filename", ""), data)

    def _is_ours(self, url: URL) -> bool:
        if url.scheme == "https" and url.host in HOSTS and url.is_default_port():
            return True
        api = self._api
        return api is not None and (url.scheme, url.host) == (api.scheme, api.host)

    async def _read(self, url: URL) -> bytes:
        data = bytearray()
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, allow_redirects=False, proxy=self._proxy) as response,
        ):
            if response.status != HTTPStatus.OK:
                raise Problem(NOT_GIVEN)
            async for some in response.content.iter_chunked(MEBIBYTE):
                data += some
                if len(data) > MOST * MEBIBYTE:
                    raise Problem(TOO_LARGE)
        return bytes(data)


def file_name(document: Document) -> str:
    """Name a file as Discord lets a message refer to it: in plain letters."""
    plain = (
        each if each.isascii() and (each.isalnum() or each in "._-") else "-"
        for each in document.name
    )
    return "".join(plain).lstrip(".-") or "file"


def _url(attachment: Attachment) -> URL:
    try:
        return URL(attachment.get("url", ""))
    except ValueError as error:
        raise Problem(NOT_GIVEN) from error
