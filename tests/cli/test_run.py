"""`storydesk run`: the whole program as a process, with both platforms on loopback."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE
from tests.platforms.discord.watched import watched
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.program import ROOT, Program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.discord.server import Discord


WRONG_DISCORD = "MTIz.wrong.token"
WRONG_TELEGRAM = f"1:{'A' * 35}"


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """Discord, with nobody on it yet."""
    async with watched() as here:
        here.gateway.max_concurrency = 16
        yield here


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Telegram, with nobody on it yet."""
    async with opened(Telegram()) as here:
        yield here
        hold(here)


@pytest.fixture
async def program(discord: Discord, telegram: Telegram, tmp_path: Path) -> Program:
    """The program with a story, set up for both platforms."""
    program = Program(
        tmp_path,
        STORIES=str(ROOT / "stories"),
        DISCORD_TOKEN=discord.token,
        DISCORD_API=discord.api,
        TELEGRAM_TOKEN=telegram.token,
        TELEGRAM_API=telegram.base,
    )
    status, said = await program.does("load")
    assert status == 0, said
    return program


async def test_readers_are_answered_on_both_platforms_and_sigterm_ends_it_cleanly(
    program: Program, discord: Discord, telegram: Telegram
) -> None:
    guild = discord.world.guild("Lorrin")
    channel = discord.world.channel(guild, "general")
    reader, ada = discord.person("Ada", guild), telegram.person("Ada")
    async with program.running() as process:
        await program.says("discord is open")
        await program.says("telegram is open")
        await program.status(r"discord \(.+\): open(.|\n)*telegram \(.+\): open")
        ada.writes("/facts")
        await telegram.until(lambda: len(ada.chat.messages) > 1)
        await discord.until(lambda: bool(discord.commands.get(0)))
        asked = await reader.gives("facts", channel)
        assert asked.answer is not None
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    assert "Traceback" not in program.log
    assert discord.token not in program.log
    assert telegram.token not in program.log
    _, said = await program.does("status")
    assert "not running" in said


async def test_a_door_that_is_refused_is_closed_and_the_other_stays_open(
    program: Program, telegram: Telegram
) -> None:
    ada = telegram.person("Ada")
    program.environment["STORYDESK_DISCORD_TOKEN"] = WRONG_DISCORD
    async with program.running():
        await program.status(r"discord \(.+\): closed.*The token of Discord is refused")
        await program.status(r"telegram \(.+\): open")
        ada.writes("/facts")
        await telegram.until(lambda: len(ada.chat.messages) > 1)


async def test_a_platform_that_is_away_is_waited_for(
    program: Program, telegram: Telegram, unused_tcp_port: int
) -> None:
    program.environment["STORYDESK_DISCORD_API"] = f"http://127.0.0.1:{unused_tcp_port}/api/v10"
    ada = telegram.person("Ada")
    async with program.running():
        await program.status(r"discord \(.+\): (not open|being opened)")
        await program.says("discord is started again")
        ada.writes("/facts")
        await telegram.until(lambda: len(ada.chat.messages) > 1)
    assert "Traceback" not in program.log


async def test_where_every_token_is_refused_it_ends_and_says_so(program: Program) -> None:
    program.environment["STORYDESK_DISCORD_TOKEN"] = WRONG_DISCORD
    program.environment["STORYDESK_TELEGRAM_TOKEN"] = WRONG_TELEGRAM
    status, said = await program.does("run")
    assert status == 1
    assert "The token of Discord is refused" in said
    assert "The token of Telegram is refused" in said
    assert "Traceback" not in said


async def test_a_copy_that_was_killed_is_told_from_one_that_was_stopped(program: Program) -> None:
    async with program.running() as process:
        await program.status(r"telegram \(.+\): open")
        process.kill()
        await process.wait()
    _, said = await program.does("status")
    assert re.search(r"telegram \(.+\): open", said)  # its last sign of life is still young


async def test_the_doctor_tells_how_the_bot_stands_and_how_it_is_invited(
    program: Program, discord: Discord, telegram: Telegram
) -> None:
    status, said = await program.does("doctor")
    assert status == 0, said
    link = (
        rf"https://discord\.com/oauth2/authorize\?client_id={discord.world.application}&scope=bot"
    )
    assert re.search(link, said)
    assert f"https://t.me/{telegram.world.bot.username}" in said
    assert discord.token not in said
    assert telegram.token not in said


async def test_the_doctor_says_which_token_is_refused(program: Program) -> None:
    program.environment["STORYDESK_TELEGRAM_TOKEN"] = WRONG_TELEGRAM
    status, said = await program.does("doctor")
    assert status == 1
    assert "The token of Telegram is refused" in said


async def test_a_health_file_and_the_log_say_what_concerns_who_runs_it(
    program: Program, tmp_path: Path
) -> None:
    health = tmp_path / "health.json"
    program.environment |= {
        "STORYDESK_HEALTH": str(health),
        "STORYDESK_TELEGRAM_PAID": "true",
        "STORYDESK_DISCORD_TOKEN": WRONG_DISCORD,
    }
    async with program.running():
        await program.says("costs at most, in Stars: 0,")
        await program.status("discord is not open")
        async with asyncio.timeout(PATIENCE):
            while '"telegram": "open"' not in health.read_text("utf-8"):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.1)
        said = json.loads(health.read_text("utf-8"))
        assert not said["ok"]
        assert "The token of Discord is refused" in said["reasons"][0]
