"""How the doors to the platforms show a reply, whether they are open or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapter import Look

if TYPE_CHECKING:
    from bot.reply import Reply


def looks() -> dict[str, Look]:
    """Give the look of each door, by its name."""
    from adapters import discord, telegram

    return {
        discord.NAME: Look(discord.LIMITS, _is_one_on_discord),
        telegram.NAME: Look(telegram.LIMITS, _is_one_on_telegram),
    }


def _is_one_on_discord(reply: Reply) -> bool:
    from adapters.discord.paging import Message

    return Message(reply).fits


def _is_one_on_telegram(reply: Reply) -> bool:
    from adapters.telegram.paging import fits
    from adapters.telegram.render import rendered

    return fits(rendered(reply))
