"""The verb that opens the doors to the platforms: run."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import platform
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.cli.doors import doors
from bot.cli.opening import opened, prepared, remark, utc_now
from bot.clock import Clock
from bot.delivery import Courier
from bot.doorway import Doorway
from bot.errors import Problem
from bot.morning import Morning
from bot.supervision import Supervisor
from bot.words import phrase, preload

if TYPE_CHECKING:
    import argparse

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.settings import Settings
    from bot.words import Words

STOPS = (signal.SIGTERM, signal.SIGINT)


def run_(_: argparse.Namespace) -> int:
    """Open every door that has a token, until told to stop."""
    settings, words = prepared()
    # Whoever starts it wants to see that it runs, however little else is written down.
    logging.getLogger("bot.supervision").setLevel(logging.INFO)
    opening = list(doors(settings))
    if not opening:
        raise Problem(
            phrase(
                "No door can be opened: set STORYDESK_DISCORD_TOKEN or STORYDESK_TELEGRAM_TOKEN. "
                "To talk to the bot without a token, run `storydesk try`."
            )
        )
    asyncio.run(_run(settings, words, opening))
    return 0


async def _run(settings: Settings, words: Words, opening: list[Door]) -> None:
    """Keep the doors open; a signal closes them, and a second one does not wait for it."""
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        for number in STOPS:
            loop.remove_signal_handler(number)
        if task is not None:
            task.cancel()

    # Not every system has such signals; there Ctrl-C ends the program as it does any other.
    with suppress(NotImplementedError):
        for number in STOPS:
            loop.add_signal_handler(number, stop)
    try:
        await _kept(settings, words, opening)
    except asyncio.CancelledError:
        if not stopped:
            raise


async def _kept(settings: Settings, words: Words, opening: list[Door]) -> None:
    async with opened(settings, create=True) as desk:
        if not await desk.published():
            remark(words("There are no stories yet. Load some with `storydesk load`."))
        await asyncio.to_thread(preload)
        # What is loaded by now stays; to look through it for garbage takes as long as to answer.
        gc.freeze()
        copy = f"{platform.node()}-{os.getpid()}"
        clock = Clock(desk.store.ledger, utc_now)
        morning = Morning(desk.store.ledger, clock, window=settings.window)
        supervisor = Supervisor(desk.store, copy=copy, now=utc_now, words=words)
        await supervisor.keep(
            {door.name: _doorway(settings, desk, door, copy, clock).run for door in opening},
            {"morning": morning.run},
        )


def _doorway(settings: Settings, desk: Desk, door: Door, copy: str, clock: Clock) -> Doorway:
    hold = settings.uncertain == "hold"
    return Doorway(desk, door, Courier(desk, door, worker=copy, clock=clock, hold=hold))
