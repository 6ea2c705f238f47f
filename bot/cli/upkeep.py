"""The verbs that look after the database: status, migrate, backup."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.cli.doors import lanes
from bot.cli.opening import opened, prepared, say, utc_now
from bot.cli.sources import not_sound, standing_of
from bot.dispatch import Occasion
from bot.errors import Problem
from bot.running.health import backlogs, gone, not_open, stale, unplanned
from bot.running.supervision import MISSED
from bot.standing import Condition
from bot.store.open import migrate
from bot.views.drafts import LATE
from bot.views.drafts import planned as planned_for
from bot.words import phrase, together

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.dispatches import Left
    from bot.entries import Backlog
    from bot.pace import Lane
    from bot.revision import Counts, Revision
    from bot.settings import Settings
    from bot.standing import Standing
    from bot.words import Phrase, Words
    from bot.workshop import Manuscript, Workshop

EVER = timedelta(days=3_650)
MOST = 10  # planned stories that are listed


def status_(_: argparse.Namespace) -> int:
    """Say what is kept and how things stand, and fail where something is wrong."""
    settings, words = prepared()
    asyncio.run(_status(settings, words))
    return 0


def migrate_(_: argparse.Namespace) -> int:
    """Bring the database to this version's schema."""
    settings, words = prepared()
    before, after = asyncio.run(migrate(settings.database))
    if not before:
        say(words("The database was made, at schema {version}.", version=after))
    elif before == after:
        say(
            words(
                "The database stands at schema {version}, as this version wants it.", version=after
            )
        )
    else:
        say(words("The database went from schema {before} to {after}.", before=before, after=after))
    return 0


def backup_(asked: argparse.Namespace) -> int:
    """Write a whole, checked copy of the database."""
    settings, words = prepared()
    asyncio.run(_backup(settings, asked.file))
    say(words("A checked copy is at {file}.", file=str(asked.file)))
    return 0


async def _status(settings: Settings, words: Words) -> None:
    async with opened(settings, create=False) as desk:
        counts = await desk.store.counts()
        newest = await desk.shelf.latest(limit=1)
        schema = await desk.store.schema()
        standings = await desk.store.standings()
        paces, now = lanes(settings), await desk.store.ledger.clock()
        due = await backlogs(desk.store.ledger, paces, now)
        since = await desk.store.ledger.unplanned(now)
        wires = await desk.store.wires.wires()
        left = await desk.store.dispatches.left()
        planned = await _planned(desk.store.workshop, now)
    say(words("Schema {version}.", version=schema))
    lines = (
        *_kept(counts, newest, words),
        *_to_come(planned, words),
        *_due(due, paces, words, now),
        *_left(left, paces, words),
        *standing_of(settings.wires, wires, words),
    )
    for line in (*lines, *_running(standings, words, utc_now())):
        say(line)
    there = [each for each in standings if utc_now() - each.seen <= MISSED]
    wrong = (
        *gone(standings, there),
        *not_open(there),
        *stale(due, now),
        *unplanned(since, now),
        *_late(planned, now),
        *not_sound(settings.wires, wires),
    )
    if wrong:
        raise Problem(together(wrong))


async def _planned(workshop: Workshop, now: datetime) -> list[Manuscript]:
    """Give the stories that are to be published at a time, the first of them."""
    slugs = await workshop.due(now + EVER, limit=MOST)
    found = [await workshop.manuscript(slug) for slug in slugs]
    return [each for each in found if each is not None and each.release is not None]


def _to_come(planned: Iterable[Manuscript], words: Words) -> Iterator[str]:
    """Say which stories are to be published at a time."""
    for each in planned:
        if each.release is not None:
            headline = each.newest.story.headline
            yield f"{headline}: {planned_for(words, each.release)}"


def _late(planned: Iterable[Manuscript], now: datetime) -> Iterator[Phrase]:
    """Name what should have been published by now; a running copy takes a few seconds."""
    for each in planned:
        if each.release is not None and now - each.release.at > LATE:
            yield phrase(
                "“{headline}” should have been published by now, which `storydesk run` does.",
                headline=each.newest.story.headline,
            )


def _kept(counts: Counts, newest: Iterable[Revision], words: Words) -> Iterator[str]:
    """Say how much is kept, and which story is the newest."""
    yield words(
        "{published} published, {drafts}, {retracted} retracted; {revisions}.",
        published=counts.published,
        drafts=words.many("{number} draft", "{number} drafts", counts.drafts),
        retracted=counts.retracted,
        revisions=words.many("{number} revision", "{number} revisions", counts.revisions),
    )
    yield words.many("{number} report by a reader.", "{number} reports by readers.", counts.reports)
    for revision in newest:
        yield words(
            "The newest story is “{headline}” of {date}.",
            headline=revision.story.headline,
            date=words.date(revision.published_at or revision.at),
        )


def _due(
    due: Mapping[str, Backlog], paces: Mapping[str, Lane], words: Words, now: datetime
) -> Iterator[str]:
    """Say of each lane what is still to be sent, and how long that takes."""
    for lane, backlog in due.items():
        if backlog.oldest is None:
            yield words("{lane}: nothing is due.", lane=lane)
            continue
        yield words.many(
            "{lane}: {number} briefing is due, for {span}; it goes out within {takes}.",
            "{lane}: {number} briefings are due, the oldest for {span}; at {rate} a second they "
            "take {takes}.",
            backlog.due,
            lane=lane,
            span=words.span(now - backlog.oldest),
            rate=int(paces[lane].rate),
            takes=words.span(timedelta(seconds=max(backlog.seconds, 1))),
        )


def _left(left: Iterable[Left], paces: Mapping[str, Lane], words: Words) -> Iterator[str]:
    """Say of each lane how much is still to be set right, and how long that takes."""
    amending = [each for each in left if each.dispatch.occasion is not Occasion.BREAKING]
    for lane in sorted({each.lane for each in amending} & {*paces}):
        messages = sum(each.messages for each in amending if each.lane == lane)
        yield words.many(
            "{lane}: {number} message is still to be set right; that takes {span}.",
            "{lane}: {number} messages are still to be set right; that takes {span}.",
            messages,
            lane=lane,
            span=words.span(timedelta(seconds=max(paces[lane].lasts(messages), 1))),
        )


def _running(standings: Sequence[Standing], words: Words, now: datetime) -> Iterator[str]:
    """Say how the doors of each running copy stand, and which copy was not stopped but died."""
    if not standings:
        yield words("The bot is not running on this database.")
    for standing in standings:
        said = _stands(standing, words, now)
        yield words("{part} ({copy}): {said}", part=standing.part, copy=standing.copy, said=said)


def _stands(standing: Standing, words: Words, now: datetime) -> str:
    if now - standing.seen > MISSED:
        span = words.span(now - standing.seen)
        return words("not there any more, and not seen for {span}.", span=span)
    span = words.span(now - standing.since)
    match standing.condition:
        case Condition.OPENING:
            return words("being opened, for {span}.", span=span)
        case Condition.OPEN:
            return words("open, for {span}.", span=span)
        case Condition.BESIDE:
            return words("open to send, for {span}; another copy hears people.", span=span)
        case Condition.HELD:
            return words("held, for {span}. {reason}", span=span, reason=standing.reason)
        case Condition.WAITING:
            return words("not open, and tried again soon. {reason}", reason=standing.reason)
        case Condition.CLOSED:
            return words("closed, for {span}. {reason}", span=span, reason=standing.reason)
        case _:
            assert_never(standing.condition)


async def _backup(settings: Settings, file: Path) -> None:
    async with opened(settings, create=False) as desk:
        await desk.store.backup(file)
