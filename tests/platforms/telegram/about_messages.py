"""What a bot says, changes and looks up."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram import drawing
from tests.platforms.telegram.judging import judged
from tests.platforms.telegram.permissions import may_be_here, may_write, topic_of
from tests.platforms.telegram.refusals import UNCHANGED, bad
from tests.platforms.telegram.world import Kind, Message, Standing

if TYPE_CHECKING:
    from tests.platforms.telegram.call import Call, Handler
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat

LARGEST = 20 * 1024 * 1024  # bytes of a file that a bot may fetch


def send_message(here: Telegram, call: Call) -> dict[str, Any]:
    """Put a message into a chat."""
    if not call.text("chat_id"):
        raise bad("chat_id is empty")
    chat, bot = here.world.at(call.text("chat_id")), here.world.bot
    content = said(here, call)
    may_write(bot, chat)
    message = Message(next(chat.numbers), chat, bot, content, ours=True)
    message.topic = topic_of(chat, call.number("message_thread_id"), bot)
    message.reply_to = _replied(call, chat)
    if message.reply_to is not None and message.reply_to.topic is not message.topic:
        here.violations.append("sendMessage: it replies to a message in another topic")
    here.rates.take(chat)
    if chat.kind is Kind.CHANNEL:
        message.sender, message.sender_chat = None, chat
    return drawing.message(here.world.put(message))


def send_document(here: Telegram, call: Call) -> dict[str, Any]:
    """Put a file into a chat."""
    chat, bot = here.world.at(call.text("chat_id")), here.world.bot
    name, data = next(iter(call.named.items()), ("", b""))
    if not data:
        raise bad("file must be non-empty")
    may_write(bot, chat)
    here.rates.take(chat)
    file = f"BQACAgIAAx{len(here.files)}"
    here.files[file] = data
    about = {"file_id": file, "file_unique_id": f"u{file}", "file_size": len(data)}
    content = {"document": {**about, "file_name": name}}
    message = Message(next(chat.numbers), chat, bot, content, ours=True)
    message.topic = topic_of(chat, call.number("message_thread_id"), bot)
    return drawing.message(here.world.put(message))


def edit_message_text(here: Telegram, call: Call) -> dict[str, Any] | bool:
    """Let a message say something else; without buttons of its own it keeps none."""
    message = _to_edit(here, call)
    content = said(here, call)
    if _same(message.content, content):
        raise bad(UNCHANGED)
    here.rates.take(message.chat)
    message.content = content
    message.edited = int(time.time())
    return True if call.text("inline_message_id") else drawing.message(message)


def get_chat_member(here: Telegram, call: Call) -> dict[str, Any]:
    """Tell what somebody is in a chat."""
    chat = here.world.at(call.text("chat_id"))
    user = here.world.users.get(call.number("user_id"))
    may_be_here(here.world.bot, chat)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.kind is Kind.CHANNEL and chat.standing(here.world.bot) is not Standing.ADMINISTRATOR:
        raise bad("member list is inaccessible")
    drawn = drawing.member(user, chat.standing(user))
    if chat.kind is Kind.CHANNEL and chat.standing(user) is Standing.ADMINISTRATOR:
        drawn["can_post_messages"] = not (user is here.world.bot and chat.muted)
    return drawn


def get_chat(here: Telegram, call: Call) -> dict[str, Any]:
    """Tell what a chat is."""
    chat = here.world.at(call.text("chat_id"))
    may_be_here(here.world.bot, chat)
    colours = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": {}}
    groups = {Kind.GROUP, Kind.SUPERGROUP}
    all_may = {"permissions": {"can_send_messages": not chat.muted}} if chat.kind in groups else {}
    return {**drawing.chat(chat), **colours, **all_may}


def get_file(here: Telegram, call: Call) -> dict[str, Any]:
    """Tell where a file can be fetched."""
    known = here.files.get(call.text("file_id"))
    if known is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(known) > LARGEST:
        raise bad("file is too big")
    file = call.text("file_id")
    return {
        "file_id": file,
        "file_unique_id": f"u{file}",
        "file_size": len(known),
        "file_path": f"documents/{file}",
    }


def said(here: Telegram, call: Call) -> dict[str, Any]:
    """Read what a message will say, and hold it to what a reader may trust in.

    Raises:
        Refusal: Telegram would not take it.
    """
    if call.text("parse_mode"):
        here.violations.append(f"{call.method}: markup is written, which a text can break")
    content, suffered = judged(
        call.text("text"),
        call.json("entities") or [],
        call.json("link_preview_options"),
        call.json("reply_markup"),
    )
    here.violations += [f"{call.method}: {each}" for each in suffered]
    return content


def _replied(call: Call, chat: Chat) -> Message | None:
    reply = call.json("reply_parameters")
    if not reply:
        return None
    message = chat.messages.get(reply.get("message_id"))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message


def _to_edit(here: Telegram, call: Call) -> Message:
    """Find the message that is to be edited.

    Raises:
        Refusal: there is none, or it is not the bot's.
    """
    if inline := call.text("inline_message_id"):
        if inline not in here.world.inline:
            raise bad("MESSAGE_ID_INVALID")
        return here.world.inline[inline]
    if not call.number("message_id"):
        raise bad("message identifier is not specified")
    chat, bot = here.world.at(call.text("chat_id")), here.world.bot
    may_be_here(bot, chat)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if not message.ours:
        raise bad("message can't be edited")
    return message


def _same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)


METHODS: dict[str, Handler] = {
    "sendmessage": send_message,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "getchatmember": get_chat_member,
    "getchat": get_chat,
    "getfile": get_file,
}
