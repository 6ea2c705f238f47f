"""How a scene is drawn, by the door at which it plays."""

from __future__ import annotations

from types import MappingProxyType

from adapters import console, discord, telegram
from docs.pictures import console as at_the_console
from docs.pictures import discord as on_discord
from docs.pictures import telegram as on_telegram

PAGES = MappingProxyType(
    {
        console.NAME: at_the_console.page,
        discord.NAME: on_discord.page,
        telegram.NAME: on_telegram.page,
    }
)
LOOKS = ("discord.css", "telegram.css", "console.css")
