"""Whether all is well is said in words, and in a file that others watch."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.entries import Backlog
from bot.errors import StoreError
from bot.pace import Lane
from bot.pushing.clock import Clock
from bot.running.health import Health, gone, not_open, stale, unplanned
from bot.standing import Condition, Standing
from bot.store.open import open_store
from bot.words import phrase, words_for
from tests.briefings import EIGHT, EVE, LANE, plan, subscribe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store import Store

SLOW = Lane(rate=1, share=1)
MINUTE = timedelta(minutes=1)


def standing(
    condition: Condition, part: str = "door", copy: str = "one", reason: str = "Broken."
) -> Standing:
    return Standing(
        copy=copy, part=part, condition=condition, since=EIGHT, seen=EIGHT, reason=reason
    )


class Watched:
    """A health file, and the moment at which it is written."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.now: datetime = EVE
        self.path = folder / "health.json"
        clock = Clock(store.ledger, lambda: self.now)
        lanes = {LANE: SLOW}
        self.health = Health(self.path, store.ledger, lanes, clock, words_for("en"))

    async def says(self, *standings: Standing) -> dict[str, Any]:
        await self.health.write(standings)
        said: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
        return said


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    store = await open_store("sqlite://")
    yield Watched(store, tmp_path)
    await store.close()


@pytest.mark.parametrize("condition", [Condition.WAITING, Condition.CLOSED, Condition.HELD])
def test_a_part_that_is_not_open_is_named_with_its_reason(condition: Condition) -> None:
    (said,) = not_open([standing(condition)])
    assert str(said) == "door is not open. Broken."


@pytest.mark.parametrize("condition", [Condition.OPEN, Condition.BESIDE])
def test_a_part_that_works_is_not_named(condition: Condition) -> None:
    assert not [*not_open([standing(condition)])]


def test_a_part_that_is_being_opened_is_missed_only_where_no_other_copy_has_it() -> None:
    opening, there = standing(Condition.OPENING), standing(Condition.OPEN, copy="two")
    assert [*map(str, not_open([opening]))] == ["door is being opened."]
    assert not [*not_open([opening, there])]


def test_a_dead_copy_is_missed_only_where_no_other_has_taken_over() -> None:
    dead, there = standing(Condition.OPEN), standing(Condition.OPEN, copy="two")
    assert [*map(str, gone([dead], []))] == ["door was open and is not there any more."]
    assert not [*gone([dead, there], [there])]


def test_what_is_due_for_more_than_five_minutes_is_stale() -> None:
    backlog = {"door": Backlog(3, EIGHT, 1.0)}
    assert not [*stale(backlog, EIGHT + 5 * MINUTE)]
    (said,) = stale(backlog, EIGHT + 7 * MINUTE)
    assert str(said) == "A briefing through door has been due for 7 minutes."


def test_what_nobody_has_planned_for_more_than_five_minutes_is_named() -> None:
    assert not [*unplanned(None, EIGHT)]
    assert not [*unplanned(EIGHT, EIGHT + 5 * MINUTE)]
    (said,) = unplanned(EIGHT, EIGHT + 6 * MINUTE)
    assert str(said) == "A briefing has been due for 6 minutes and is not planned."


async def test_the_file_says_that_all_is_well(watched: Watched) -> None:
    said = await watched.says(standing(Condition.OPEN), standing(Condition.BESIDE, "other"))
    assert said == {
        "ok": True,
        "at": "2026-11-26T07:00:00+00:00",
        "reasons": [],
        "parts": {"door": "open", "other": "beside"},
        "due": {LANE: 0},
    }


async def test_the_file_says_what_is_not_open(watched: Watched) -> None:
    said = await watched.says(standing(Condition.CLOSED))
    assert (said["ok"], said["reasons"]) == (False, ["door is not open. Broken."])


async def test_the_file_says_that_something_is_due_for_too_long(watched: Watched) -> None:
    await subscribe(watched.store.ledger)
    await plan(watched.store.ledger)
    watched.now = EIGHT + 4 * MINUTE
    assert (await watched.says(standing(Condition.OPEN)))["ok"]
    watched.now = EIGHT + 6 * MINUTE
    said = await watched.says(standing(Condition.OPEN))
    assert (said["ok"], said["due"]) == (False, {LANE: 1})
    assert said["reasons"] == [f"A briefing through {LANE} has been due for 6 minutes."]


async def test_the_file_says_that_nobody_plans_what_is_due(watched: Watched) -> None:
    await subscribe(watched.store.ledger)
    watched.now = EIGHT + 6 * MINUTE
    said = await watched.says(standing(Condition.OPEN))
    assert (said["ok"], said["due"]) == (False, {LANE: 0})
    assert said["reasons"] == ["A briefing has been due for 6 minutes and is not planned."]


async def test_the_file_says_that_the_database_is_away(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreError(phrase("It is away."))

    monkeypatch.setattr(watched.store.ledger, "backlog", away)
    said = await watched.says(standing(Condition.OPEN))
    assert (said["ok"], said["reasons"]) == (False, ["It is away."])


async def test_the_file_says_that_the_program_has_ended(watched: Watched) -> None:
    assert not (await watched.says())["ok"]


async def test_a_file_that_cannot_be_written_stops_nothing(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    watched.path.mkdir()
    await watched.health.write([standing(Condition.OPEN)])
    assert "cannot be written" in caplog.text
