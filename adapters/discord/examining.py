"""How the bot stands with Discord: whether it is let in, and how it is invited."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from discord import LoginFailure, Permissions

from adapters.discord.faults import FOREIGN, NOT_REACHED
from bot.adapter import Finding
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from adapters.discord.line import Line
    from adapters.discord.wire import Said
    from bot.words import Phrase

INVITING = "https://discord.com/oauth2/authorize"
# What the bot does where it is let in, and no more: it shows stories, in threads as well, gives
# out files, and looks for what it has said itself after an interruption.
NEEDED = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
UNREADABLE = phrase("The token of Discord is none. Take it anew from the Developer Portal.")


async def examined(line: Line, token: str, refused: Phrase) -> tuple[Finding, ...]:
    """Ask Discord how the bot stands with it.

    Args:
        line: a line that is not open yet.
        token: the bot's.
        refused: what to say where Discord does not take it.
    """
    try:
        await line.login(token)
        known: Said = {**await line.http.application_info()}
    except LoginFailure:
        return (Finding(sound=False, what=refused),)
    except FOREIGN:
        return (Finding(sound=False, what=NOT_REACHED), _invitation(_application_in(token)))
    servers = int(known.get("approximate_guild_count") or 0)
    return (
        Finding(
            sound=True,
            what=phrase("Discord takes the token; the bot is called {name}.", name=line.user),
        ),
        Finding(
            sound=True,
            what=phrases(
                "It is a member of {number} server.", "It is a member of {number} servers.", servers
            ),
        ),
        _invitation(str(known["id"])),
    )


def _invitation(application: str) -> Finding:
    if not application:
        return Finding(sound=False, what=UNREADABLE)
    asked = {
        "client_id": application,
        "scope": "bot applications.commands",
        "permissions": NEEDED.value,
    }
    return Finding(
        sound=True,
        what=phrase(
            "Invite it to your server with this address, and leave every permission ticked: {link}",
            link=f"{INVITING}?{urlencode(asked)}",
        ),
    )


def _application_in(token: str) -> str:
    """Read whose token it is: its first part says so; empty where it is no token."""
    first = token.partition(".")[0]
    try:
        number = urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return number if number.isdecimal() else ""
