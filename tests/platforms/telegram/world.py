"""What there is on Telegram: people, chats, topics, and the messages in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.refusals import NO_CHAT, bad

if TYPE_CHECKING:
    from collections.abc import Iterator

ANONYMOUS, CHANNELS = 1_087_968_824, 136_817_688  # who writes in the name of a group, of a channel
SERVICE = 777_000  # who passes a channel's posts on to its group


class Kind(StrEnum):
    """The kinds of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


MANAGING = {Standing.CREATOR, Standing.ADMINISTRATOR}
PRESENT = {*MANAGING, Standing.MEMBER}


@dataclass(eq=False)
class User:
    """Somebody with an account."""

    id: int
    name: str
    username: str = ""
    bot: bool = False
    language: str = ""
    met: bool = True  # has written to the bot once
    blocks: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Topic:
    """A part of a forum."""

    id: int
    name: str
    closed: bool = False


@dataclass(eq=False)
class Chat:
    """A place where messages stand."""

    id: int
    kind: Kind
    title: str = ""
    user: User | None = None
    forum: bool = False
    members: dict[int, Standing] = field(default_factory=dict)
    muted: bool = False  # the bot may read, and not write
    deleted: bool = False
    upgraded: Chat | None = None
    last_bot: int | None = None  # the bot that wrote last
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(2))

    def standing(self, user: User) -> Standing:
        """Tell what *user* is here."""
        return self.members.get(user.id, Standing.LEFT)


@dataclass(eq=False)
class Message:
    """Something said. *content* holds text, entities and all else that it says."""

    id: int
    chat: Chat
    sender: User | None
    content: dict[str, Any]
    sender_chat: Chat | None = None
    topic: Topic | None = None
    reply_to: Message | None = None
    via: User | None = None
    inline: str = ""  # its id for a bot that cannot see it
    more: dict[str, Any] = field(default_factory=dict)
    date: int = field(default_factory=lambda: int(time.time()))
    edited: int = 0
    ours: bool = False  # said by the bot, also where it says it in a channel's name

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.content.get("text", ""))

    @property
    def entities(self) -> list[dict[str, Any]]:
        """What its parts are."""
        entities: list[dict[str, Any]] = self.content.get("entities", [])
        return entities

    @property
    def buttons(self) -> dict[str, str]:
        """What can be pressed under it: labels and what they carry."""
        rows = self.content.get("reply_markup", {}).get("inline_keyboard", [])
        return {each["text"]: each.get("callback_data", "") for row in rows for each in row}


class World:
    """All of it."""

    def __init__(self) -> None:
        self._ids = count(6_000_000_001, 7)
        self._numbers = count(1001)  # private chats and groups share them
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.inline: dict[str, Message] = {}
        self.bot = self.user("Storydesk", username="OurBot", bot=True)
        for number, name in ((ANONYMOUS, "Group"), (CHANNELS, "Channel")):
            self.users[number] = User(number, name, f"{name}AnonymousBot", bot=True)
        self.users[SERVICE] = User(SERVICE, "Telegram")

    def user(self, name: str, *, username: str = "", bot: bool = False, language: str = "") -> User:
        """Let somebody have an account; people have a private chat with the bot."""
        user = User(next(self._ids), name, username, bot=bot, language=language)
        self.users[user.id] = user
        if not bot:
            chat = Chat(user.id, Kind.PRIVATE, user=user, numbers=self._numbers)
            self.chats[chat.id] = chat
        return user

    def chat(self, kind: Kind, title: str, *, forum: bool = False) -> Chat:
        """Found a chat that the bot is in; it must manage a channel to be there."""
        number = next(self._ids)
        whole = kind in {Kind.SUPERGROUP, Kind.CHANNEL}
        chat = Chat(
            -(1_000_000_000_000 + number % 1_000_000_000) if whole else -(number % 1_000_000_000),
            kind,
            title,
            forum=forum,
            numbers=count(2) if whole else self._numbers,
        )
        in_it = Standing.ADMINISTRATOR if kind is Kind.CHANNEL else Standing.MEMBER
        chat.members[self.bot.id] = in_it
        self.chats[chat.id] = chat
        return chat

    def topic(self, chat: Chat, name: str) -> Topic:
        """Open a topic in a forum."""
        topic = Topic(next(chat.numbers), name)
        chat.topics[topic.id] = topic
        return topic

    def at(self, chat: object) -> Chat:
        """Give a chat by its id.

        Raises:
            Refusal: there is none.
        """
        try:
            return self.chats[int(str(chat))]
        except (KeyError, ValueError):
            raise bad(NO_CHAT) from None

    def put(self, message: Message) -> Message:
        """Let a message stand in its chat."""
        message.chat.messages[message.id] = message
        if message.sender is not None and message.sender.bot and not message.sender_chat:
            message.chat.last_bot = message.sender.id
        return message
