"""The door to Telegram beside what python-telegram-bot does by itself, on one loopback server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from telegram import Bot
from telegram.ext import Application, CommandHandler
from telegram.request import HTTPXRequest

from adapters.telegram.adapter import Telegram
from adapters.telegram.request import AiohttpRequest
from bench.asking import TEXT, burst, compared, sent
from bench.figures import Figure
from bench.loopback import platform
from bench.newsroom import newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from telegram import Update
    from telegram.ext import Updater
    from telegram.request import BaseRequest

    from bot.desk import Desk

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
STORIES = 1_000


async def telegram(folder: Path) -> AsyncIterator[Figure]:
    """Measure sends alone, and then answers to a burst of questions."""
    with platform("bench.bot_api") as base:
        async for figure in sends(base):
            yield figure
        async with newsroom(folder, STORIES) as desk:
            async for figure in answers(base, desk):
                yield figure


async def sends(base: str) -> AsyncIterator[Figure]:
    """Send as fast as each request class can."""
    ours, ours_cpu = await sent_over(base, AiohttpRequest())
    theirs, theirs_cpu = await sent_over(base, HTTPXRequest())
    yield Figure(
        what="sends through our request class",
        value=ours,
        unit="sends/s",
        goal="6 to 8 times",
        peer=theirs,
        bare="python-telegram-bot as shipped",
    )
    yield Figure(
        what="processor time of a send",
        value=ours_cpu,
        unit="µs",
        peer=theirs_cpu,
        bare="python-telegram-bot as shipped",
    )


async def sent_over(base: str, request: BaseRequest) -> tuple[float, float]:
    """Send over *request*."""
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
    async with bot:
        return await sent(lambda chat: bot.send_message(chat, TEXT))


async def answers(base: str, desk: Desk) -> AsyncIterator[Figure]:
    """Answer a burst of `/facts` from a chat each, and measure how long each waited."""
    bare = await burst(base, lambda: bare_handler(base))
    door = await burst(base, lambda: our_door(base, desk))
    for figure in compared(door, bare, "a bare handler sending a fixed text"):
        yield figure


async def our_door(base: str, desk: Desk) -> None:
    """Run our door until cancelled."""
    await Telegram(TOKEN, api=base).run(desk, lambda: None)


async def bare_handler(base: str) -> None:
    """Run a handler of the library that sends a fixed text over the same request class."""

    async def facts(update: Update, _: object) -> None:
        if update.effective_chat is not None:
            await update.effective_chat.send_message(TEXT)

    bot = Bot(TOKEN, f"{base}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    application = Application.builder().bot(bot).concurrent_updates(256).build()
    application.add_handler(CommandHandler("facts", facts))
    updater = cast("Updater", application.updater)
    async with application:
        await application.start()
        await updater.start_polling()
        try:
            await asyncio.Event().wait()
        finally:
            await updater.stop()
            await application.stop()
