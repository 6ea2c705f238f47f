"""What every store keeps of readers, counts and tries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.errors import NotFound, Problem, StoreError
from bot.revision import Counts, Report
from bot.standing import Condition, Standing
from bot.store.open import open_store as open_at
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.store import Store


def a_report(story: int, text: str = "The harbour opened on Tuesday.") -> Report:
    return Report(story=story, revision=1, fact=1, text=text, who=READER, where=TERMINAL, at=NOON)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_reports_are_kept_and_numbered(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    (seen,) = await store.latest(limit=1)
    first = await store.report(a_report(seen.id))
    assert first < await store.report(a_report(seen.id, "And at noon."))
    assert (await store.counts()).reports == 2


async def test_a_report_on_nothing_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="not here any more"):
        await store.report(a_report(1))
    assert (await store.counts()).reports == 0


async def test_a_reader_keeps_the_language_last_chosen(store: Store) -> None:
    assert await store.language(READER) is None
    await store.speak(READER, "de")
    await store.speak(READER, "ar")
    await store.speak(Account("other", READER.person), "fr")
    assert await store.language(READER) == "ar"


async def test_what_was_answered_is_known_again_on_its_own_platform(store: Store) -> None:
    keys = [f"1:{number}" for number in range(250)]
    await store.mark_answered("chat", keys[:249], at=NOON)
    await store.mark_answered("chat", keys[:2], at=NOON)
    assert await store.answered("chat", keys) == set(keys[:249])
    assert await store.answered("other", keys) == frozenset()
    assert await store.answered("chat", []) == frozenset()


async def test_what_was_answered_long_ago_is_forgotten(store: Store) -> None:
    await store.mark_answered("chat", ["old"], at=NOON - timedelta(days=8))
    await store.mark_answered("chat", ["young"], at=NOON - timedelta(days=6))
    await store.mark_answered("chat", ["new"], at=NOON)
    assert await store.answered("chat", ["old", "young", "new"]) == {"young", "new"}


def a_standing(copy: str, part: str = "door", *, seen: datetime = NOON) -> Standing:
    return Standing(
        copy=copy, part=part, condition=Condition.OPEN, since=NOON, reason="", seen=seen
    )


async def test_a_copy_says_anew_how_it_stands_and_is_forgotten_when_it_ends(store: Store) -> None:
    await store.stand("one", [a_standing("one", "b"), a_standing("one", "a")], at=NOON)
    await store.stand("two", [a_standing("two", "a")], at=NOON)
    await store.stand("one", [a_standing("one", "c")], at=NOON)
    assert await store.standings() == (a_standing("two", "a"), a_standing("one", "c"))
    await store.stand("two", [], at=NOON)
    assert await store.standings() == (a_standing("one", "c"),)


async def test_a_copy_that_was_killed_is_known_for_a_week(store: Store) -> None:
    killed = a_standing("killed", seen=NOON - timedelta(days=6))
    await store.stand("killed", [killed], at=NOON)
    await store.stand("other", [], at=NOON)
    assert await store.standings() == (killed,)
    await store.stand("other", [], at=NOON + timedelta(days=2))
    assert await store.standings() == ()


async def test_everything_is_counted(store: Store) -> None:
    await store.load([a_story("one"), a_story("two"), a_story("three")], at=NOON)
    await store.save(a_story("draft"), by="console:editor", at=NOON)
    await store.save(a_story("one", headline="New"), by="console:editor", at=NOON)
    await store.retract("two", at=NOON)
    assert await store.counts() == Counts(
        drafts=2, published=2, retracted=1, revisions=5, reports=0
    )


async def test_the_version_grows_with_what_readers_see_and_with_nothing_else(store: Store) -> None:
    seen = [await store.version()]
    await store.save(a_story(), by="console:editor", at=NOON)
    await store.speak(READER, "de")
    assert await store.version() == seen[-1]
    await store.publish("harbour-reopens", 1, at=NOON)
    seen.append(await store.version())
    await store.retract("harbour-reopens", at=NOON)
    seen.append(await store.version())
    await store.load([a_story("other")], at=NOON)
    seen.append(await store.version())
    assert seen == sorted(set(seen))


async def test_a_sound_store_has_no_faults(store: Store) -> None:
    await store.load([a_story("one"), a_story("two")], at=NOON)
    await store.retract("one", at=NOON)
    assert await store.check() == ()


async def test_a_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    await store.load([a_story("one"), a_story("two"), a_story("three")], at=NOON)
    await store.save(a_story("one", headline="New"), by="console:editor", at=NOON, key="kite:1")
    await store.retract("three", at=NOON)
    (seen,) = await store.latest(limit=1)
    await store.report(a_report(seen.id))
    await store.speak(READER, "ar")
    await store.mark_answered("chat", ["1"], at=NOON)
    path = tmp_path / "copy of 100% & more.db"
    await store.backup(path)
    copy = await open_at(f"sqlite:///{str(path).replace('%', '%25')}")
    try:
        assert await copy.latest(limit=9) == await store.latest(limit=9)
        assert await copy.counts() == await store.counts()
        assert await copy.version() == await store.version()
        assert await copy.topics() == await store.topics()
        for slug in ("one", "two", "three"):
            assert await copy.revisions(slug) == await store.revisions(slug)
        assert await copy.language(READER) == "ar"
        assert await copy.answered("chat", ["1", "2"]) == {"1"}
        assert len(await copy.search("harbour", limit=9)) == 2
        assert await copy.check() == ()
    finally:
        await copy.close()


async def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("precious")
    with pytest.raises(Problem, match="There is a file at"):
        await store.backup(path)
    assert path.read_text() == "precious"


async def test_a_backup_that_fails_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    before = names(tmp_path)
    with pytest.raises(StoreError, match="nowhere"):
        await store.backup(tmp_path / "nowhere" / "copy.db")
    assert names(tmp_path) == before


async def test_a_closed_store_says_so(store: Store) -> None:
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.latest(limit=1)
    with pytest.raises(StoreError, match="closed"):
        await store.speak(READER, "de")
    await store.close()


async def test_a_report_with_half_a_character_is_kept(store: Store) -> None:
    await store.load([a_story()], at=NOON)
    (seen,) = await store.latest(limit=1)
    where = Address("chat", "42", "7")
    report = Report(
        story=seen.id, revision=1, fact=0, text="\ud800", who=READER, where=where, at=NOON
    )
    assert await store.report(report)
