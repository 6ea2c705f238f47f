"""The doors that this newsroom has: those whose token is set."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adapter import Door
    from bot.pace import Lane
    from bot.settings import Settings


def doors(settings: Settings) -> Iterator[Door]:
    """Make every door that has a token; each loads its library only then."""
    if settings.discord_token is not None:
        from adapters.discord.adapter import Discord

        yield Discord(
            settings.discord_token.get_secret_value(),
            api=settings.discord_api,
            gateway=settings.discord_gateway,
            shards=settings.shards,
            proxy=settings.proxy,
        )
    if settings.telegram_token is not None:
        from adapters.telegram.adapter import Telegram
        from adapters.telegram.taking import Webhook

        webhook = None
        if settings.webhook_url is not None:
            secret = settings.webhook_secret
            webhook = Webhook(
                settings.webhook_url,
                secret.get_secret_value() if secret else secrets.token_urlsafe(32),
                settings.webhook_port,
            )
        yield Telegram(
            settings.telegram_token.get_secret_value(),
            api=settings.telegram_api,
            webhook=webhook,
            proxy=settings.proxy,
            paid=settings.telegram_paid,
        )


def lanes(settings: Settings) -> dict[str, Lane]:
    """Tell how fast each door that has a token may send; no library is loaded for it."""
    from adapters import discord, telegram

    known = {}
    if settings.discord_token is not None:
        known[discord.NAME] = discord.PACE
    if settings.telegram_token is not None:
        known[telegram.NAME] = telegram.PAID_PACE if settings.telegram_paid else telegram.PACE
    return known
