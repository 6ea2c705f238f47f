"""Updates brought to the bot's own address, again and again until it takes them."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from tests.platforms.telegram.refusals import bad

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.telegram.scene import Telegram

PORTS = {443, 80, 88, 8443}
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 0.05  # seconds between tries; Telegram takes more and more


@dataclass(frozen=True)
class Webhook:
    """Where updates are brought."""

    url: str
    secret: str
    connections: int


@dataclass(frozen=True)
class Delivery:
    """One try to bring an update; 0 for a status where nobody was there."""

    number: int
    status: int


def webhook_of(url: str, secret: str, connections: int) -> Webhook:
    """Read what `setWebhook` is given.

    Raises:
        Refusal: Telegram would not bring anything there.
    """
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    return Webhook(url, secret, connections)


class Bringing:
    """Brings updates to one webhook, those of a chat one after another.

    Args:
        here: where they come from.
        webhook: where they go.
    """

    def __init__(self, here: Telegram, webhook: Webhook) -> None:
        self.webhook = webhook
        self.deliveries: list[Delivery] = []
        self._here = here
        self._under_way: set[int] = set()
        self._lanes: dict[object, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(webhook.connections)
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def run(self) -> None:
        """Bring whatever comes, until cancelled."""
        updates = self._here.updates
        async with aiohttp.ClientSession() as session:
            self._session = session
            try:
                while True:
                    updates.arrived.clear()
                    for number in [each for each in updates.pending if each not in self._under_way]:
                        self._under_way.add(number)
                        self._tasks.add(asyncio.create_task(self._bring(updates.pending[number])))
                    await updates.arrived.wait()
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _bring(self, update: Mapping[str, Any]) -> None:
        async with self._lanes[_lane(update)], self._slots:
            while not await self._taken(update):  # noqa: ASYNC110 - it is asked anew each time
                await asyncio.sleep(PATIENCE)
        self._here.updates.pending.pop(update["update_id"], None)
        self._here.stirs()

    async def _taken(self, update: Mapping[str, Any]) -> bool:
        """Bring an update once, and tell whether it was taken."""
        assert self._session is not None
        parts = urlsplit(self.webhook.url)
        port = self._here.behind.get(parts.hostname or "", 0)
        secret = {HEADER: self.webhook.secret} if self.webhook.secret else {}
        try:
            async with self._session.post(
                f"http://127.0.0.1:{port}{parts.path or '/'}", json=update, headers=secret
            ) as response:
                status, body = response.status, await response.read()
        except aiohttp.ClientError:
            status, body = 0, b""
        self.deliveries.append(Delivery(update["update_id"], status))
        if b'"method"' in body:
            self._here.violations.append("a webhook was answered with a method")
        return 200 <= status < 300


def _lane(update: Mapping[str, Any]) -> object:
    """Tell from which chat, or else from whom, an update comes."""
    what = next(each for name, each in update.items() if name != "update_id")
    where = what.get("chat") or what.get("message", {}).get("chat") or what.get("from")
    return where["id"]
