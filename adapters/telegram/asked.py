"""A message → the line that is asked with it, and by whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.telegram import NAME
from adapters.telegram.people import account_of
from bot.address import Address
from bot.commands import COMMANDS
from bot.parsing import LOOKING_UP, is_a_page, parted
from bot.views.unfinished import ADDING

if TYPE_CHECKING:
    from adapters.telegram.wire import Message
    from bot.address import Account


def line_of(message: Message, name: str) -> str | None:
    """Give the line that is asked with *message*, its command with a slash and no bot's name.

    Args:
        message: what somebody wrote.
        name: the bot's own name, which may stand behind a command.

    Returns:
        None where it is not for us.
    """
    text = (message.get("text") or message.get("caption") or "").strip()
    private = message["chat"]["type"] == "private"
    if not _by_a_person(message) or not (text or "document" in message):
        return None
    if text.startswith("/"):
        return _command(text, name, private=private)
    if not private:
        return None
    if "document" in message:
        return f"/{ADDING}"
    command = COMMANDS.get(parted(text)[0])
    return f"/{LOOKING_UP} {text}" if command is None or command.hidden else f"/{text}"


def said_to(message: Message, bot: int) -> str:
    """Give what *message* says to the bot and to nobody else; empty where that is nothing.

    Args:
        message: what somebody wrote; a command says nothing, it does something.
        bot: the bot's own id.
    """
    text = message.get("text", "").strip()
    private = message["chat"]["type"] == "private"
    replied = message.get("reply_to_message", {}).get("from", {}).get("id") == bot
    ours = (private or replied) and _by_a_person(message)
    return text if ours and not text.startswith("/") else ""


def is_pasted(message: Message) -> bool:
    """Whether *message* brings a page, and is in a place where nothing but the bot is meant."""
    text = message.get("text", "").strip()
    return message["chat"]["type"] == "private" and is_a_page(text) and not text.startswith("/")


def author_of(message: Message) -> Account:
    """Name who wrote *message*: a chat, where somebody writes in its name."""
    return account_of(message.get("sender_chat") or message.get("from") or message["chat"])


def is_by_the_chat(message: Message) -> bool:
    """Whether *message* is written in the name of the chat it stands in, as only managers can."""
    chat, sender = message["chat"], message.get("sender_chat")
    return chat["type"] == "channel" or (sender is not None and sender["id"] == chat["id"])


def place_of(message: Message) -> Address:
    """Say where *message* stands; a thread that is no topic is but a row of replies."""
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Address(NAME, str(message["chat"]["id"]), str(topic) if topic else "")


def _by_a_person(message: Message) -> bool:
    """Leave out other bots, what was made with one, and what a channel passes on to its group."""
    if message.get("is_automatic_forward") or "via_bot" in message:
        return False
    sender = message.get("from")
    return sender is None or not sender.get("is_bot") or "sender_chat" in message


def _command(text: str, name: str, *, private: bool) -> str | None:
    """Take the bot's name off a command; None where another bot, or nobody we know, is meant."""
    head, *rest = text.split(maxsplit=1)
    command, at, addressee = head.partition("@")
    # Where Telegram does not tell our own name, any may be it.
    if at and name and addressee.lower() != name.lower():
        return None
    # In a group, a command that we do not know may well be another bot's.
    if not (at or private or command[1:].lower() in COMMANDS):
        return None
    # What follows a /start is the link that somebody came by, and nothing that they typed.
    return command if command.lower() == "/start" else " ".join((command, *rest))
