"""What comes in from a feed, a category or a folder, and what of it is kept."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.export import FORMATS
from bot.staff import Deed
from bot.store.open import open_store
from bot.wires import Fetched
from tests.bot.sourced import EVERY, Stage
from tests.importers.category_file import ARTICLES, category, cluster
from tests.invented import NOON, a_revision, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store import Store


def put(file: Path, data: bytes) -> None:
    """Put a file there that was written long ago, and after the one that was there."""
    file.parent.mkdir(exist_ok=True)
    written = file.stat().st_mtime + 1 if file.exists() else 0
    file.write_bytes(data)
    os.utime(file, (written, written))


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


async def test_what_changed_is_a_revision_and_no_double(stage: Stage) -> None:
    await stage.read()
    await stage.read(Fetched(category(cluster(title="Harbour open at last"))))
    assert await stage.headlines() == ["Harbour reopens", "Harbour open at last"]
    assert (await stage.store.counts()).drafts == 1


async def test_a_story_of_kite_goes_on_under_another_headline_and_with_more_articles(
    stage: Stage,
) -> None:
    await stage.read()
    more = [*ARTICLES, {"link": "https://late.example/4", "domain": "late.example"}]
    other = cluster(title="Fire in Marrow", articles=[{"link": "https://post.example/9"}])
    await stage.read(Fetched(category(other, cluster(title="Ships are back", articles=more))))
    assert await stage.headlines() == ["Harbour reopens", "Ships are back"]
    assert (await stage.store.counts()).drafts == 2


async def test_what_one_newsroom_gives_out_another_takes_in_as_it_is(store: Store) -> None:
    stage = Stage(store, "https://desk.example/feed.json", trusted=True)
    given = [a_story("one", headline="One"), a_story("two", headline="Two")]
    feed = FORMATS["jsonfeed"].write([a_revision(story) for story in given])
    assert (await stage.read(Fetched(feed.encode()))).came == 2
    for story in given:
        revision = await store.published(story.slug)
        assert revision is not None
        assert revision.story == story


async def test_a_story_of_another_newsroom_is_not_ours_for_having_its_slug(store: Store) -> None:
    await store.save(a_story("one", headline="Ours"), by="console:editor", at=NOON)
    stage = Stage(store, "https://desk.example/feed.json", trusted=True)
    for headline in ("Theirs", "Theirs, changed"):
        feed = FORMATS["jsonfeed"].write([a_revision(a_story("one", headline=headline))])
        await stage.read(Fetched(feed.encode()))
    assert [each.story.headline for each in await store.revisions("one")] == ["Ours"]
    assert [each.story.headline for each in await store.revisions("one-2")] == [
        "Theirs",
        "Theirs, changed",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b\x08\x00",
        b"PK\x03\x04" + bytes(100),
        "slug: café".encode("latin-1"),
        b"[" * 1_000_000,
        b"slug: a\nheadline: b\nl0: &l0 [x]\n"
        + b"".join(b"l%d: &l%d [%s]\n" % (n, n, b"*l%d, " % (n - 1) * 9) for n in range(1, 9)),
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"{}," * 3_000_000,
        b"<html><body>Not found</body></html>",
        b'{"slug": "a", "headline": "b", "url": "javascript:alert(1)"}',
    ],
    ids=range(9),
)
async def test_what_is_hostile_is_refused_in_a_sentence_and_nothing_is_kept(
    data: bytes, stage: Stage
) -> None:
    wire = await stage.read(Fetched(data, '"1"'))
    assert 0 < len(wire.reason) < 400
    assert "nobody foresaw" not in wire.reason
    assert (wire.etag, wire.came) == ("", 0)
    assert (await stage.store.counts()).revisions == 0


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


INSURERS = cluster(
    title="Insurers count the cost",
    articles=[*ARTICLES[:2], {"link": "https://money.example/4", "domain": "money.example"}],
)


async def test_a_story_of_one_file_is_none_of_another_of_the_same_folder(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path, trusted=True)
    for name, cluster_ in (("world", cluster(title="Harbour reopens")), ("business", INSURERS)):
        put(tmp_path / f"{name}.json", category(cluster_))
        assert (await stage.read()).came == 1
    put(tmp_path / "world.json", category(cluster(title="Harbour opens again")))
    await stage.read()
    assert await stage.headlines() == ["Harbour reopens", "Harbour opens again"]
    assert [each.number for each in await store.revisions("insurers-count-the-cost")] == [1]


async def test_a_story_that_moves_from_one_file_to_another_goes_on(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path, trusted=True)
    put(tmp_path / "world.json", category(cluster(title="Harbour reopens")))
    await stage.read()
    (tmp_path / "world.json").unlink()
    put(tmp_path / "business.json", category(INSURERS))
    await stage.read()
    assert await stage.headlines() == ["Harbour reopens", "Insurers count the cost"]


PAGE = """{headline}

Facts
• The harbour of Lorrin opened on Monday. [1]
• {more} [1]

Sources: [1] Lorrin Post
"""


async def test_a_page_goes_on_in_its_file_under_a_mended_headline(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path)
    for headline, more in (("Harbour reopns", "Ships wait."), ("Harbour reopens", "Ships sail.")):
        page = PAGE.format(headline=headline, more=more)
        put(tmp_path / "pages" / "harbour.txt", page.encode())
        assert (await stage.read()).came == 1
        # Whatever an editor makes of it meanwhile, it is the same story.
        edited = a_story("harbour-reopns", headline="Lorrin has a harbour")
        await store.save(edited, by="console:editor", at=NOON)
    told = await store.revisions("harbour-reopns")
    assert [each.story.headline for each in told] == [
        "Harbour reopns",
        "Lorrin has a harbour",
        "Harbour reopens",
        "Lorrin has a harbour",
    ]
    assert (await store.counts()).drafts == 1


async def test_another_page_in_the_place_of_a_file_is_another_story(
    store: Store, tmp_path: Path
) -> None:
    stage = Stage(store, tmp_path, trusted=True)
    first = PAGE.format(headline="Harbour reopens", more="Ships wait.")
    other = PAGE.format(headline="Tram opens", more="Bells ring.").replace("harbour", "tram")
    mended = other.replace("Tram opens", "Tram opens at last")
    # The first one comes back, and is no new one; then it is the file's.
    for page in (first, other, mended, first):
        put(tmp_path / "today.txt", page.encode())
        await stage.read()
    assert await stage.headlines() == ["Harbour reopens"]
    told = await store.revisions("tram-opens")
    assert [each.story.headline for each in told] == ["Tram opens", "Tram opens at last"]


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
