"""The intake: sources are read by themselves, each by whichever copy of the program is first."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from bot.errors import Problem, StoreError
from bot.taking_in.incoming import Incoming, Reader, unkept
from bot.wires import Taken, Unchanged, Unfetched
from bot.words import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.pushing.clock import Clock
    from bot.running.alarm import Alarm
    from bot.standing import Tell
    from bot.taking_in.incoming import Read
    from bot.wires import Source, Wire, Wires
    from bot.words import Words

LOOK = 5.0  # seconds between two looks whether a source is due
BUSY = 0.1  # seconds until a source is asked for again of which another copy keeps a story now
LEASE = timedelta(minutes=5)  # to fetch takes half a minute at the most, to keep it not as long
SOON = timedelta(seconds=10)  # until a file is looked at again that was not whole
LONGEST = timedelta(days=1)  # between two tries of a source that is broken
BLINKS = 3  # failures in a row from which on the owners are told of what may pass by itself
SPREAD = 0.1  # of a pause; else all sources of all newsrooms would be asked at the full hour

EVER = datetime.max.replace(tzinfo=UTC)

UNFORESEEN = phrase("Something broke that nobody foresaw; the log says more.")

log = logging.getLogger(__name__)


class Intake:
    """Reads sources when they are due.

    Args:
        wires: how they stand.
        sources: those that this copy has in its settings.
        reader: reads one.
        clock: the time that all copies go by.
        worker: names this process, as nobody else's is named.
        every: how much time passes between two readings of a source.
        words: the language of the person who runs the bot.
        alarm: tells the owners of a source that is broken.
        spread: gives any number from 0 to 1.
    """

    def __init__(
        self,
        wires: Wires,
        sources: Iterable[Source],
        reader: Reader,
        *,
        clock: Clock,
        worker: str,
        every: timedelta,
        words: Words,
        alarm: Alarm | None = None,
        spread: Callable[[], float] = random.random,
    ) -> None:
        self._wires = wires
        self._sources = {source.name: source for source in sources}
        self._reader = reader
        self._clock = clock
        self._worker = worker
        self._every = every
        self._words = words
        self._alarm = alarm
        self._spread = spread

    async def run(self, tell: Tell) -> None:
        """Read what is due, again and again, until cancelled."""
        await self._wires.enrol(self._sources, now=self._clock.now())
        tell()
        while True:
            if not await self.look():
                await asyncio.sleep(LOOK)

    async def look(self) -> bool:
        """Read the source that is due the longest; whether there was one."""
        wire = await self._claimed(self._sources, self._clock.now())
        if wire is None:
            return False
        await self._read(self._sources[wire.name], wire)
        return True

    async def read(self, source: Source) -> tuple[Read, Counter[Taken]]:
        """Read a source now, whenever it is due, also if another copy is about to."""
        await self._wires.enrol([source.name], now=self._clock.now())
        while (wire := await self._claimed([source.name], EVER)) is None:  # noqa: ASYNC110 - no process tells another
            await asyncio.sleep(BUSY)
        return await self._read(source, wire)

    async def _claimed(self, names: Iterable[str], due: datetime) -> Wire | None:
        until = self._clock.now() + LEASE
        return await self._wires.claim(names, self._worker, now=due, until=until)

    async def _read(self, source: Source, wire: Wire) -> tuple[Read, Counter[Taken]]:
        read, taken = await self._take(source, wire)
        after = self._after(wire, source, read, taken)
        if await self._wires.settle(after, self._worker):
            self._say(wire, after)
        return read, taken

    async def _take(self, source: Source, wire: Wire) -> tuple[Read, Counter[Taken]]:
        """Read a source and keep what is new; whatever goes wrong concerns this one alone."""
        read: Read
        taken = Counter[Taken]()
        try:
            read = await self._reader.read(source, etag=wire.etag, modified=wire.modified)
            if isinstance(read, Incoming):
                taken = await self._reader.keep(source, read, self._worker)
        except StoreError:
            raise
        except Problem as error:
            read = unkept(error)
        except Exception:
            log.exception("%s fell over", source.name)
            read = Unfetched(UNFORESEEN)
        return read, taken

    def _after(self, wire: Wire, source: Source, read: Read, taken: Counter[Taken]) -> Wire:
        """Tell how a source stands once it was read."""
        now = self._clock.now()
        wrong = fault_of(read)
        if wrong is None:
            after = sound(wire)
        else:
            # The name of a file may be any bytes, and must not keep all of this from being kept.
            said = self._words.say(wrong.reason).encode("utf-8", "replace").decode()
            after = broken(wire, said, now)
            if not wrong.is_passing or after.failures >= BLINKS:
                after = replace(after, told_at=after.told_at or now)
        if not isinstance(read, Unfetched):
            after = replace(after, read_at=now)
        if isinstance(read, Incoming):
            after = replace(after, etag=read.etag, modified=read.modified)
        if self._alarm is None:
            # Whoever cannot tell the owners leaves it to those who can.
            after = replace(after, told_at=wire.told_at)
        return replace(came(after, taken, now), next_at=now + self._pause(after, source, read))

    def _pause(self, after: Wire, source: Source, read: Read) -> timedelta:
        """Tell how long a source is left alone."""
        least = timedelta()
        match read:
            case Incoming(partial=(_, *_)):
                return min(SOON, self._every)
            case Incoming(fresh=least) | Unchanged(fresh=least):
                pause = self._every
            case Unfetched(wait=least):
                doubled = self._every * 2 ** min(after.failures - 1, 16)
                # Nobody is asked too often who reads a folder of their own.
                pause = self._every if isinstance(source.place, Path) else min(doubled, LONGEST)
            case _:
                assert_never(read)
        return max(pause * (1 - SPREAD + 2 * SPREAD * self._spread()), least)

    def _say(self, before: Wire, after: Wire) -> None:
        """Tell the owners once that a source is broken, and once that it works again."""
        if self._alarm is None:
            return
        if after.came_at != before.came_at:
            log.info("%s brought %s stories", after.name, after.came)
        if after.reason and after.reason != before.reason:
            log.warning("%s cannot be read: %s", after.name, after.reason)
        if (before.told_at is None) == (after.told_at is None):
            return
        if after.told_at is None:
            said = phrase("The source {source} can be read again.", source=after.name)
            self._alarm.sound(f"{after.name} works", said)
        else:
            said = phrase(
                "The source {source} cannot be read. It is tried again by itself. {reason}",
                source=after.name,
                reason=after.reason,
            )
            self._alarm.sound(f"{after.name} is broken", said)


def fault_of(read: Read) -> Unfetched | None:
    """Tell what went wrong with all of a source or with some of its files."""
    match read:
        case Unfetched():
            return read
        case Incoming(fault=Phrase() as reason):
            return Unfetched(reason)
        case Incoming() | Unchanged():
            return None
        case _:
            assert_never(read)


def sound(wire: Wire) -> Wire:
    """Tell how a source stands with which nothing is wrong."""
    return replace(wire, failures=0, failing_since=None, reason="", told_at=None)


def broken(wire: Wire, reason: str, now: datetime) -> Wire:
    """Tell how a source stands that cannot be read, or not all of it."""
    since = wire.failing_since or now
    return replace(wire, failures=wire.failures + 1, failing_since=since, reason=reason)


def came(wire: Wire, taken: Counter[Taken], now: datetime) -> Wire:
    """Write down what is new, where anything is."""
    new = taken.total() - taken[Taken.SAME] - taken[Taken.LOST]
    if not new:
        return wire
    return replace(wire, came_at=now, came=new, waiting=new - taken[Taken.PUBLISHED])
