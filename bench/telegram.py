"""The door to Telegram beside what python-telegram-bot does by itself, on one loopback server."""

from __future__ import annotations

import asyncio
import resource
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from telegram import Bot
from telegram.ext import Application, CommandHandler
from telegram.request import HTTPXRequest

from adapters.telegram.adapter import Telegram
from adapters.telegram.request import AiohttpRequest
from bench.bot_api import bot_api
from bench.figures import Figure, percentile
from bench.newsroom import newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from telegram import Update
    from telegram.ext import Updater
    from telegram.request import BaseRequest

    from bot.desk import Desk

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
SENDS, AT_ONCE = 3_000, 100
BURST = 1_500
STORIES = 1_000
TEXT = "What is known of a story, and who says so. " * 25


async def telegram(folder: Path) -> AsyncIterator[Figure]:
    """Measure sends alone, and then answers to a burst of questions."""
    with bot_api() as base:
        async for figure in sends(base):
            yield figure
        async with newsroom(folder, STORIES) as desk:
            async for figure in answers(base, desk):
                yield figure


async def sends(base: str) -> AsyncIterator[Figure]:
    """Send as fast as each request class can."""
    ours, ours_cpu = await sent(base, AiohttpRequest())
    theirs, theirs_cpu = await sent(base, HTTPXRequest())
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


async def sent(base: str, request: BaseRequest) -> tuple[float, float]:
    """Send some thousand messages; sends a second, and microseconds of processor a send."""
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
    async with bot:
        await asyncio.gather(*(bot.send_message(1, TEXT) for _ in range(AT_ONCE)))
        chats = iter(range(SENDS))

        async def worker() -> None:
            for chat in chats:
                await bot.send_message(chat, TEXT)

        start, cpu = time.perf_counter(), processor()
        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        return SENDS / (time.perf_counter() - start), (processor() - cpu) / SENDS * 1_000_000


def processor() -> float:
    """Seconds of processor that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def answers(base: str, desk: Desk) -> AsyncIterator[Figure]:
    """Answer a burst of `/facts` from a chat each, and measure how long each waited."""
    bare = await burst(base, lambda: bare_handler(base))
    door = await burst(base, lambda: our_door(base, desk))
    yield Figure(
        what="/facts through our door, in a burst",
        value=door["answered"] / door["seconds"],
        unit="answers/s",
        goal="ratio ≥ 0.8",
        peer=bare["answered"] / bare["seconds"],
        bare="a bare handler sending a fixed text",
    )
    for share in (0.5, 0.99):
        yield Figure(
            what=f"the same, {share:.0%} answered within",
            value=percentile(door["waits"], share) * 1000,
            unit="ms",
            goal="ratio < 2",
            peer=percentile(bare["waits"], share) * 1000,
            bare="a bare handler sending a fixed text",
        )


async def burst(base: str, start: Callable[[], Coroutine[Any, Any, None]]) -> dict[str, Any]:
    """Let everybody ask at once, twice: once for warmth."""
    running = asyncio.create_task(start())
    async with aiohttp.ClientSession() as session:
        figures: dict[str, Any] = {}
        for count in (BURST, BURST):
            await session.post(f"{base}/burst{count}")
            answered = -1
            while answered != count:
                await asyncio.sleep(0.2)
                async with session.get(f"{base}/figures") as response:
                    figures = (await response.json())["result"]
                answered = figures["answered"]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    return figures


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
