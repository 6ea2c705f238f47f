"""The verb that opens the doors to the platforms: run."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import platform
import signal
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.cli.doors import doors, lanes
from bot.cli.opening import opened, prepared, remark, utc_now
from bot.cli.sources import intake_of
from bot.editing.releasing import Releasing
from bot.errors import Problem
from bot.pushing.clock import Clock, steady
from bot.pushing.delivery import Courier
from bot.pushing.dispatching import Dispatching
from bot.pushing.morning import Morning
from bot.running.alarm import Alarm
from bot.running.doorway import Doorway
from bot.running.health import Health
from bot.running.hearing import Hearing
from bot.running.supervision import Supervisor
from bot.running.telling import Telling
from bot.subscriptions.zones import complete_zone
from bot.words import phrase, preload

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.settings import Settings
    from bot.words import Words

STOPS = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


def run_(_: argparse.Namespace) -> int:
    """Open every door that has a token, until told to stop."""
    settings, words = prepared()
    if settings.log == "warning":
        # Whoever starts it wants to see that it runs, unless they want to see still less.
        logging.getLogger("bot.running.supervision").setLevel(logging.INFO)
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
        await asyncio.to_thread(_warm, utc_now())
        # What is loaded by now stays; to look through it for garbage takes as long as to answer.
        gc.freeze()
        await _say_costs(desk, opening)
        # Containers may share a host's name and a number, and must not share leases.
        copy = f"{platform.node()}-{os.getpid()}-{token_hex(2)}"
        await _supervised(settings, words, desk, opening, copy)


async def _say_costs(desk: Desk, opening: list[Door]) -> None:
    """Say what a push costs, before there is one."""
    for door in opening:
        cost = door.cost(await desk.store.ledger.subscribed(door.name))
        if cost is not None:
            log.warning("%s", cost)


async def _supervised(
    settings: Settings, words: Words, desk: Desk, opening: list[Door], copy: str
) -> None:
    """Wire the parts together, and keep them running."""
    ledger, paces = desk.store.ledger, lanes(settings)
    clock = Clock(ledger, steady(utc_now))
    alarm = Alarm(desk, opening, clock)
    telling = Telling(desk, opening, worker=copy, clock=clock)
    morning = Morning(ledger, clock, window=settings.window, lanes=paces, alarm=alarm)
    intake = intake_of(settings, words, desk.store, clock, worker=copy, alarm=alarm)
    releasing = Releasing(desk, clock)
    health = Health(settings.health, ledger, paces, clock, words) if settings.health else None
    supervisor = Supervisor(
        desk.store, copy=copy, now=utc_now, words=words, alarm=alarm, health=health
    )

    def doorway(door: Door) -> Doorway:
        hold = settings.uncertain == "hold"
        hearing = Hearing(desk, door, worker=copy, clock=clock, alarm=alarm)
        courier = Courier(desk, door, worker=copy, clock=clock, hold=hold, alarm=alarm)
        return Doorway(door, hearing, courier)

    await supervisor.keep(
        {door.name: doorway(door).run for door in opening},
        {
            "morning": morning.run,
            "alarm": alarm.run,
            "telling": telling.run,
            "releases": releasing.run,
            "dispatches": Dispatching(desk.store.dispatches, clock).run,
            **intake,
        },
    )


def _warm(now: datetime) -> None:
    """Load what the first question would wait for."""
    preload()
    complete_zone("", now=now)
