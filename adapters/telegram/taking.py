"""The two ways on which updates come: fetched, or brought to an address of one's own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import BadRequest

from adapters.telegram.line import UPDATES
from adapters.telegram.polling import poll
from bot.errors import Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.telegram.inbox import Inbox
    from adapters.telegram.line import Line


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
    await line.delete_webhook()
    ready()
    await poll(line, inbox, doubled)


async def brought(line: Line, inbox: Inbox, ready: Callable[[], None], webhook: Webhook) -> None:
    """Have updates brought, for ever.

    Raises:
        Problem: Telegram does not take the address.
    """
    # A server, and all that it loads, is needed by few.
    from adapters.telegram.webhook import awaited

    async with awaited(webhook, inbox):
        try:
            await line.set_webhook(
                webhook.url, secret_token=webhook.secret, allowed_updates=UPDATES
            )
        except BadRequest as error:
            raise Problem(
                phrase(
                    "Telegram does not bring its updates to {url}: {reason}",
                    url=webhook.url,
                    reason=error.message,
                )
            ) from error
        ready()
        await asyncio.get_running_loop().create_future()
