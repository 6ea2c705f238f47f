"""Where a bot may write, and how Telegram says that it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platforms.telegram.refusals import NO_TOPIC, Refusal, bad, forbidden
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from tests.platforms.telegram.world import Chat, Topic, User


def may_be_here(bot: User, chat: Chat) -> None:
    """See to it that *bot* is let into a chat.

    Raises:
        Refusal: it is not, or the chat is gone.
    """
    if chat.upgraded is not None:
        raise Refusal(
            400,
            "group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.upgraded.id,
        )
    if chat.user is not None:
        _talks(chat.user)
        return
    if chat.deleted:
        raise forbidden(f"the {chat.kind} chat was deleted")
    standing = chat.standing(bot)
    if standing is Standing.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if standing is Standing.LEFT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def may_write(bot: User, chat: Chat) -> None:
    """See to it that *bot* may write in a chat.

    Raises:
        Refusal: it may not.
    """
    may_be_here(bot, chat)
    if chat.kind is Kind.CHANNEL and chat.standing(bot) is not Standing.ADMINISTRATOR:
        raise bad("need administrator rights in the channel chat")
    if chat.muted and chat.kind is Kind.GROUP:
        raise bad("have no write access to the chat")
    if chat.muted:
        raise bad("not enough rights to send text messages to the chat")


def topic_of(chat: Chat, number: int, bot: User) -> Topic | None:
    """Find the topic that a message goes into; 0 for none.

    Raises:
        Refusal: there is none, or it is closed.
    """
    if not number:
        return None
    topic = chat.topics.get(number)
    if topic is None:
        raise bad(NO_TOPIC)
    if topic.closed and chat.standing(bot) is not Standing.ADMINISTRATOR:
        raise bad("TOPIC_CLOSED")
    return topic


def _talks(user: User) -> None:
    if user.deleted:
        raise forbidden("user is deactivated")
    if user.blocks:
        raise forbidden("bot was blocked by the user")
    if user.bot:
        raise forbidden("bot can't send messages to bots")
    if not user.met:
        raise forbidden("bot can't initiate conversation with a user")
