"""The way to Telegram: python-telegram-bot's requests over aiohttp, several times as fast.

aiohttp puts addresses into its errors, and Telegram's addresses hold the token. So no error of
aiohttp leaves this file: it is told in words of ours, and its cause says what matters of it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest
from yarl import URL

if TYPE_CHECKING:
    from telegram._utils.defaultvalue import DefaultValue
    from telegram._utils.types import JSONDict, ODVInput
    from telegram.request import RequestData

LARGEST = 32 * 1024 * 1024  # bytes of an answer; a hundred updates are far smaller
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REDIRECTED, BAD_GATEWAY, HIGHEST = 300, 502, 599


class NotSent(Exception):
    """The request cannot have reached Telegram."""


class Broken(Exception):
    """The line broke, or nobody answered in time, after the request may have left."""


# Whatever of these ends a request, no byte of it was written.
BEFORE = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ServerFingerprintMismatch,
    aiohttp.InvalidURL,
)


class AiohttpRequest(BaseRequest):
    """Carries requests to Telegram.

    Timeouts are in seconds; None waits for ever.

    Args:
        connections: how many requests may be under way at once.
        read_timeout: for the answer, from when the request has left.
        write_timeout: for the request to leave.
        media_write_timeout: the same where files go along.
        connect_timeout: for a new connection.
        pool_timeout: for one of the connections to be free.
        proxy: the way out, where there is no straight one.
    """

    def __init__(
        self,
        connections: int = 256,
        *,
        read_timeout: float | None = 15,
        write_timeout: float | None = 10,
        media_write_timeout: float | None = 30,
        connect_timeout: float | None = 10,
        pool_timeout: float | None = 20,
        proxy: str | None = None,
    ) -> None:
        # Without it, each wait that Telegram asks for is a warning that a number is out of date.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        self._connections = connections
        self._read = read_timeout
        self._write = write_timeout
        self._media_write = media_write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds waited for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Get ready; twice is harmless."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Let go of all connections; twice is harmless."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Read an answer; one that cannot be read is not written to the log, as it holds texts."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("no word of Telegram")
        return answer

    async def do_request(  # noqa: PLR0917 - the library's interface
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send a request and give the answer's status and body."""
        if self._session is None:
            raise NetworkError("not open") from NotSent()
        files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            read=_said(read_timeout, self._read),
            write=_said(write_timeout, self._media_write if files else self._write),
            connect=_said(connect_timeout, self._connect),
            pool=_said(pool_timeout, self._pool),
        )
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=_body(request_data),
                headers=None if files else FORM,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                return _checked(method, response.status, await _whole(response))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            told = _told(error)
        # Out here, so that what is raised does not lead back to the error with the address in it.
        raise told


def _said(timeout: float | DefaultValue[Any] | None, default: float | None) -> float | None:
    return timeout if isinstance(timeout, int | float) or timeout is None else default


def _timeout(
    *, read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Map the four timeouts; aiohttp has none for writing, so the whole is bounded instead."""
    reached = None if pool is None or connect is None else pool + connect
    total = None if reached is None or write is None or read is None else reached + write + read
    return aiohttp.ClientTimeout(total=total, connect=reached, sock_connect=connect, sock_read=read)


def _body(data: RequestData | None) -> aiohttp.MultipartWriter | aiohttp.FormData | bytes | None:
    if data is None:
        return None
    if not data.contains_files:
        # yarl writes a form six times as fast as the standard library.
        return URL.build(query=data.json_parameters).raw_query_string.encode()
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """Read a body, but none without end."""
    if (response.content_length or 0) > LARGEST:
        raise aiohttp.ClientPayloadError
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > LARGEST:
            raise aiohttp.ClientPayloadError
    return bytes(body)


def _checked(method: str, status: int, body: bytes) -> tuple[int, bytes]:
    """Give what the library understands.

    It takes any 2xx for Telegram's word, and repeats a body it cannot read in its errors.
    """
    if method == "POST" and status < REDIRECTED and b'"result"' not in body:
        status = _refused(body)
    if status >= REDIRECTED and not body.lstrip().startswith(b"{"):
        body = b""
    return status, body


def _refused(body: bytes) -> int:
    """Give the code of a refusal that comes with a status of success, as some servers write it."""
    try:
        said = json.loads(body)
    except ValueError:
        return BAD_GATEWAY
    code = said.get("error_code") if isinstance(said, dict) and said.get("ok") is False else None
    return code if isinstance(code, int) and REDIRECTED <= code <= HIGHEST else BAD_GATEWAY


def _told(error: Exception) -> NetworkError:
    """Say what happened without the address, and whether the request can have left."""
    name = type(error).__name__
    told: NetworkError
    if isinstance(error, TimeoutError):
        told = TimedOut(f"no answer in time: {name}")
    else:
        told = NetworkError(f"{name} {getattr(error, 'strerror', None) or ''}".strip())
    told.__cause__ = NotSent(name) if isinstance(error, BEFORE) else Broken(name)
    return told
