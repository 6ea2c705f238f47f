"""How the doors show a reply and name people, whether they are open or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapter import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.reply import Reply


def looks() -> dict[str, Look]:
    """Give the look of each door, by its name."""
    from adapters import discord, telegram

    return {
        discord.NAME: Look(discord.LIMITS, _is_one_on_discord),
        telegram.NAME: Look(telegram.LIMITS, _is_one_on_telegram),
    }


def people() -> dict[str, Callable[[str], bool]]:
    """Tell of each door, by its name, whether a person can be called so there."""
    from adapters import console, discord, telegram

    return {console.NAME: bool, discord.NAME: _is_number, telegram.NAME: _is_number}


def _is_number(person: str) -> bool:
    return person.isascii() and person.isdecimal()


def _is_one_on_discord(reply: Reply) -> bool:
    from adapters.discord.paging import Message

    return Message(reply).fits


def _is_one_on_telegram(reply: Reply) -> bool:
    from adapters.telegram.paging import fits
    from adapters.telegram.render import rendered

    return fits(rendered(reply))
