"""What there is on Discord: people, guilds, channels, threads, and the messages in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.platforms.discord.permissions import NOTHING, WRITING, May
from tests.platforms.discord.refusals import Refusal

EPOCH = 1_420_070_400_000  # the first moment of 2015, from which Discord counts
ODD = 0x2A5F3  # in the low bits of every id, so that one who keeps it as a float loses it


class Kind(IntEnum):
    """The kinds of channels."""

    TEXT = 0
    DM = 1
    ANNOUNCEMENTS = 5
    THREAD = 11
    FORUM = 15


@dataclass
class User:
    """Somebody with an account."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    closed: bool = False  # takes no direct messages


@dataclass
class Member:
    """Somebody in a guild, with a role of their own that gives them *permissions*."""

    user: User
    role: int
    permissions: May = NOTHING


@dataclass
class Guild:
    """A server, as people call it."""

    id: int
    name: str
    owner: int
    locale: str = "en-US"
    everyone: May = WRITING
    members: dict[int, Member] = field(default_factory=dict)


@dataclass
class Tag:
    """Something a forum's posts may be tagged with."""

    id: int
    name: str
    moderated: bool = False


@dataclass
class Channel:
    """A place where messages stand."""

    id: int
    kind: Kind
    name: str
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    owner: int = 0
    exceptions: dict[int, tuple[May, May]] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)
    applied: list[int] = field(default_factory=list)
    requires_tag: bool = False
    archived: bool = False
    locked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def home(self) -> Channel:
        """The channel whose permissions count here: a thread has none of its own."""
        return self.parent or self

    def allow(self, who: int, may: May) -> None:
        """Make an exception in somebody's favour."""
        self.exceptions[who] = (may, NOTHING)

    def deny(self, who: int, may: May) -> None:
        """Make an exception against somebody."""
        self.exceptions[who] = (NOTHING, may)


@dataclass
class Message:
    """Something said. *body* holds content, embeds and components as they were sent."""

    id: int
    channel: Channel
    author: User
    body: dict[str, Any]
    kind: int = 0
    flags: int = 0
    nonce: str | int | None = None
    edited: float | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    for_whom: int | None = None  # whoever alone sees it
    replies_to: int | None = None
    because: dict[str, Any] | None = None  # the interaction it answers


class World:
    """All of it."""

    def __init__(self) -> None:
        self._last = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.application = self.snowflake()
        self.bot = self.user("Storydesk", bot=True)

    def snowflake(self, shard: int = 0, of: int = 1) -> int:
        """Make a new id; one of a guild that belongs to *shard* where that matters."""
        self._last = max(self._last + (1 << 22), (int(time.time() * 1000) - EPOCH) << 22)
        while (self._last >> 22) % of != shard:
            self._last += 1 << 22
        return self._last + ODD

    def user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        """Let somebody have an account."""
        user = User(self.snowflake(), name, bot, locale)
        self.users[user.id] = user
        return user

    def guild(self, name: str, *, locale: str = "en-US", shard: int = 0, of: int = 1) -> Guild:
        """Found a guild that the bot is in."""
        guild = Guild(self.snowflake(shard, of), name, self.user("Founder").id, locale)
        self.guilds[guild.id] = guild
        self.joins(self.bot, guild)
        self.joins(self.users[guild.owner], guild)
        return guild

    def joins(self, user: User, guild: Guild, may: May = NOTHING) -> Member:
        """Let somebody into a guild."""
        member = guild.members[user.id] = Member(user, self.snowflake(), may)
        return member

    def channel(self, guild: Guild, name: str, kind: Kind = Kind.TEXT) -> Channel:
        """Make a channel in a guild."""
        return self._kept(Channel(self.snowflake(), kind, name, guild))

    def forum(self, guild: Guild, name: str, *tags: str, requires_tag: bool = False) -> Channel:
        """Make a forum."""
        forum = self.channel(guild, name, Kind.FORUM)
        forum.tags = [Tag(self.snowflake(), tag) for tag in tags]
        forum.requires_tag = requires_tag
        return forum

    def thread(self, parent: Channel, name: str, *, owner: int = 0) -> Channel:
        """Begin a thread, or a forum's post."""
        made = Channel(self.snowflake(), Kind.THREAD, name, parent.guild, parent, owner=owner)
        return self._kept(made)

    def dm(self, user: User) -> Channel:
        """Give the one channel in which the bot and somebody talk."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        return self._kept(Channel(self.snowflake(), Kind.DM, "", recipient=user))

    def at(self, channel: int | str) -> Channel:
        """Give a channel by its id.

        Raises:
            Refusal: there is none.
        """
        try:
            return self.channels[int(channel)]
        except (KeyError, ValueError):
            raise Refusal(10003) from None

    def _kept(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel
