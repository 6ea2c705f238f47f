"""First answers to interactions, which are worth nothing once three seconds have passed."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Any

import aiohttp
from discord import (
    DiscordException,
    DiscordServerError,
    Forbidden,
    HTTPException,
    NotFound,
    RateLimited,
)

from adapters.discord.answers import said_in
from adapters.discord.carrying import for_session
from adapters.discord.faults import is_answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.http import Route

    from adapters.discord.wire import File, Said

LONGEST = 2.8  # seconds that a first answer is tried for; Discord itself waits for three
AGAIN = 0.25  # seconds until it is tried once more; the library would wait for a whole one, then 3


class Taken(DiscordException):
    """Somebody else has answered: another copy of the program, which then says the rest as well."""


async def put_first(
    route: Route,
    session: aiohttp.ClientSession,
    *,
    payload: Said,
    files: Sequence[File],
    proxy: str | None,
) -> None:
    """Give a first answer, again and again as long as somebody waits for it.

    Raises:
        Taken: it was answered by somebody else.
        HTTPException: Discord does not take it.
        RateLimited: Discord asks to wait longer than anybody waits for the answer.
        ClientError: Discord cannot be had.
    """
    until, tried = monotonic() + LONGEST, False
    while True:
        try:
            await _put(route, session, for_session(payload, files), proxy)
        except (RateLimited, HTTPException, aiohttp.ClientConnectionError) as error:
            if is_answered(error):
                if tried:
                    return  # it was heard before the line broke
                raise Taken from error
            wait = _wait(error)
            if wait is None or monotonic() + wait > until:
                raise
        else:
            return
        await asyncio.sleep(wait)
        tried = True


async def _put(
    route: Route, session: aiohttp.ClientSession, body: dict[str, Any], proxy: str | None
) -> None:
    async with session.post(route.url, proxy=proxy, **body) as response:
        if response.status < HTTPStatus.MULTIPLE_CHOICES:
            return
        said = said_in(await response.text(errors="replace"))
        match response.status:
            case HTTPStatus.TOO_MANY_REQUESTS if isinstance(said, dict) and "retry_after" in said:
                raise RateLimited(float(said["retry_after"]))
            case HTTPStatus.FORBIDDEN:
                raise Forbidden(response, said)
            case HTTPStatus.NOT_FOUND:
                raise NotFound(response, said)
            case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise DiscordServerError(response, said)
            case _:
                raise HTTPException(response, said)


def _wait(error: Exception) -> float | None:
    """Give the seconds after which it may go better; None where it never will."""
    match error:
        case RateLimited():
            return error.retry_after
        case DiscordServerError() | aiohttp.ClientConnectionError():
            return AGAIN
        case _:
            return None
