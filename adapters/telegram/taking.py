"""The two ways on which updates come: fetched, or brought to an address of one's own."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import BadRequest, InvalidToken, TelegramError

from adapters.telegram.faults import is_refused
from adapters.telegram.line import UPDATES
from adapters.telegram.polling import poll
from bot.errors import Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.telegram.inbox import Inbox
    from adapters.telegram.line import Line


LOOK = 30.0  # seconds between two looks whether updates are still brought here

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings its updates.

    Args:
        url: the address that Telegram knows, https.
        secret: what each delivery must carry: 1 to 256 letters, digits, `_` and `-`.
        port: the port they are awaited on, behind whatever speaks https.
    """

    url: str
    secret: str
    port: int


async def fetched(
    line: Line, inbox: Inbox, ready: Callable[[], None], doubled: Callable[[], Awaitable[None]]
) -> None:
    """Fetch updates for ever."""
    await _unset(line)
    ready()
    await poll(line, inbox, doubled)


async def brought(
    line: Line,
    inbox: Inbox,
    ready: Callable[[], None],
    doubled: Callable[[], Awaitable[None]],
    webhook: Webhook,
) -> None:
    """Have updates brought, for ever.

    Args:
        line: the line to Telegram.
        inbox: where they are put.
        ready: called once they come.
        doubled: called each time somebody else is seen to have had them brought elsewhere.
        webhook: where to.

    Raises:
        Problem: Telegram does not take the address.
    """
    # A server, and all that it loads, is needed by few.
    from adapters.telegram.webhook import awaited

    async with awaited(webhook, inbox):
        await _set(line, webhook)
        ready()
        # A server of one's own may say for ever that it brings them nowhere.
        tells = await _place(line) == webhook.url
        while True:
            await asyncio.sleep(LOOK)
            place = await _place(line)
            tells = tells or place == webhook.url
            if place not in {None, webhook.url} and (place or tells):
                log.error("Somebody else has taken Telegram's updates, with the same token")
                await doubled()
                await _set(line, webhook)


async def _place(line: Line) -> str | None:
    """Ask where updates are brought; None where that cannot be told."""
    try:
        return await line.brought_to()
    except TelegramError as error:
        if is_refused(error):
            raise
        log.info("Telegram does not say where it brings updates: %s", error)
        return None


async def _unset(line: Line) -> None:
    """Have updates brought no more; a server of one's own may never have brought any."""
    try:
        await line.delete_webhook()
    except (BadRequest, InvalidToken) as error:
        if is_refused(error):
            raise
        log.info("Telegram does not stop bringing updates: %s", error)


async def _set(line: Line, webhook: Webhook) -> None:
    try:
        await line.set_webhook(webhook.url, secret_token=webhook.secret, allowed_updates=UPDATES)
    except BadRequest as error:
        raise Problem(
            phrase(
                "Telegram does not bring its updates to {url}: {reason}",
                url=webhook.url,
                reason=error.message,
            )
        ) from error
