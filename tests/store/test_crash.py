"""What a store holds after its process was killed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.store.open import open_store
from tests.hands import fill, processes, save_until_killed, several, whole

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

ROUNDS = 24


def killed(address: str, round_: int) -> list[tuple[str, int, int, bool]]:
    """Let a process save until it is killed at some moment; give all it said."""
    chance = random.Random(round_)  # noqa: S311 - chance, not secrecy
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=save_until_killed, args=(address, round_, theirs))
    process.start()
    theirs.close()
    said = [ours.recv() for _ in range(chance.randint(1, 12))]
    process.join(chance.random() / 100)
    process.kill()
    process.join()
    return said + heard(ours)


def heard(pipe: Connection) -> list[tuple[str, int, int, bool]]:
    """Give what was said before the pipe broke."""
    said = []
    try:
        while True:
            said.append(pipe.recv())
    except (EOFError, OSError):
        pipe.close()
    return said


async def test_whatever_was_said_to_be_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    said: list[tuple[str, int, int, bool]] = []
    for round_ in range(ROUNDS):
        said += killed(address, round_)
        store = await open_store(address)
        try:
            assert await store.check() == ()
            for slug in {slug for slug, *_ in said}:
                revisions = await store.revisions(slug)
                assert [r.number for r in revisions] == [*range(1, len(revisions) + 1)]
                assert all(whole(revision.story) for revision in revisions)
                kept = {r.number: int(r.story.headline) for r in revisions}
                ours = {(number, mark) for told, number, mark, _ in said if told == slug}
                assert ours <= kept.items()
            shown = {told[0]: told[1] for told in said if told[3]}
            for slug, number in shown.items():
                published = await store.published(slug)
                assert published
                assert published.number >= number
            for hit in await store.search("said", limit=50):
                assert whole(hit.revision.story)
        finally:
            await store.close()
    assert len(said) > ROUNDS


async def test_a_disk_that_takes_no_more_says_so_and_loses_nothing(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    kept = tmp_path / "kept"
    with several(1) as pool:
        said = pool.submit(fill, address, 1_200_000, kept).result()
    assert "what was stored before is safe" in said
    numbers = kept.read_text().split()
    assert numbers
    store = await open_store(address)
    try:
        assert await store.check() == ()
        for number in numbers:
            revision = await store.find(f"story-{number}")
            assert revision
            assert whole(revision.story)
    finally:
        await store.close()
