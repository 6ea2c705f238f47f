"""What Telegram writes, as far as the door reads it.

The library's own classes for these hold everything that there is, take longer to build than an
answer takes to write, and refuse an update in which anything is missing.
"""

from __future__ import annotations

from typing import Literal, Required, TypeAlias, TypedDict

ChatType: TypeAlias = Literal["private", "group", "supergroup", "channel"]


class User(TypedDict, total=False):
    """A person, or a bot."""

    id: Required[int]
    is_bot: bool
    language_code: str


class Chat(TypedDict, total=False):
    """A conversation, a group or a channel."""

    id: Required[int]
    type: Required[ChatType]
    title: str


class Document(TypedDict, total=False):
    """An attached file."""

    file_id: Required[str]
    file_name: str
    file_size: int


class Mark(TypedDict, total=False):
    """What a part of a text is."""

    type: Required[str]
    offset: Required[int]
    length: Required[int]
    url: str


class Button(TypedDict, total=False):
    """Something to press."""

    text: Required[str]
    callback_data: str


class Markup(TypedDict, total=False):
    """What stands under a message."""

    inline_keyboard: list[list[Button]]


class Preview(TypedDict, total=False):
    """What is shown of where a link leads."""

    url: str


Replied = TypedDict("Replied", {"from": User}, total=False)

# `from` is a word of Python's own, so this and some below cannot be written as classes.
Message = TypedDict(
    "Message",
    {
        "message_id": Required[int],
        "chat": Required[Chat],
        "date": int,  # 0 where the bot cannot see the message any more
        "from": User,
        "sender_chat": Chat,  # in whose name it was written, if in that of a chat
        "message_thread_id": int,
        "is_topic_message": bool,
        "is_automatic_forward": bool,
        "via_bot": User,
        "text": str,
        "entities": list[Mark],
        "reply_markup": Markup,
        "link_preview_options": Preview,
        "reply_to_message": Replied,
        "caption": str,
        "document": Document,
        "migrate_to_chat_id": int,
        "migrate_from_chat_id": int,
        "forum_topic_reopened": dict[str, object],
    },
    total=False,
)
Press = TypedDict(
    "Press",
    {
        "id": Required[str],
        "from": Required[User],
        "message": Message,
        "inline_message_id": str,
        "chat_instance": str,
        "data": str,
    },
    total=False,
)
Typed = TypedDict("Typed", {"id": str, "from": User, "query": str})


class Member(TypedDict, total=False):
    """What somebody is in a chat; the rest is told of the bot, where it is not as usual."""

    status: Required[str]
    is_member: bool
    can_send_messages: bool
    can_post_messages: bool


class Membership(TypedDict):
    """What the bot was in a chat, and what it is now."""

    chat: Chat
    old_chat_member: Member
    new_chat_member: Member


class Update(TypedDict, total=False):
    """Something that happened; all but its number is one of several things."""

    update_id: Required[int]
    message: Message
    channel_post: Message
    callback_query: Press
    inline_query: Typed
    my_chat_member: Membership
