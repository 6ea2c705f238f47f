"""What the desk keeps to itself and whole, whoever tries it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, parse
from bot.commands import COMMANDS
from bot.editing.entry import KINDS, read_entry
from bot.editing.releasing import Releasing
from bot.pushing.clock import Clock as Database
from bot.revision import State
from bot.staff import STAFF, Deed
from bot.wires import Item, Source, Taken
from tests.bot.managed import read
from tests.bot.replies import publish
from tests.bot.staffed import chat_of
from tests.bot.writers import EDDA, OLGA, PAUL, SLUG, a_newsroom, saves
from tests.invented import NOON, READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.managed import Clock
    from tests.bot.staffed import Newsroom

FORESEEN = [{"text": "It comes back.", "probability": 0.5, "forecaster": "Guild"}]
OF_THE_STAFF = sorted(each.name for each in COMMANDS.values() if each.role in STAFF)


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


@pytest.mark.parametrize("command", OF_THE_STAFF)
async def test_what_the_staff_is_told_is_not_said_where_others_hear_it(
    room: Newsroom, command: str
) -> None:
    request = parse(f"/{command}", who=OLGA, where=chat_of(OLGA), language="en")
    told = await answer(room.desk, replace(request, overheard=True))
    assert read(told).startswith("Others would see it here.")
    assert told.private
    assert not read(await answer(room.desk, request)).startswith("Others would see it here.")


async def test_who_may_not_do_it_is_told_so_wherever_they_ask(room: Newsroom) -> None:
    request = parse("/audit", who=EDDA, where=chat_of(EDDA), language="en")
    told = await answer(room.desk, replace(request, overheard=True))
    assert read(told).startswith("Only the owners")


async def test_a_prediction_is_resolved_though_a_later_draft_was_set_aside(room: Newsroom) -> None:
    store = room.desk.store
    await publish(room.desk, a_story("comet-seen", headline="Comet seen", predictions=FORESEEN))
    await saves(store, OLGA, a_story("comet-seen", headline="Twice", predictions=FORESEEN))
    assert "changes that wait" in await room.read(OLGA, "/resolve comet-seen 1 happened")
    await room.ask(OLGA, "/discard comet-seen")
    assert not (await room.ask(OLGA, "/resolve comet-seen 1 happened")).failed
    shown = await store.published("comet-seen")
    assert shown is not None
    assert (shown.story.headline, shown.story.predictions[0].outcome) == ("Comet seen", "happened")


async def test_nothing_is_corrected_by_a_report_that_was_settled_meanwhile(room: Newsroom) -> None:
    await publish(room.desk, a_story("comet-seen", headline="Comet seen"))
    await room.ask(READER, "/report comet-seen 1 It was a bird.")
    letter = await room.ask(PAUL, "/reports 1")
    await room.ask(EDDA, "/reports 1 It was no bird.")
    asked = await room.press(PAUL, letter, "Correct the story")
    assert asked.asks is not None
    given = (*asked.asks.given, "", "")[:3]
    arguments = dict(zip(("story", "note", "report"), given, strict=True))
    request = parse("/correct", who=PAUL, where=chat_of(PAUL), language="en")
    told = await answer(
        room.desk, replace(request, arguments={**arguments, "note": "It was a bird."})
    )
    assert read(told).startswith("Report 1 is settled already, by chat:2.")
    assert len(await room.desk.store.shown("comet-seen", limit=9)) == 1


async def test_a_story_with_all_the_corrections_it_can_have_takes_no_more(room: Newsroom) -> None:
    many = [{"number": each, "at": "2026-11-01", "text": "So."} for each in range(1, 301)]
    await publish(room.desk, a_story("comet-seen", headline="Comet seen", corrections=many))
    told = await room.read(OLGA, "/correct comet-seen It was a bird.")
    assert told.startswith("This is no sound story")
    assert len(await room.desk.store.revisions("comet-seen")) == 1


async def test_a_story_that_was_taken_back_meanwhile_is_not_published_unasked(
    room: Newsroom,
) -> None:
    await room.ask(PAUL, f"/publish {SLUG}")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    preview = await room.ask(PAUL, "/preview 1")
    asked = await room.ask(OLGA, f"/retract {SLUG} It is invented.")
    done = await room.press(OLGA, asked, "Retract")
    told = await room.press(PAUL, preview, "Publish this revision")
    assert "was retracted." in read(told)
    assert await room.desk.store.published(SLUG) is None
    await room.press(PAUL, told, "Publish it again")
    assert (await room.desk.store.revisions(SLUG))[-1].state is State.PUBLISHED
    assert "has saved revision 2 since." in read(await room.press(OLGA, done, "Undo"))


async def test_a_story_taken_back_while_it_is_asked_whom_to_tell_is_told_to_nobody(
    room: Newsroom,
) -> None:
    await room.ask(PAUL, f"/publish {SLUG}")
    await saves(room.desk.store, PAUL, a_story(headline="Newer"))
    asked = await room.ask(PAUL, f"/publish {SLUG} 2 breaking")
    await room.desk.store.retract(SLUG, at=NOON)
    assert "was retracted." in read(await room.press(PAUL, asked, "Publish it only"))
    assert await room.desk.store.published(SLUG) is None


async def test_a_story_that_was_taken_back_is_no_breaking_news(room: Newsroom) -> None:
    await room.ask(PAUL, f"/publish {SLUG}")
    await room.desk.store.retract(SLUG, at=NOON)
    assert "was retracted." in read(await room.ask(PAUL, f"/publish {SLUG} breaking"))


async def test_to_take_a_story_back_can_be_undone_at_once(room: Newsroom) -> None:
    await room.ask(PAUL, f"/publish {SLUG}")
    asked = await room.ask(PAUL, f"/retract {SLUG} It is invented.")
    done = await room.press(PAUL, asked, "Retract")
    assert not (await room.press(PAUL, done, "Undo")).failed
    assert await room.desk.store.published(SLUG) is not None


async def test_what_a_publisher_planned_is_not_published_once_they_are_none(
    room: Newsroom, clock: Clock
) -> None:
    await room.ask(PAUL, f"/publish {SLUG} in 2 hours")
    await room.ask(OLGA, "/editors remove other:3")
    clock.now = NOON + timedelta(hours=3)
    releasing = Releasing(room.desk, Database(room.desk.store.ledger, clock))
    assert await releasing.look() == ()
    assert await room.desk.store.published(SLUG) is None
    found = await room.desk.store.workshop.manuscript(SLUG)
    assert found is not None
    assert found.waits
    assert found.release is None
    (last, *_) = await room.desk.store.staff.acts(limit=1)
    assert (last.act.deed, last.act.who) == (Deed.UNSCHEDULED, PAUL)


async def test_what_a_source_says_of_an_editors_draft_is_not_published_unseen(
    room: Newsroom,
) -> None:
    feed = Source("feed", "https://feed.example", is_trusted=True)
    item = Item(a_story(headline="Buy now"), "https://feed.example/1", is_named=True)
    assert await room.desk.store.wires.take(item, feed, at=NOON) is Taken.WAITING
    told = await room.ask(PAUL, f"/publish {SLUG}")
    assert "source:feed has saved revision 2 since." in read(told)
    assert await room.desk.store.published(SLUG) is None
    await room.press(PAUL, told, "Preview the newest")
    assert not (await room.ask(PAUL, f"/publish {SLUG}")).failed


async def test_what_only_a_source_has_said_is_published_by_its_name(room: Newsroom) -> None:
    feed = Source("feed", "https://feed.example", is_trusted=False)
    item = Item(a_story("comet-seen", headline="Comet seen"), None, is_named=True)
    await room.desk.store.wires.take(item, feed, at=NOON)
    assert not (await room.ask(PAUL, "/publish comet-seen")).failed


@pytest.mark.parametrize("gap", [" ", "\n", "\t"])
@pytest.mark.parametrize("part", sorted(KINDS))
def test_a_long_gap_in_an_entry_takes_no_longer_than_a_moment(part: str, gap: str) -> None:
    begun = time.perf_counter()
    assert read_entry(part, f"It opened.{gap * 60_000}[1", {})
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "entry", ["fact add So | sources: {}", "fact 1 So [{}]", "source 1 | lean: {}"]
)
async def test_a_number_of_thousands_of_digits_is_a_fault_like_any_other(
    room: Newsroom, entry: str
) -> None:
    part, _, text = entry.format("9" * 5_000).partition(" ")
    request = parse("/editstory", who=EDDA, where=chat_of(EDDA), language="en")
    given = {"story": SLUG, "part": part, "text": text}
    told = await answer(room.desk, replace(request, arguments=given))
    assert read(told).startswith("This is no sound story")
    assert len(read(told)) < 1_000
