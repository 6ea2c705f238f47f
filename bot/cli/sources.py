"""What the shell may ask of the sources that are read by themselves: fetch, and how they stand."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.cli.opening import THROW_AWAY, opened, prepared, remark, say, utc_now
from bot.errors import NotFound, Problem
from bot.pushing.clock import Clock, steady
from bot.taking_in.incoming import Incoming, Reader
from bot.taking_in.intake import Intake, fault_of
from bot.taking_in.tray import QUIET
from bot.web import Web
from bot.wires import Taken, Unchanged
from bot.words import phrase, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
    from datetime import datetime

    from bot.running.alarm import Alarm
    from bot.running.supervision import Part
    from bot.settings import Settings
    from bot.store import Store
    from bot.taking_in.incoming import Read
    from bot.wires import Source, Wire
    from bot.words import Phrase, Words


def fetch_(asked: argparse.Namespace) -> int:
    """Read sources now, whenever they are due."""
    settings, words = prepared()
    chosen = _chosen(settings.wires, asked.sources)
    wrong = asyncio.run(_fetch(settings, words, chosen, dry=asked.dry_run))
    if wrong:
        raise Problem(phrases("One source is not sound.", "{number} sources are not sound.", wrong))
    return 0


def intake_of(
    settings: Settings, words: Words, store: Store, clock: Clock, *, worker: str, alarm: Alarm
) -> dict[str, Part]:
    """Wire the part of the program that reads sources by themselves; none where none is set."""
    if not settings.wires:
        return {}
    return {"sources": _intake(settings, words, store, clock, worker=worker, alarm=alarm).run}


def _intake(
    settings: Settings,
    words: Words,
    store: Store,
    clock: Clock,
    *,
    worker: str = "",
    alarm: Alarm | None = None,
) -> Intake:
    return Intake(
        store.wires,
        settings.wires,
        _reader(store),
        clock=clock,
        worker=worker or f"shell-{token_hex(4)}",
        every=timedelta(minutes=settings.sources_every),
        words=words,
        alarm=alarm,
    )


def _reader(store: Store) -> Reader:
    return Reader(store.wires, Web(utc_now), utc_now)


async def examined(settings: Settings, words: Words) -> AsyncIterator[tuple[bool, str]]:
    """Read every source without keeping anything; whether it is sound, and what to say of it."""
    async with opened(settings, create=True, database=THROW_AWAY) as desk:
        for source in settings.wires:
            read = await _reader(desk.store).read(source)
            wrong = fault_of(read)
            if wrong is not None:
                yield False, f"{source.name}: {words.say(wrong.reason)}"
            elif isinstance(read, Incoming):
                yield True, f"{source.name}: {_sound(words, read)}"


def standing_of(sources: Sequence[Source], wires: Sequence[Wire], words: Words) -> Iterator[str]:
    """Say of each source when it was read, what came, and since when it fails and why."""
    known = {wire.name: wire for wire in wires}
    now = utc_now()
    for source in sources:
        wire = known.get(source.name)
        said = [*_stands(wire, words, now)] if wire else [words("not read yet.")]
        yield f"{source.name}: {' '.join(said)}"
        if wire is not None and wire.failing_since is not None:
            span = words.span(now - wire.failing_since)
            failing = words(
                "It has not been sound for {span}. {reason}", span=span, reason=wire.reason
            )
            yield f"{source.name}: {failing}"


def not_sound(sources: Sequence[Source], wires: Sequence[Wire]) -> Iterator[Phrase]:
    """Say how many of the sources that are set were not sound when they were read last."""
    names = {source.name for source in sources}
    if wrong := [wire for wire in wires if wire.name in names and wire.failing_since is not None]:
        yield phrases("One source is not sound.", "{number} sources are not sound.", len(wrong))


def _stands(wire: Wire, words: Words, now: datetime) -> Iterator[str]:
    if wire.read_at is None:
        yield words("not read yet.")
    else:
        yield words("read {span} ago.", span=words.span(now - wire.read_at))
    if wire.came_at is not None:
        span = words.span(now - wire.came_at)
        yield words.many(
            "{number} story came {span} ago.",
            "{number} stories came {span} ago.",
            wire.came,
            span=span,
        )
        if wire.waiting:
            yield words.many(
                "{number} of them waits for an editor.",
                "{number} of them wait for an editor.",
                wire.waiting,
            )


def _chosen(sources: Sequence[Source], names: Sequence[str]) -> Sequence[Source]:
    """Give the sources named, as they are called or as they are set; all if none."""
    if not sources:
        raise NotFound(phrase("No source is set; name some in STORYDESK_SOURCES."))
    found = {
        name: [each for each in sources if name in {each.name, str(each.place)}] for name in names
    }
    missing = [name for name, each in found.items() if not each]
    if missing:
        raise NotFound(
            phrase(
                "STORYDESK_SOURCES and STORYDESK_SOURCES_TRUSTED have no {missing}.",
                missing=", ".join(missing),
            )
        )
    return [each for some in found.values() for each in some] or sources


async def _fetch(settings: Settings, words: Words, sources: Sequence[Source], *, dry: bool) -> int:
    """Read each, say what came of it, and count those that are not sound."""
    wrong = 0
    async with opened(settings, create=True, database=THROW_AWAY if dry else None) as desk:
        intake = _intake(settings, words, desk.store, Clock(desk.store.ledger, steady(utc_now)))
        reader = _reader(desk.store)

        async def look(source: Source) -> tuple[Read, Counter[Taken]]:
            if dry:
                return await reader.read(source), Counter[Taken]()
            return await intake.read(source)

        for source in sources:
            read, kept = await _patiently(words, partial(look, source))
            if isinstance(read, Incoming):
                for line in _headlines(words, read) if dry else ():
                    say(line)
                if read.partial:
                    say(_left(words, read))
                say(f"{source.name}: {_sound(words, read) if dry else _kept(words, kept)}")
            if isinstance(read, Unchanged):
                say(words("{source}: nothing new.", source=source.name))
            if fault := fault_of(read):
                remark(f"{source.name}: {words.say(fault.reason)}")
                wrong += 1
    return wrong


async def _patiently(
    words: Words, look: Callable[[], Awaitable[tuple[Read, Counter[Taken]]]]
) -> tuple[Read, Counter[Taken]]:
    """Look once more, after a while, where a file may not be whole yet."""
    read, kept = await look()
    if not (isinstance(read, Incoming) and read.partial):
        return read, kept
    say(
        words(
            "Written to a moment ago, and perhaps not whole yet: {files}. To be looked at again "
            "in {span}.",
            files=", ".join(read.partial),
            span=words.span(QUIET),
        )
    )
    await asyncio.sleep(QUIET.total_seconds())
    read, more = await look()
    return read, kept + more


def _headlines(words: Words, read: Incoming) -> Iterator[str]:
    for _, draft in read.drafts:
        yield words("“{headline}” is sound.", headline=draft.story.headline)


def _left(words: Words, read: Incoming) -> str:
    return words("Not read, for it is still written to: {files}.", files=", ".join(read.partial))


def _sound(words: Words, read: Incoming) -> str:
    return words.many("{number} sound story.", "{number} sound stories.", len(read.drafts))


def _kept(words: Words, taken: Counter[Taken]) -> str:
    return words(
        "{published} published, {drafts} kept as drafts, {same} as they were.",
        published=taken[Taken.PUBLISHED],
        drafts=taken[Taken.DRAFT] + taken[Taken.WAITING],
        same=taken[Taken.SAME],
    )
