"""Whom the bot speaks with: who they are, what they read, what they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord import NAME
from bot.address import Account
from bot.errors import StoreError
from bot.words import phrase, preferred, words_for

if TYPE_CHECKING:
    from adapters.discord.wire import Interaction
    from bot.desk import Desk
    from bot.words import Words

ADMINISTRATOR, MANAGE_CHANNELS, MANAGE_GUILD = 1 << 3, 1 << 4, 1 << 5
MANAGING = ADMINISTRATOR | MANAGE_CHANNELS | MANAGE_GUILD
# As Discord's own settings call them.
MANAGERS_ONLY = phrase(
    "Only those who manage this place may do this. That takes “Manage Channels” here, or "
    "“Manage Server”."
)
BOT_DM = 1  # the context of a conversation with the bot alone
DM = 1  # the type of a channel of two; where nothing else is said, the bot is one of them


def account_of(interaction: Interaction) -> Account:
    """Name who asks."""
    member = interaction.get("member")
    person = member.get("user") if member else None
    return Account(NAME, str((person or interaction["user"])["id"]))


def spoken(interaction: Interaction, default: str) -> str:
    """Give the language of their client where the bot speaks it, else that of the server."""
    return preferred((interaction.get("locale"), interaction.get("guild_locale")), default)


def is_foreign(interaction: Interaction) -> bool:
    """Whether the language of their client is not known, or not spoken."""
    return not preferred((interaction.get("locale"),), "")


async def words_of(desk: Desk, interaction: Interaction) -> Words:
    """Find the words for somebody: in the language they chose, or else that of their client."""
    language = spoken(interaction, desk.language)
    try:
        return words_for(await desk.shelf.language(account_of(interaction)) or language)
    except StoreError:
        return words_for(language)


async def manages(interaction: Interaction) -> bool:
    """Tell whether who asks manages the place: what they may do there at this moment came along.

    A conversation with the bot alone is its person's; one among people is nobody's.
    """
    if member := interaction.get("member"):
        return bool(int(member.get("permissions", 0)) & MANAGING)
    return is_alone(interaction)


def is_alone(interaction: Interaction) -> bool:
    """Whether nobody but who asks sees the place."""
    if "context" in interaction:
        return interaction["context"] == BOT_DM
    in_server = "guild_id" in interaction or "member" in interaction
    kind = interaction.get("channel", {}).get("type")
    # Whom a person alone has brought along, as that would say, may be among several people.
    unsaid = kind is None and "authorizing_integration_owners" not in interaction
    return not in_server and (kind == DM or unsaid)
