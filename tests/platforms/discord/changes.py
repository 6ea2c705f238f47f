"""What changes around a bot while it runs, told on the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platforms.discord import drawing
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from tests.platforms.discord.permissions import May
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


async def invited(here: Discord, guild: Guild) -> None:
    """Let the bot into a guild."""
    here.world.joins(here.world.bot, guild)
    told = drawing.guild(guild, here.world)
    # Only of a guild that was known before is it said that it is there again.
    del told["unavailable"]
    await here.gateway.happens("GUILD_CREATE", told, guild.id)


async def kicked(here: Discord, guild: Guild) -> None:
    """Throw the bot out of a guild."""
    guild.members.pop(here.world.bot.id, None)
    await here.gateway.happens("GUILD_DELETE", {"id": str(guild.id)}, guild.id)


async def out_of_order(here: Discord, guild: Guild) -> None:
    """Let a guild be unavailable, as in an outage; the bot is still in it."""
    told = {"id": str(guild.id), "unavailable": True}
    await here.gateway.happens("GUILD_DELETE", told, guild.id)


async def everybody_may(here: Discord, guild: Guild, may: May) -> None:
    """Let the role of everybody be another one."""
    guild.everyone = may
    told = {"guild_id": str(guild.id), "role": drawing.role(guild.id, "@everyone", may)}
    await here.gateway.happens("GUILD_ROLE_UPDATE", told, guild.id)


async def given_a_role(here: Discord, guild: Guild, may: May) -> None:
    """Make a role, and give it to the bot in place of the one it had; it is told of itself."""
    member, where = guild.members[here.world.bot.id], {"guild_id": str(guild.id)}
    member.role, member.permissions = here.world.snowflake(), may
    role = drawing.role(member.role, "Writers", may)
    await here.gateway.happens("GUILD_ROLE_CREATE", {**where, "role": role}, guild.id)
    told = {**where, **drawing.member(member)}
    await here.gateway.happens("GUILD_MEMBER_UPDATE", told, guild.id)


async def made(here: Discord, channel: Channel) -> None:
    """Tell that a channel or a thread was made."""
    await _tell(here, channel, "CREATE")


async def changed(here: Discord, channel: Channel) -> None:
    """Tell that a channel or a thread was changed."""
    await _tell(here, channel, "UPDATE")


async def deleted(here: Discord, channel: Channel) -> None:
    """Delete a channel with its threads, or a thread."""
    below = [each for each in here.world.channels.values() if each.parent is channel]
    for each in [*below, channel]:
        del here.world.channels[each.id]
        await _tell(here, each, "DELETE")


async def _tell(here: Discord, channel: Channel, what: str) -> None:
    kind = "THREAD" if channel.kind is Kind.THREAD else "CHANNEL"
    guild = channel.guild.id if channel.guild is not None else None
    await here.gateway.happens(f"{kind}_{what}", drawing.channel(channel), guild)
