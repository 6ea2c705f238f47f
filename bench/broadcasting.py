"""How a message goes to very many chats elsewhere: two ways that many bots have."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from adapters.telegram.request import AiohttpRequest
from bench.asking import TEXT

if TYPE_CHECKING:
    from datetime import timedelta

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
EVERYWHERE = 30  # messages a second, which AIORateLimiter takes for the limit by itself
PAUSE = 0.05  # seconds between two sends, as aiogram's own example of a broadcast has it


async def limited(base: str, chats: int, faster: float) -> None:
    """Send through python-telegram-bot's own limiter, as it is but for the pace."""
    request = AiohttpRequest()
    limiter = AIORateLimiter(overall_max_rate=EVERYWHERE * faster)
    bot = ExtBot(
        TOKEN,
        base_url=f"{base}/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limiter,
    )
    async with bot:
        sends = (bot.send_message(chat, TEXT) for chat in range(1, chats + 1))
        await asyncio.gather(*sends, return_exceptions=True)


async def broadcast(base: str, chats: int, faster: float) -> None:
    """Send one after the other with a pause, and once more where the platform asks to wait."""
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
    async with bot:
        for chat in range(1, chats + 1):
            await _sent(bot, chat)
            await asyncio.sleep(PAUSE / faster)


async def _sent(bot: Bot, chat: int) -> None:
    try:
        await bot.send_message(chat, TEXT)
    except RetryAfter as error:
        wait: float | timedelta = error.retry_after
        await asyncio.sleep(wait if isinstance(wait, int | float) else wait.total_seconds())
        await _sent(bot, chat)
    except TelegramError as error:
        print(f"{chat} is missed: {error}")
