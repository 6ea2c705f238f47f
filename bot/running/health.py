"""Whether all is well: in words, and as a file for whatever watches over the program."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import StoreError
from bot.standing import SOUND, Condition
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.entries import Backlog
    from bot.ledger import Ledger
    from bot.pace import Lane
    from bot.pushing.clock import Clock
    from bot.standing import Standing
    from bot.words import Phrase, Words

STALE = timedelta(minutes=5)  # a briefing that was due for so long should have gone out
PATIENCE = 5.0  # seconds for the database to tell what is due

log = logging.getLogger(__name__)


def not_open(standings: Iterable[Standing]) -> Iterator[Phrase]:
    """Name the parts that are not open; one that another copy has open is not missed."""
    each_of = list(standings)
    served = {each.part for each in each_of if each.condition in SOUND}
    for each in each_of:
        if each.condition is Condition.OPENING and each.part not in served:
            yield phrase("{part} is being opened.", part=each.part)
        elif each.condition not in {*SOUND, Condition.OPENING}:
            yield phrase("{part} is not open. {reason}", part=each.part, reason=each.reason)


def gone(standings: Iterable[Standing], there: Iterable[Standing]) -> Iterator[Phrase]:
    """Name the parts of copies that were not stopped and are not there, which no other has."""
    served = {each.part for each in there}
    for part in sorted({each.part for each in standings} - served):
        yield phrase("{part} was open and is not there any more.", part=part)


def stale(backlogs: Mapping[str, Backlog], now: datetime) -> Iterator[Phrase]:
    """Name the lanes in which something is due for too long."""
    for lane, backlog in backlogs.items():
        if backlog.oldest is not None and now - backlog.oldest > STALE:
            yield phrases(
                "A briefing through {lane} has been due for {number} minute.",
                "A briefing through {lane} has been due for {number} minutes.",
                int((now - backlog.oldest) / timedelta(minutes=1)),
                lane=lane,
            )


def unplanned(since: datetime | None, now: datetime) -> Iterator[Phrase]:
    """Say that something is due for too long and stands in no lane yet: nobody plans."""
    if since is not None and now - since > STALE:
        yield phrases(
            "A briefing has been due for {number} minute and is not planned.",
            "A briefing has been due for {number} minutes and is not planned.",
            int((now - since) / timedelta(minutes=1)),
        )


async def backlogs(ledger: Ledger, lanes: Mapping[str, Lane], now: datetime) -> dict[str, Backlog]:
    """Look what is due of each lane."""
    return {name: await ledger.backlog(name, lane, now=now) for name, lane in lanes.items()}


class Health:
    """Writes a file of how this copy stands, anew with each sign of life.

    Args:
        path: the file.
        ledger: knows what is due.
        lanes: the pace of each door, by its name.
        clock: the time that all copies go by.
        words: the language of the person who runs the bot.
    """

    def __init__(
        self, path: Path, ledger: Ledger, lanes: Mapping[str, Lane], clock: Clock, words: Words
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._lanes = lanes
        self._clock = clock
        self._words = words

    async def write(self, standings: Sequence[Standing]) -> None:
        """Write how things stand at this moment."""
        report = await self._report(standings)
        try:
            await asyncio.to_thread(_replace, self._path, json.dumps(report, ensure_ascii=False))
        except OSError as error:
            log.warning("The health file cannot be written: %s", error)

    async def _report(self, standings: Sequence[Standing]) -> dict[str, Any]:
        now, due, since = self._clock.now(), {}, None
        reasons = list(not_open(standings)) if standings else [phrase("The bot is not running.")]
        try:
            async with asyncio.timeout(PATIENCE):
                due = await backlogs(self._ledger, self._lanes, now)
                since = await self._ledger.unplanned(now)
        except StoreError as error:
            reasons.append(error.phrase)
        except TimeoutError:
            reasons.append(phrase("The database does not answer."))
        reasons += (*stale(due, now), *unplanned(since, now))
        return {
            "ok": not reasons,
            "at": now.isoformat(timespec="seconds"),
            "reasons": [self._words.say(each) for each in reasons],
            "parts": {each.part: each.condition for each in standings},
            "due": {name: backlog.due for name, backlog in due.items()},
        }


def _replace(path: Path, text: str) -> None:
    """Write a file so that whoever reads it sees the old or the new one, and never half of it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(path)
