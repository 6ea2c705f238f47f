"""The door to Discord beside what discord.py does by itself, on one loopback server."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.discord.adapter import Discord
from bench.asking import TEXT, burst, compared, sent
from bench.figures import Figure
from bench.loopback import platform
from bench.newsroom import newsroom
from bot.address import Address
from bot.reply import Paragraph, Plain, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.desk import Desk

TOKEN = "bench"  # noqa: S105 - it opens nothing
STORIES = 1_000
WHERE = Address("discord", "3000")


async def on_discord(folder: Path) -> AsyncIterator[Figure]:
    """Measure sends alone, and then answers to a burst of questions."""
    with platform("bench.discord_api") as base:
        # The library holds these once for a whole process.
        Route.BASE = f"{base}/api/v10"
        async with newsroom(folder, STORIES) as desk:
            async for figure in sends(base, desk):
                yield figure
            bare = await burst(base, bare_handler)
            door = await burst(base, lambda: our_door(base, desk))
            for figure in compared(door, bare, "a bare command sending a fixed text"):
                yield figure


async def sends(base: str, desk: Desk) -> AsyncIterator[Figure]:
    """Send as fast as the door and the bare library can."""
    ours, ours_cpu = await sent_by_our_door(base, desk)
    theirs, theirs_cpu = await sent_by_the_library()
    yield Figure(
        what="sends through our door",
        value=ours,
        unit="sends/s",
        goal="ratio ≥ 0.9",
        peer=theirs,
        bare="discord.py by HTTP alone",
    )
    yield Figure(
        what="processor time of a send",
        value=ours_cpu,
        unit="µs",
        peer=theirs_cpu,
        bare="discord.py by HTTP alone",
    )


async def sent_by_our_door(base: str, desk: Desk) -> tuple[float, float]:
    """Send through the door while it is open."""
    door, opened = Discord(TOKEN, api=f"{base}/api/v10"), asyncio.Event()
    running = asyncio.create_task(door.run(desk, opened.set))
    await opened.wait()
    reply = Reply((Paragraph((Plain(TEXT),)),))
    try:
        return await sent(lambda number: door.send(WHERE, reply, key=str(number)))
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def sent_by_the_library() -> tuple[float, float]:
    """Send with a client that has only logged in."""
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        await client.login(TOKEN)
        channel = client.get_partial_messageable(int(WHERE.chat))
        return await sent(lambda number: channel.send(TEXT, nonce=number))


async def our_door(base: str, desk: Desk) -> None:
    """Run our door until cancelled."""
    await Discord(TOKEN, api=f"{base}/api/v10").run(desk, lambda: None)


async def bare_handler() -> None:
    """Run a command of the library that sends a fixed text."""
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)

    @tree.command(name="facts", description="what is known")
    async def facts(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(TEXT)

    async with client:
        await client.login(TOKEN)
        _, gateway, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        await client.connect()
