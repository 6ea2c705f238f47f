"""What a bot does where people read: it writes, changes, reads and deletes, begins threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import drawing
from tests.platforms.discord.permissions import May, permissions
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.speaking import change, may_write, repeated, say
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.discord.call import Call, Handler
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Message

MOST_LISTED, LISTED = 100, 50


def get_channel(here: Discord, call: Call) -> object:
    """Tell what a channel is."""
    return drawing.channel(_seen(here, call))


async def create_message(here: Discord, call: Call) -> object:
    """Say something in a channel; what has this nonce already is not said again."""
    channel, bot = here.world.at(call.names["channel"]), here.world.bot
    may_write(channel, bot, call.form, call.files)
    before = repeated(here, bot, call.form)
    if before is not None:
        return drawing.message(before, here.world)
    nonce = call.form.get("nonce")
    about = _replied(channel, call.form.get("message_reference") or {})
    message = say(here, channel, bot, call.form, call.files, nonce=nonce, replies_to=about)
    if nonce is not None:
        here.nonces[bot.id, str(nonce)] = here.clock(), message
    return await _told(here, "MESSAGE_CREATE", message)


def _replied(channel: Channel, about: dict[str, Any]) -> int | None:
    """Give the message that another one replies to, if it is there.

    Raises:
        Refusal: it is not, and the reply is not to be said without it.
    """
    number = int(about.get("message_id") or 0)
    if number in channel.messages:
        return number
    if number and about.get("fail_if_not_exists", True):
        raise Refusal(
            50035, {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE"}]}}
        )
    return None


def list_messages(here: Discord, call: Call) -> object:
    """Read back, the newest first; whoever may not read back sees nothing."""
    channel = _seen(here, call)
    if not permissions(channel, here.world.bot.id) & May.READ_MESSAGE_HISTORY:
        return []
    most = _most(call.query)
    numbers = sorted(channel.messages)
    if "after" in call.query:
        found = [each for each in numbers if each > int(call.query["after"])][:most]
    else:
        before = int(call.query.get("before", numbers[-1] + 1 if numbers else 0))
        found = [each for each in numbers if each < before][-most:]
    return [drawing.message(channel.messages[each], here.world) for each in reversed(found)]


def get_message(here: Discord, call: Call) -> object:
    """Read one message."""
    channel = _seen(here, call)
    if not permissions(channel, here.world.bot.id) & May.READ_MESSAGE_HISTORY:
        raise Refusal(50013)
    return drawing.message(_at(channel, call), here.world)


async def update_message(here: Discord, call: Call) -> object:
    """Let one's own message say something else."""
    message = _at(_seen(here, call), call)
    if message.author is not here.world.bot:
        raise Refusal(50005)
    if message.channel.archived:
        raise Refusal(50083)
    change(here, message, call.form, call.files)
    return await _told(here, "MESSAGE_UPDATE", message)


def delete_message(here: Discord, call: Call) -> None:
    """Delete a message; that of somebody else only with leave."""
    channel = _seen(here, call)
    message = _at(channel, call)
    may = permissions(channel, here.world.bot.id)
    if message.author is not here.world.bot and not may & May.MANAGE_MESSAGES:
        raise Refusal(50013)
    del channel.messages[message.id]


async def create_thread(here: Discord, call: Call) -> object:
    """Begin a thread; in a forum with the message that it is about."""
    parent, bot = _seen(here, call), here.world.bot
    in_forum = parent.kind is Kind.FORUM
    needed = May.SEND_MESSAGES if in_forum else May.CREATE_PUBLIC_THREADS
    if not permissions(parent, bot.id) & needed:
        raise Refusal(50013)
    tags = _tags(here, parent, call.form.get("applied_tags") or [])
    thread = here.world.thread(parent, call.form["name"], owner=bot.id)
    thread.applied = tags
    told: dict[str, Any] = {**drawing.channel(thread), "newly_created": True}
    if in_forum:
        # Only a forum's post begins with a message, whose id is the thread's own.
        message = say(here, thread, bot, call.form["message"], call.files, number=thread.id)
        told["message"] = drawing.message(message, here.world)
    assert thread.guild is not None
    await here.gateway.happens("THREAD_CREATE", told, thread.guild.id)
    return told


async def update_channel(here: Discord, call: Call) -> object:
    """Open or close a thread, or give it another name."""
    channel = _seen(here, call)
    may = permissions(channel, here.world.bot.id)
    if channel.kind is not Kind.THREAD:
        raise Refusal(50013)
    opens = {*call.form} <= {"archived"} and not channel.locked
    needed = May.SEND_MESSAGES_IN_THREADS if opens else May.MANAGE_THREADS
    if not may & needed:
        raise Refusal(50013)
    for name in ("archived", "locked", "name"):
        if name in call.form:
            setattr(channel, name, call.form[name])
    assert channel.guild is not None
    await here.gateway.happens("THREAD_UPDATE", drawing.channel(channel), channel.guild.id)
    return drawing.channel(channel)


def get_active_guild_threads(here: Discord, call: Call) -> object:
    """List the threads of a guild that are not archived."""
    guild = call.names["guild"]
    return _threads(
        each
        for each in here.world.channels.values()
        if each.guild is not None and str(each.guild.id) == guild and not each.archived
    )


def list_public_archived_threads(here: Discord, call: Call) -> object:
    """List the threads of a channel that are archived."""
    parent = _seen(here, call)
    if not permissions(parent, here.world.bot.id) & May.READ_MESSAGE_HISTORY:
        raise Refusal(50013)
    channels = here.world.channels.values()
    return _threads(each for each in channels if each.parent is parent and each.archived)


def create_dm(here: Discord, call: Call) -> object:
    """Open the conversation with somebody, or give the one there is."""
    user = here.world.users.get(int(call.form["recipient_id"]))
    if user is None:
        raise Refusal(10013)
    return drawing.channel(here.world.dm(user))


def trigger_typing_indicator(here: Discord, call: Call) -> None:
    """Show that something is being written."""
    may_write(here.world.at(call.names["channel"]), here.world.bot, {}, ())


def get_guild(here: Discord, call: Call) -> object:
    """Tell what a guild is."""
    guild = here.world.guilds.get(int(call.names["guild"]))
    if guild is None or here.world.bot.id not in guild.members:
        raise Refusal(10004)
    return drawing.guild(guild, here.world)


def _seen(here: Discord, call: Call) -> Channel:
    channel = here.world.at(call.names["channel"])
    if not permissions(channel, here.world.bot.id) & May.VIEW_CHANNEL:
        raise Refusal(50001)
    return channel


def _at(channel: Channel, call: Call) -> Message:
    try:
        return channel.messages[int(call.names["message"])]
    except (KeyError, ValueError):
        raise Refusal(10008) from None


def _most(query: Mapping[str, str]) -> int:
    most = int(query.get("limit", LISTED))
    if not 1 <= most <= MOST_LISTED:
        raise Refusal(50035, {"limit": {"_errors": [{"code": "NUMBER_TYPE_MAX"}]}})
    return most


def _tags(here: Discord, forum: Channel, given: list[str | int]) -> list[int]:
    """Read the tags of a new post.

    Raises:
        Refusal: one is missing, is not the forum's, or is not everybody's to give.
    """
    if forum.requires_tag and not given:
        raise Refusal(40067)
    known = {tag.id: tag for tag in forum.tags}
    tags = [known.get(int(each)) for each in given]
    moderates = permissions(forum, here.world.bot.id) & May.MANAGE_THREADS
    if any(tag is None or (tag.moderated and not moderates) for tag in tags):
        raise Refusal(50035, {"applied_tags": {"_errors": [{"code": "INVALID_FORUM_TAG"}]}})
    return [int(each) for each in given]


def _threads(found: Any) -> object:  # noqa: ANN401 - any iterable of channels, of which only threads count
    threads = [drawing.channel(each) for each in found if each.kind is Kind.THREAD]
    return {"threads": threads, "members": [], "has_more": False}


async def _told(here: Discord, event: str, message: Message) -> object:
    drawn = drawing.message(message, here.world)
    guild = message.channel.guild
    more = {"guild_id": str(guild.id)} if guild is not None else {}
    await here.gateway.happens(event, {**drawn, **more}, guild.id if guild is not None else None)
    return drawn


_CHANNEL = "/channels/{channel}"
_MESSAGE = _CHANNEL + "/messages/{message}"
ROUTES: dict[tuple[str, str], Handler] = {
    ("GET", _CHANNEL): get_channel,
    ("PATCH", _CHANNEL): update_channel,
    ("POST", _CHANNEL + "/messages"): create_message,
    ("GET", _CHANNEL + "/messages"): list_messages,
    ("GET", _MESSAGE): get_message,
    ("PATCH", _MESSAGE): update_message,
    ("DELETE", _MESSAGE): delete_message,
    ("POST", _CHANNEL + "/threads"): create_thread,
    ("POST", _CHANNEL + "/typing"): trigger_typing_indicator,
    ("GET", _CHANNEL + "/threads/archived/public"): list_public_archived_threads,
    ("POST", "/users/@me/channels"): create_dm,
    ("GET", "/guilds/{guild}"): get_guild,
    ("GET", "/guilds/{guild}/threads/active"): get_active_guild_threads,
}
