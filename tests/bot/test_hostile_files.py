"""Files that mean ill: each is refused within a second in a sentence, and nothing of it is kept."""

from __future__ import annotations

import os
import re
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.answer import answer
from bot.desk import Desk
from bot.pushing.clock import Clock
from bot.request import File
from bot.store.open import open_store
from bot.taking_in.incoming import Reader
from bot.taking_in.intake import Intake
from bot.web import Web
from bot.wires import Source
from bot.words import words_for
from tests.bot.hostile_files import FILES
from tests.bot.managed import read
from tests.bot.staffed import Newsroom
from tests.bot.writers import OLGA, sending
from tests.invented import NOON
from tests.web.site import HOME, everything_is, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.reply import Reply
    from bot.wires import Wire

# A second on a machine of our own, and twice that where all tests run at once; only the time in
# which we work is counted, in all threads.
A_SECOND = 2.0
PLACE = re.compile(r"^- (Line \d+, column \d+: )?")
LONGEST = 1_000_000  # characters that can be pasted
PASTED = [
    name
    for name, file in FILES.items()
    # What else is pasted is taken for a headline, or is nothing that a chat could carry.
    if file.data.startswith((b"slug:", b"a:", b"{", b"["))
    and file.data == file.data.decode(errors="ignore").encode()
]
named = pytest.mark.parametrize("name", FILES)


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    """A newsroom that has no story."""
    store = await open_store("sqlite://")
    yield Newsroom(Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[OLGA]))
    await store.close()


@contextmanager
def within_a_second() -> Iterator[None]:
    """See that the work takes no longer."""
    began = time.process_time()
    yield
    assert time.process_time() - began < A_SECOND


def refusal_of(reply: Reply) -> str:
    """Give the one sentence that refuses a file, without its place; nobody else sees it."""
    assert reply.failed
    assert reply.private
    first, sentence = read(reply).splitlines()
    assert first == "This is no sound story: one thing is wrong."
    return PLACE.sub("", sentence)


async def keeps_nothing(room: Newsroom) -> bool:
    """Tell whether no trace is left of what was refused, not even in the audit."""
    store = room.desk.store
    counts = await store.counts()
    traces = [*await store.staff.acts(limit=1), *filter(None, [await store.asking.sketch(OLGA)])]
    return (counts.published, counts.drafts, counts.revisions, traces) == (0, 0, 0, [])


async def brought(room: Newsroom, source: Source) -> Wire:
    """Let a source be read by itself, and tell how it stands then."""
    store = room.desk.store
    intake = Intake(
        store.wires,
        [source],
        Reader(
            store.wires,
            Web(lambda: NOON, look_up=lambda _host, _port: everything_is(HOME), allowed=[HOME]),
            lambda: NOON,
        ),
        clock=Clock(store.ledger, lambda: NOON),
        worker="copy",
        every=timedelta(minutes=15),
        words=words_for("en"),
    )
    await intake.read(source)
    (wire,) = await store.wires.wires()
    return wire


@named
async def test_a_file_that_means_ill_is_refused(room: Newsroom, name: str) -> None:
    data, refusal = FILES[name]
    with within_a_second():
        reply = await answer(room.desk, sending(OLGA, "/addstory", File("story.yaml", data)))
    assert refusal_of(reply).startswith(refusal)
    assert await keeps_nothing(room)


@pytest.mark.parametrize("name", PASTED)
async def test_the_same_is_refused_where_it_is_pasted(room: Newsroom, name: str) -> None:
    data, refusal = FILES[name]
    with within_a_second():
        reply = await room.ask(OLGA, f"/addstory {data.decode()}")
    assert await keeps_nothing(room)
    if len(data) > LONGEST:
        assert read(reply).startswith("text has ")
    else:
        assert refusal_of(reply).startswith(refusal)


async def test_half_a_character_is_refused_where_it_is_pasted(room: Newsroom) -> None:
    reply = await room.ask(OLGA, "/addstory slug: x\nheadline: \ud800")
    assert refusal_of(reply).startswith("There is a character here that is not written in UTF-8.")
    assert await keeps_nothing(room)


@named
async def test_the_same_is_refused_from_a_source_on_the_web(room: Newsroom, name: str) -> None:
    data, refusal = FILES[name]
    async with serving() as site:
        site.gives(data)
        with within_a_second():
            wire = await brought(room, Source("desk", site.url(), is_trusted=True))
    assert refusal in wire.reason or wire.reason == "It is larger than 8 MiB."
    assert len(wire.reason.splitlines()) == 1
    assert await keeps_nothing(room)


async def test_the_same_is_refused_from_a_folder(room: Newsroom, tmp_path: Path) -> None:
    for number, (data, _) in enumerate(FILES.values()):
        file = tmp_path / f"{number}.yaml"
        file.write_bytes(data)
        os.utime(file, (0, 0))
    wire = await brought(room, Source("folder", tmp_path, is_trusted=True))
    assert wire.came == 0
    assert f"{len(FILES) - 1} more things are wrong." in wire.reason
    assert await keeps_nothing(room)


@pytest.mark.parametrize("headline", ["\u202egnp.exe", "Z" + "\u0301" * 299, "\u2067بحر"])
async def test_a_headline_that_is_but_ugly_is_kept_and_shown(room: Newsroom, headline: str) -> None:
    """What it does to the text around it is for the doors to undo."""
    data = f'slug: x\nheadline: "{headline}"\n'.encode()
    with within_a_second():
        reply = await answer(room.desk, sending(OLGA, "/addstory", File("story.yaml", data)))
        preview = await room.press(OLGA, reply, "Preview")
    assert headline in read(preview)
