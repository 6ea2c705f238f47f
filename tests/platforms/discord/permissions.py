"""What one may do in a place, as Discord reckons it."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.platforms.discord.world import Channel


class May(IntFlag):
    """The permissions that matter to a bot that writes."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


NOTHING = May(0)
EVERYTHING = May((1 << 50) - 1)
READING = May.VIEW_CHANNEL | May.READ_MESSAGE_HISTORY | May.USE_APPLICATION_COMMANDS
WRITING = (
    May.SEND_MESSAGES | May.SEND_MESSAGES_IN_THREADS | May.EMBED_LINKS | May.ATTACH_FILES | READING
)


def permissions(channel: Channel, person: int) -> May:
    """Reckon what *person* may do in *channel*: roles first, then the channel's own exceptions."""
    if channel.guild is None:
        return WRITING
    member = channel.guild.members.get(person)
    if member is None:
        return NOTHING
    has = channel.guild.everyone | member.permissions
    if has & May.ADMINISTRATOR or person == channel.guild.owner:
        return EVERYTHING
    for target in (channel.guild.id, person):
        allowed, denied = channel.home.exceptions.get(target, (NOTHING, NOTHING))
        has = (has & ~denied) | allowed
    return has if has & May.VIEW_CHANNEL else NOTHING
