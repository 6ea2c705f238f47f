"""Keep the parts of the program running: one that falls over is started again, and is seen."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import BotError, Problem
from bot.standing import SOUND, Condition, Standing
from bot.words import Phrase, phrase, together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.running.alarm import Alarm
    from bot.running.health import Health
    from bot.standing import Tell
    from bot.store import Store
    from bot.words import Words

    Part: TypeAlias = Callable[[Tell], Awaitable[None]]

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds between two starts of a part that falls over
STEADY = timedelta(minutes=2)  # a part that was open for so long begins again with the first wait
HEARTBEAT = 10.0  # seconds between two signs of life
MISSED = timedelta(seconds=3 * HEARTBEAT)  # a copy that gave none for so long is not there

UNFORESEEN = phrase("Something broke that nobody foresaw; the log says more.")
ENDED = phrase("It ended by itself.")

log = logging.getLogger(__name__)


class Supervisor:
    """Runs the parts of one copy of the program beside each other.

    Args:
        store: where it is written down how they stand.
        copy: names this process, as nobody else's is named.
        now: tells the moment, aware.
        words: the language of the person who runs the bot.
        alarm: tells the owners of a part that is closed.
        health: writes a file of how this copy stands, for others to watch.
        sleep: waits some seconds.
    """

    def __init__(
        self,
        store: Store,
        *,
        copy: str,
        now: Callable[[], datetime],
        words: Words,
        alarm: Alarm | None = None,
        health: Health | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._copy = copy
        self._now = now
        self._words = words
        self._alarm = alarm
        self._health = health
        self._sleep = sleep
        self._standings: dict[str, Standing] = {}
        self._changed = asyncio.Event()

    async def keep(self, parts: Mapping[str, Part], beside: Mapping[str, Part]) -> None:
        """Run all parts, by their names, until cancelled; each is given a way to say how it stands.

        Args:
            parts: what the program is there for.
            beside: what is of no use once none of *parts* can run.

        Raises:
            Problem: none of *parts* can run, and waiting will not help.
        """
        helping = [asyncio.create_task(self._kept(*each)) for each in beside.items()]
        helping.append(asyncio.create_task(self._write()))
        try:
            async with asyncio.TaskGroup() as group:
                kept = [group.create_task(self._kept(*each)) for each in parts.items()]
            raise Problem(together(task.result() for task in kept))
        finally:
            for task in helping:
                task.cancel()
            await asyncio.gather(*helping, return_exceptions=True)
            await self._told(())

    async def _kept(self, name: str, part: Part) -> Phrase:
        """Run a part again and again, until it says that waiting will not help, and why."""
        wait = FIRST_WAIT
        while True:
            self._stands(name, Condition.OPENING)
            try:
                await part(partial(self._stands, name))
                reason = ENDED
            except Problem as error:
                self._closed(name, error)
                return error.phrase
            except BotError as error:
                reason = error.phrase
            except Exception:
                log.exception("%s fell over", name)
                reason = UNFORESEEN
            if self._was_sound(name):
                wait = FIRST_WAIT
            log.warning("%s is started again in %.0f s: %s", name, wait, reason)
            self._stands(name, Condition.WAITING, reason)
            await self._sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    def _was_sound(self, name: str) -> bool:
        stood = self._standings[name]
        return stood.condition in SOUND and self._now() - stood.since >= STEADY

    def _closed(self, name: str, error: Problem) -> None:
        log.error("%s is closed: %s", name, error)
        self._stands(name, Condition.CLOSED, error.phrase)
        if self._alarm is not None:
            said = phrase("{door} is closed. {reason}", door=name, reason=error.phrase)
            self._alarm.sound(f"{name} is closed", said)

    def _stands(
        self, name: str, condition: Condition = Condition.OPEN, reason: Phrase | None = None
    ) -> None:
        before = self._standings.get(name)
        if before is not None and before.condition is condition:
            return
        log.info("%s is %s", name, condition)
        now = self._now()
        self._standings[name] = Standing(
            copy=self._copy,
            part=name,
            condition=condition,
            since=now,
            reason=self._words.say(reason) if reason else "",
            seen=now,
        )
        self._changed.set()

    async def _write(self) -> Phrase:
        """Write down how everything stands: at every change, and now and then as a sign of life."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT):
                    await self._changed.wait()
            self._changed.clear()
            seen = self._now()
            standings = [replace(each, seen=seen) for each in self._standings.values()]
            await self._told(standings)

    async def _told(self, standings: list[Standing] | tuple[()]) -> None:
        """Give a sign of life; where it fails the parts go on, and the next is a further try."""
        signs = [self._store.stand(self._copy, standings, at=self._now())]
        if self._health is not None:
            signs.append(self._health.write(standings))
        for ended in await asyncio.gather(*signs, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("How the program stands cannot be written down", exc_info=ended)
