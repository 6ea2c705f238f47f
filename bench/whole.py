"""Without limits: how much goes through the whole path, and how much of the time is ours."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Any

from discord.http import Route

import bot.pushing.moments
from adapters.discord.adapter import Discord
from adapters.discord.body import as_components
from adapters.discord.line import Line as DiscordLine
from adapters.discord.paging import whole_of
from adapters.telegram.adapter import Telegram
from adapters.telegram.line import Line as TelegramLine
from adapters.telegram.line import content
from adapters.telegram.render import rendered
from bench.asking import processor, sent
from bench.figures import Figure
from bench.loopback import platform
from bench.morning import TOKEN, awaited, courier, now, planned
from bot.pace import Lane
from bot.pushing.delivery import MOST
from bot.store.open import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.address import Address
    from bot.reply import Reply
    from bot.store import Store

PLACES = 10_000  # that the first connections, which the peer opens beforehand, do not count
FREE = Lane(rate=1e6, share=1e6)


async def whole(folder: Path) -> AsyncIterator[Figure]:
    """Deliver as fast as each door can, and then send the same message by its library alone."""
    with platform("bench.bot_api") as base:
        telegram = Telegram(TOKEN, api=base)
        store = await _morning(folder, "telegram")
        message, ours = await _delivered(store, telegram)
        said = content(rendered(message))
        async with TelegramLine(TOKEN, base) as line:
            bare = await sent(
                lambda number: line._post("sendMessage", {"chat_id": number + 1, **said}),  # noqa: SLF001 - where all calls of the library end
                at_once=MOST,
            )
        for figure in _compared("Telegram", ours, bare):
            yield figure
    with platform("bench.discord_api") as base:
        Route.BASE = f"{base}/api/v10"
        discord = Discord(TOKEN, api=f"{base}/api/v10")
        store = await _morning(folder, "discord")
        message, ours = await _delivered(store, discord)
        said = as_components(whole_of(message))
        async with DiscordLine(api=f"{base}/api/v10") as line:
            await line.login(TOKEN)
            bare = await sent(lambda number: line.put(str(number + 1), said), at_once=MOST)
        for figure in _compared("Discord", ours, bare):
            yield figure


async def _morning(folder: Path, platform: str) -> Store:
    store = await open_store(f"sqlite:///{folder / f'{platform}.db'}")
    await awaited(store, platform, PLACES)
    return store


async def _delivered(store: Store, door: Any) -> tuple[Reply, tuple[float, float]]:  # noqa: ANN401 - a door whose pace can be set
    """Deliver everything; deliveries a second, and microseconds of processor each."""
    door.pace = FREE
    bot.pushing.moments.LATER = 3600.0  # where there are no limits nothing is late
    said: list[Reply] = []
    send, gone = door.send, asyncio.Event()

    async def watched(where: Address, message: Reply, *, key: str) -> object:
        said.append(message)
        if len(said) == PLACES:
            gone.set()
        return await send(where, message, key=key)

    door.send = watched
    async with door.opened():
        assert await planned(store.ledger) == PLACES  # noqa: S101 - else nothing is measured
        gc.freeze()  # as `storydesk run` does; the peer, which comes later, has it so as well
        start, cpu = time.perf_counter(), processor()
        running = asyncio.create_task(courier(store, door).run())
        await gone.wait()
        running.cancel()  # it ends once all of them are recorded
        await asyncio.gather(running, return_exceptions=True)
        taken, used = time.perf_counter() - start, processor() - cpu
    backlog = await store.ledger.backlog(door.name, FREE, now=now())
    assert not backlog.due  # noqa: S101 - the same
    await store.close()
    return said[0], (PLACES / taken, used / PLACES * 1_000_000)


def _compared(door: str, ours: tuple[float, float], bare: tuple[float, float]) -> Iterator[Figure]:
    library = f"{door}'s library sending the same"
    yield Figure(
        what=f"{door}: claim, render, send, record",
        value=ours[0],
        unit="/s",
        peer=bare[0],
        bare=library,
    )
    yield Figure(
        what="  processor time of a delivery", value=ours[1], unit="µs", peer=bare[1], bare=library
    )
    share = 100 * (1 - bare[1] / ours[1])
    yield Figure(what="  share of it that is ours", value=share, unit="%", goal="< 33")
