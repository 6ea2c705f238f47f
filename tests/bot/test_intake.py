"""Sources are read when they are due, and the owners hear once of one that is broken."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from bot.store.open import open_store
from bot.taking_in.incoming import Incoming
from bot.wires import Fetched, Taken, Unchanged, Unfetched
from bot.words import phrase
from tests.bot.sourced import EVERY, HARBOUR, URL, Stage
from tests.invented import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store import Store
    from bot.wires import Answer

DAY = timedelta(days=1)
BROKEN = Unfetched(phrase("It is broken."))
BLINK = Unfetched(phrase("It blinked."), is_passing=True)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await open_store("sqlite://")
    yield store
    await store.close()


@pytest.fixture
def stage(store: Store) -> Stage:
    return Stage(store)


async def test_a_source_is_read_again_after_a_while_and_the_same_is_nothing(stage: Stage) -> None:
    first = await stage.read()
    assert first.next_at == NOON + EVERY
    second = await stage.read()
    assert (second.read_at, second.came_at) == (NOON + EVERY, NOON)
    assert len(await stage.headlines()) == 1


async def test_the_server_is_told_what_it_called_the_last_state(stage: Stage) -> None:
    await stage.read(Fetched(HARBOUR, '"1"', "a Monday"))
    wire = await stage.read(Unchanged())
    assert stage.web.asked == [(URL, "", ""), (URL, '"1"', "a Monday")]
    assert (wire.etag, wire.modified) == ('"1"', "a Monday")


async def test_what_could_not_be_kept_or_read_is_asked_for_anew(stage: Stage) -> None:
    wire = await stage.read(Fetched(b'{"category": "World", "clusters": [{}, 5]}', '"1"'))
    assert wire.etag == ""
    assert wire.reason.startswith("world.json:1:40: Cluster 2: This must be an object")


async def test_a_server_may_lengthen_the_pause_and_never_shorten_it(stage: Stage) -> None:
    assert (await stage.read(Fetched(HARBOUR, fresh=DAY))).next_at == stage.now + DAY
    assert (await stage.read(Unchanged(timedelta(1 / 24 / 60)))).next_at == stage.now + EVERY


async def test_a_broken_source_is_asked_ever_more_seldom_and_at_least_daily(stage: Stage) -> None:
    pauses = [(await stage.read(BROKEN)).next_at - stage.now for _ in range(9)]
    assert pauses[:3] == [EVERY, 2 * EVERY, 4 * EVERY]
    assert pauses[-1] == DAY


async def test_a_server_that_asks_to_wait_is_left_alone_for_so_long(stage: Stage) -> None:
    wire = await stage.read(Unfetched(phrase("Later."), is_passing=True, wait=3 * DAY))
    assert wire.next_at == NOON + 3 * DAY


async def test_the_owners_hear_once_of_a_source_that_is_broken_and_once_that_it_works(
    stage: Stage,
) -> None:
    since = NOON
    for _ in range(9):
        wire = await stage.read(BROKEN)
        assert (wire.failing_since, wire.reason) == (since, "It is broken.")
    assert stage.said == [
        f"The source {URL} cannot be read. It is tried again by itself. It is broken."
    ]
    wire = await stage.read(Fetched(HARBOUR))
    assert stage.said[1:] == [f"The source {URL} can be read again."]
    assert (wire.failures, wire.failing_since, wire.reason, wire.told_at) == (0, None, "", None)
    await stage.read(Unchanged())
    assert len(stage.said) == 2


async def test_the_owners_do_not_hear_of_a_blink(stage: Stage) -> None:
    for answer in (BLINK, BLINK, Fetched(HARBOUR), BLINK, BLINK):
        await stage.read(answer)
    assert stage.said == []
    await stage.read(BLINK)
    assert len(stage.said) == 1


async def test_who_lost_the_source_to_another_copy_says_nothing(stage: Stage) -> None:
    async def slow(url: str, *, etag: str = "", modified: str = "") -> Answer:
        stage.now += timedelta(hours=1)
        claimed = await stage.store.wires.claim(
            [url], "other", now=stage.now, until=stage.now + EVERY
        )
        assert claimed is not None
        assert (etag, modified) == ("", "")
        return BROKEN

    stage.web.fetch = slow  # type: ignore[method-assign] # the web of this one test is slow
    await stage.store.wires.enrol([URL], now=NOON)
    assert await stage.intake.look()
    assert stage.said == []
    assert [wire.failures for wire in await stage.store.wires.wires()] == [0]


async def test_what_nobody_foresaw_concerns_one_source_alone(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    wire = await stage.read(RuntimeError("boo"))
    assert "nobody foresaw" in wire.reason
    assert "boo" in caplog.text


async def test_a_database_that_is_away_is_no_fault_of_a_source(stage: Stage) -> None:
    await stage.store.wires.enrol([URL], now=NOON)
    stage.web.answer = StoreError(phrase("It is away."))
    with pytest.raises(StoreError):
        await stage.intake.look()
    assert [wire.failures for wire in await stage.store.wires.wires()] == [0]


async def test_a_source_is_read_by_hand_whenever_it_is_due(stage: Stage) -> None:
    await stage.read(BROKEN)
    stage.web.answer = Fetched(HARBOUR)
    by_hand = stage.another()
    read, taken = await by_hand.read(stage.source)
    assert isinstance(read, Incoming)
    assert taken == {Taken.DRAFT: 1}
    (wire,) = await stage.store.wires.wires()
    assert (wire.failures, wire.next_at) == (0, stage.now + EVERY)
    await stage.read()
    assert stage.said[1:] == [f"The source {URL} can be read again."]


async def test_not_all_sources_are_asked_at_the_same_moment(stage: Stage) -> None:
    stage.intake._spread = lambda: 1.0  # noqa: SLF001 - it is given once, at the start
    assert (await stage.read()).next_at == NOON + EVERY * 1.1


async def test_a_file_whose_name_cannot_be_written_down_stops_no_other(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path)
    (tmp_path / os.fsdecode(b"bad\xff.yaml")).write_text("no story")
    (tmp_path / "good.yaml").write_text("slug: harbour-reopens\nheadline: Harbour reopens\n")
    stage.now += DAY * 36_500  # the files were written long ago
    wire = await stage.read()
    assert wire.reason.startswith("bad?.yaml: There is no story in bad?.yaml.")
    assert await stage.headlines() == ["Harbour reopens"]
