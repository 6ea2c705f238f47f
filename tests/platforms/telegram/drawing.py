"""What stands in the world, as Telegram writes it on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.world import MANAGING, Kind, Standing

if TYPE_CHECKING:
    from tests.platforms.telegram.world import Chat, Message, Topic, User

RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_pin_messages",
    "can_manage_topics",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
)


def user(of: User) -> dict[str, Any]:
    """Draw somebody."""
    return {
        "id": of.id,
        "is_bot": of.bot,
        "first_name": of.name,
        **({"username": of.username} if of.username else {}),
        **({"language_code": of.language} if of.language else {}),
    }


def chat(of: Chat) -> dict[str, Any]:
    """Draw a chat as it stands in a message."""
    if of.user is not None:
        return {"id": of.id, "first_name": of.user.name, "type": of.kind.value}
    own = {"all_members_are_administrators": True} if of.kind is Kind.GROUP else {}
    forum = {"is_forum": True} if of.forum else {}
    return {"id": of.id, "title": of.title, **forum, "type": of.kind.value, **own}


def message(of: Message, *, whole: bool = True) -> dict[str, Any]:
    """Draw a message; what it replies to is drawn without what that replied to."""
    drawn: dict[str, Any] = {"message_id": of.id, "date": of.date, "chat": chat(of.chat)}
    if of.sender is not None:
        drawn["from"] = user(of.sender)
    if of.sender_chat is not None:
        drawn["sender_chat"] = chat(of.sender_chat)
    if of.topic is not None:
        drawn |= {"message_thread_id": of.topic.id, "is_topic_message": True}
    if of.via is not None:
        drawn["via_bot"] = user(of.via)
    if of.edited:
        drawn["edit_date"] = of.edited
    if whole and of.reply_to is not None:
        drawn["reply_to_message"] = message(of.reply_to, whole=False)
        if of.topic is None and of.chat.kind is Kind.SUPERGROUP:
            # A row of replies has a number as well, and is no topic.
            drawn["message_thread_id"] = of.reply_to.id
    elif whole and of.topic is not None:
        drawn["reply_to_message"] = _opening(of.chat, of.topic)
    return {**drawn, **of.content, **of.more}


def _opening(of: Chat, topic: Topic) -> dict[str, Any]:
    """Draw the message that opened a topic, to which all others in it are said to reply."""
    return {
        "message_id": topic.id,
        "date": 1_790_000_000,
        "chat": chat(of),
        "message_thread_id": topic.id,
        "is_topic_message": True,
        "forum_topic_created": {"name": topic.name, "icon_color": 7_322_096},
    }


def member(of: User, standing: Standing) -> dict[str, Any]:
    """Draw what somebody is in a chat."""
    drawn: dict[str, Any] = {"user": user(of), "status": standing.value}
    if standing is Standing.KICKED:
        drawn["until_date"] = 0
    if standing is Standing.CREATOR:
        drawn["is_anonymous"] = False
    if standing is Standing.ADMINISTRATOR:
        drawn |= dict.fromkeys(RIGHTS, True)
    return drawn


def membership(of: Chat, who: User, by: User, old: Standing, new: Standing) -> dict[str, Any]:
    """Draw how somebody's standing in a chat changed."""
    return {
        "chat": chat(of),
        "from": user(by),
        "date": 1_790_000_000,
        "old_chat_member": member(who, old),
        "new_chat_member": member(who, new),
    }


def manages(of: Chat, who: User) -> bool:
    """Whether somebody manages a chat."""
    return of.standing(who) in MANAGING
