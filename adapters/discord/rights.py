"""What the bot itself may where it is asked: Discord says so with every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.people import ADMINISTRATOR
from bot.words import phrase

if TYPE_CHECKING:
    from adapters.discord.wire import Interaction
    from bot.words import Phrase

THREADS = {10, 11, 12}  # the types of channels that are threads
# As Discord's own settings call them.
SEEING = (1 << 10, phrase("“View Channel”"))
WRITING = (1 << 11, phrase("“Send Messages”"))
POSTING = (1 << 11, phrase("“Create Posts”"))
IN_THREADS = (1 << 38, phrase("“Send Messages in Threads”"))
SHOWING = (1 << 14, phrase("“Embed Links”"))
READING = (1 << 16, phrase("“Read Message History”"))  # to find what may have been sent already
MEMBERSHIP = phrase("a place on this server, to which it must be invited")
OF_A_SERVER = "0"  # the key of an installation on a server, and not by the person alone


async def lacks(interaction: Interaction) -> tuple[Phrase, ...]:
    """Name what the bot lacks to write by itself where it is asked."""
    in_thread = interaction.get("channel", {}).get("type") in THREADS
    return _missing(interaction, IN_THREADS if in_thread else WRITING)


def of_a_forum(interaction: Interaction) -> tuple[Phrase, ...]:
    """Name what the bot lacks to begin posts by itself, in the forum in whose post it is asked."""
    return _missing(interaction, POSTING)


def _missing(interaction: Interaction, writing: tuple[int, Phrase]) -> tuple[Phrase, ...]:
    if "guild_id" not in interaction:
        return ()
    owners = interaction.get("authorizing_integration_owners")
    if owners and OF_A_SERVER not in owners:
        return (MEMBERSHIP,)
    if "app_permissions" not in interaction:
        return ()
    may = int(interaction["app_permissions"])
    if may & ADMINISTRATOR:
        return ()
    needed = (SEEING, writing, SHOWING, READING)
    return tuple(name for right, name in needed if not may & right)
