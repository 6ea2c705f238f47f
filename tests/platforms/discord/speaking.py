"""How messages come to be and change, whoever says them and by which way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.platforms.discord.judging import V2
from tests.platforms.discord.permissions import May, permissions
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.settling import settled
from tests.platforms.discord.world import Kind, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, User

PARTS = ("content", "embeds", "components")
NONCE_LIFE = 180.0  # seconds; Discord speaks of a few minutes
TEXT_CHANNELS = {Kind.TEXT, Kind.ANNOUNCEMENTS, Kind.THREAD, Kind.DM}


def may_write(channel: Channel, who: User, body: dict[str, Any], files: Iterable[str]) -> None:
    """See to it that somebody may say this here.

    Raises:
        Refusal: they may not.
    """
    if channel.kind is Kind.DM and channel.recipient is not None and channel.recipient.closed:
        raise Refusal(50007)
    has = permissions(channel, who.id)
    if not has & May.VIEW_CHANNEL:
        raise Refusal(50001)
    if channel.kind not in TEXT_CHANNELS:
        raise Refusal(50008)
    if channel.locked and not has & May.MANAGE_THREADS:
        raise Refusal(160005)
    in_thread = channel.kind is Kind.THREAD
    needed = May.SEND_MESSAGES_IN_THREADS if in_thread else May.SEND_MESSAGES
    needed |= May.EMBED_LINKS if body.get("embeds") else May(0)
    needed |= May.ATTACH_FILES if any(files) else May(0)
    if has & needed != needed:
        raise Refusal(50013)


def say(
    here: Discord,
    channel: Channel,
    author: User,
    body: dict[str, Any],
    files: dict[str, bytes],
    *,
    number: int = 0,
    **more: Any,  # noqa: ANN401 - any further field of a message
) -> Message:
    """Put a message into a channel; one that only one person sees stands beside it.

    Raises:
        Refusal: it is empty.
    """
    flags = int(body.get("flags") or 0)
    number = number or here.world.snowflake()
    message = Message(number, channel, author, _parts(here, body), flags=flags, **more)
    message.attachments = _attached(here, message, body, files)
    _refuse_empty(message)
    channel.archived = False  # a message wakes a thread
    if message.for_whom is None:
        channel.messages[message.id] = message
    return message


def change(here: Discord, message: Message, body: dict[str, Any], files: dict[str, bytes]) -> None:
    """Let a message say something else; what *body* does not name stays.

    Raises:
        Refusal: it would be empty, or stop to be what it is.
    """
    flags = message.flags if body.get("flags") is None else int(body["flags"])
    if message.flags & V2 and not flags & V2:
        raise Refusal(50035, {"flags": {"_errors": [{"code": "FLAGS_CANNOT_BE_REMOVED"}]}})
    before = message.body
    message.body = {**before, **_parts(here, body)}
    if flags & V2 and (message.body.get("content") or message.body.get("embeds")):
        message.body = before
        raise Refusal(50035, {"content": {"_errors": [{"code": "MESSAGE_CANNOT_USE_LEGACY"}]}})
    message.flags = flags | (message.flags & ~V2)
    if "attachments" in body or files:
        message.attachments = _attached(here, message, body, files)
    _refuse_empty(message)
    message.edited = time.time()


def repeated(here: Discord, author: User, body: dict[str, Any]) -> Message | None:
    """Find the message that was already sent with this nonce, where that matters.

    Raises:
        Refusal: it was, and is deleted.
    """
    nonce = body.get("nonce")
    if nonce is None or not body.get("enforce_nonce"):
        return None
    known = here.nonces.get((author.id, str(nonce)))
    if known is None or here.clock() > known[0] + NONCE_LIFE:
        return None
    message = known[1]
    if message.id not in message.channel.messages:
        raise Refusal(10008)
    return message


def _parts(here: Discord, body: dict[str, Any]) -> dict[str, Any]:
    """Keep what a message says."""
    parts = {part: body[part] for part in PARTS if part in body}
    if parts.get("components"):
        parts["components"] = settled(parts["components"], here.world.snowflake)
    return parts


def _attached(
    here: Discord, message: Message, body: dict[str, Any], files: dict[str, bytes]
) -> list[dict[str, Any]]:
    """Host what was sent along, and keep of the old what is still named."""
    named = {str(each.get("id")) for each in body.get("attachments") or []}
    kept = [each for each in message.attachments if each["id"] in named]
    return kept + [here.host(name, data, message.channel) for name, data in files.items()]


def _refuse_empty(message: Message) -> None:
    if not message.attachments and not any(message.body.get(part) for part in PARTS):
        raise Refusal(50006)
