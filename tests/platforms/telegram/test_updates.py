"""Updates reach the bot once it asks, and only those that it may hear of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telegram.error import (
    Conflict,
)

from tests.platforms.telegram.bare import NO_PREVIEW, SECRET, a_bot, refused
from tests.platforms.telegram.server import hold

if TYPE_CHECKING:
    from telegram import Bot

    from tests.platforms.telegram.scene import Telegram


async def test_an_update_comes_until_a_later_one_is_asked_for(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    ada.writes("one")
    ada.writes("two")
    first = await bot.get_updates(limit=1)
    assert [each.message and each.message.text for each in first] == ["one"]
    both = await bot.get_updates(offset=first[0].update_id)
    assert len(both) == 2
    assert await bot.get_updates(offset=both[1].update_id + 1, timeout=0) == ()


async def test_who_asks_waits_until_something_happens(telegram: Telegram, bot: Bot) -> None:
    asked = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.called("getUpdates"))
    telegram.person("Ada").writes("hello")
    assert len(await asked) == 1


async def test_only_what_is_wanted_comes(telegram: Telegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram.person("Ada").writes("hello")
    assert await bot.get_updates() == ()


async def test_a_second_poller_ends_the_first(telegram: Telegram, bot: Bot) -> None:
    asked = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.called("getUpdates"))
    async with a_bot(telegram, telegram.token) as other:
        assert await other.get_updates() == ()
    with refused("terminated by other getUpdates", Conflict):
        await asked


async def test_nobody_polls_while_a_webhook_is_set(telegram: Telegram, bot: Bot) -> None:
    await bot.set_webhook("https://bot.example/hook", secret_token=SECRET)
    with refused("while webhook is active", Conflict):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://bot.example/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    hold(telegram)


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("http://bot.example/", SECRET, "HTTPS"),
        ("https://bot.example:8080/", SECRET, "ports 80, 88, 443 or 8443"),
        ("https://bot.example/", "a b", "unallowed characters"),
    ],
)
async def test_a_webhook_must_be_a_safe_place(bot: Bot, url: str, secret: str, said: str) -> None:
    with refused(said):
        await bot.set_webhook(url, secret_token=secret)


async def test_groups_are_private_to_those_who_do_not_ask_the_bot(
    telegram: Telegram, bot: Bot
) -> None:
    ada, group = telegram.person("Ada"), telegram.group("Readers")
    other = telegram.world.user("Other", username="OtherBot", bot=True)
    ours = await bot.send_message(group.id, "x", link_preview_options=NO_PREVIEW)
    ada.writes("hello all", group)
    ada.writes("/facts@OtherBot", group)
    ada.writes("/facts", group)
    ada.writes("/facts@ourbot", group)
    ada.writes("well said", group, reply_to=group.messages[ours.message_id])
    telegram.arrives({"text": "y"}, group, other)
    ada.writes("/sources", group)
    heard = [each.message.text for each in await bot.get_updates() if each.message]
    assert heard == ["/facts", "/facts@ourbot", "well said"]
