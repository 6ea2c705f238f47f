"""Posts of a forum: Discord takes no key for them, so each is begun once and sought by its mark."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from discord import DiscordException
from discord.http import Route
from discord.utils import time_snowflake

from adapters.discord.answers import Wordless, id_in
from adapters.discord.finding import EARLIER, PAGE, is_marked
from adapters.discord.line import LONGEST
from bot.outcome import Sent

if TYPE_CHECKING:
    from datetime import datetime

    import aiohttp

    from adapters.discord.line import Line
    from adapters.discord.wire import Said


class Unsaid(DiscordException):
    """Discord broke down over a post, and may have begun it."""


async def begun(line: Line, forum: str, title: str, said: Said) -> str:
    """Begin a post in a forum, and give its id; its first message has the same.

    Raises:
        Unsaid: it may have been begun.
    """
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum)
    body = {"name": title, "message": said}
    async with asyncio.timeout(LONGEST):
        answer = await line.http.request(route, json=body, raise_for_status=_sure)
    return id_in(answer)


async def sought(line: Line, forum: Said, *, key: str, since: datetime) -> Sent | None:
    """Look for a post of ours.

    Args:
        line: the line to Discord.
        forum: what Discord says of it.
        key: what the post was begun with.
        since: when that can have been at the soonest.

    Raises:
        Wordless: Discord does not say which posts there are.
    """
    after = time_snowflake(since - EARLIER)
    for number in sorted(await _ours(line, forum)):
        if number > after and is_marked(await _first(line, number), key):
            return Sent(str(number))
    return None


async def _sure(response: aiohttp.ClientResponse) -> None:
    # The library would simply try again, and so begin a second post.
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unsaid


async def _ours(line: Line, forum: Said) -> set[int]:
    """Give the posts that the bot has begun in a forum, those that sleep by now as well."""
    number, guild = str(forum["id"]), str(forum.get("guild_id", ""))
    ourselves = str(line.user.id) if line.user else ""
    awake = Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild)
    # Those that fell asleep last come first.
    asleep = Route("GET", "/channels/{channel_id}/threads/archived/public", channel_id=number)
    posts = [
        *_listed(await line.http.request(awake)),
        *_listed(await line.http.request(asleep, params={"limit": PAGE})),
    ]
    return {
        int(each["id"])
        for each in posts
        if str(each.get("parent_id")) == number and str(each.get("owner_id")) == ourselves
    }


def _listed(answer: Any) -> list[Said]:  # noqa: ANN401 - what Discord says
    if not isinstance(answer, dict) or "threads" not in answer:
        raise Wordless
    listed: list[Said] = answer["threads"]
    return listed


async def _first(line: Line, post: int) -> Said:
    """Read the first message of a post."""
    path = "/channels/{channel_id}/messages/{message_id}"
    message: Said = await line.http.request(
        Route("GET", path, channel_id=str(post), message_id=str(post))
    )
    return message
