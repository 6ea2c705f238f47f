"""Sources are read when they are due, and the owners hear once of one that is broken."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.errors import StoreError
from bot.incoming import Incoming, Reader
from bot.intake import Intake
from bot.staff import Deed
from bot.store.open import open_store
from bot.wires import Fetched, Source, Taken, Unchanged, Unfetched
from bot.words import Phrase, phrase, words_for
from tests.importers.category_file import category, cluster
from tests.invented import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store import Store
    from bot.wires import Answer, Wire

URL = "https://kite.example/world.json"
EVERY = timedelta(minutes=15)
DAY = timedelta(days=1)
HARBOUR = category(cluster(title="Harbour reopens"))
BROKEN = Unfetched(phrase("It is broken."))
BLINK = Unfetched(phrase("It blinked."), is_passing=True)


class Web:
    """The whole web: what it answers, and what it was asked with."""

    def __init__(self) -> None:
        self.answer: Answer | Exception = Fetched(HARBOUR)
        self.asked: list[tuple[str, str, str]] = []

    async def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        self.asked.append((url, etag, modified))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Stage:
    """A newsroom with one source, and a clock that a test moves.

    Args:
        store: its memory.
        place: where the source is.
        trusted: whether it is trusted.
    """

    def __init__(self, store: Store, place: str | Path = URL, *, trusted: bool = False) -> None:
        self.now: datetime = NOON
        self.store, self.web = store, Web()
        self.source = Source(str(place), place, is_trusted=trusted)
        self.said: list[str] = []
        self.intake = self.another(self)

    def another(self, alarm: Stage | None = None) -> Intake:
        """Give another copy's."""
        return Intake(
            self.store.wires,
            [self.source],
            Reader(self.store.wires, self.web, lambda: self.now),
            clock=Clock(self.store.ledger, lambda: self.now),
            worker="copy" if alarm else "hand",
            every=EVERY,
            words=words_for("en"),
            alarm=alarm,  # type: ignore[arg-type] # all that it needs is there
            spread=lambda: 0.5,
        )

    def sound(self, _cause: str, said: Phrase) -> None:
        self.said.append(str(said))

    async def read(self, answer: Answer | Exception | None = None) -> Wire:
        """Read the source as soon as it is due; give how it stands then."""
        if answer is not None:
            self.web.answer = answer
        await self.store.wires.enrol([self.source.name], now=self.now)
        (wire,) = await self.store.wires.wires()
        self.now = max(self.now, wire.next_at)
        assert await self.intake.look()
        assert not await self.intake.look()
        (wire,) = await self.store.wires.wires()
        return wire

    async def headlines(self) -> list[str]:
        return [each.story.headline for each in await self.store.revisions("harbour-reopens")]


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    store = await open_store("sqlite://")
    yield store
    await store.close()


@pytest.fixture
def stage(store: Store) -> Stage:
    return Stage(store)


async def test_what_comes_is_a_draft_and_stands_in_the_audit(stage: Stage) -> None:
    wire = await stage.read()
    assert (wire.came, wire.waiting, wire.came_at, wire.read_at) == (1, 1, NOON, NOON)
    assert (await stage.store.counts()).drafts == 1
    (noted,) = await stage.store.staff.acts(limit=9)
    assert (noted.act.deed, noted.act.who) == (Deed.TAKEN_IN, stage.source.account)


async def test_what_comes_from_a_trusted_source_is_published(store: Store) -> None:
    stage = Stage(store, trusted=True)
    wire = await stage.read()
    assert (wire.came, wire.waiting) == (1, 0)
    assert await store.published("harbour-reopens") is not None


async def test_a_source_is_read_again_after_a_while_and_the_same_is_nothing(stage: Stage) -> None:
    first = await stage.read()
    assert first.next_at == NOON + EVERY
    second = await stage.read()
    assert (second.read_at, second.came_at) == (NOON + EVERY, NOON)
    assert len(await stage.headlines()) == 1


async def test_what_changed_is_a_revision_and_no_double(stage: Stage) -> None:
    await stage.read()
    await stage.read(Fetched(category(cluster(title="Harbour open at last"))))
    assert await stage.headlines() == ["Harbour reopens", "Harbour open at last"]
    assert (await stage.store.counts()).drafts == 1


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


async def test_a_folder_is_read_as_its_files_become_whole(store: Store, tmp_path: Path) -> None:
    stage = Stage(store, tmp_path, trusted=True)
    file = tmp_path / "harbour.yaml"
    file.write_text("slug: harbour-reopens\nheadline: Harbour reopens\n")
    os.utime(file, (NOON.timestamp(),) * 2)
    wire = await stage.read()
    assert (wire.came, wire.next_at) == (0, NOON + timedelta(seconds=10))
    wire = await stage.read()
    assert (wire.came, wire.next_at) == (1, stage.now + EVERY)
    assert await stage.headlines() == ["Harbour reopens"]


async def test_one_wrong_file_of_a_folder_keeps_no_other_out_nor_slows_them(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path)
    for name, text in (("a", "slug: a\n"), ("b", "slug: b\n"), ("c", "slug: c\nheadline: C\n")):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text)
        os.utime(file, (0, 0))
    for _ in range(4):
        wire = await stage.read()
        assert wire.next_at == stage.now + EVERY
    assert (wire.came, wire.read_at) == (1, stage.now)
    assert wire.reason == (
        "a.yaml:1:1: “headline” is missing. Add the field “headline”. One more thing is wrong."
    )
    assert len(stage.said) == 1


async def test_a_folder_that_is_gone_is_a_broken_source(store: Store, tmp_path: Path) -> None:
    stage = Stage(store, tmp_path / "gone")
    wire = await stage.read()
    assert wire.reason == "The folder cannot be read: No such file or directory."
    assert len(stage.said) == 1


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
