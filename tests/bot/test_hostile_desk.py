"""What the desk keeps to itself and whole, whoever tries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, parse
from bot.commands import COMMANDS
from bot.staff import STAFF
from tests.bot.managed import read
from tests.bot.replies import publish
from tests.bot.staffed import chat_of
from tests.bot.writers import EDDA, OLGA, PAUL, a_newsroom, saves
from tests.invented import READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.managed import Clock
    from tests.bot.staffed import Newsroom

FORESEEN = [{"text": "It comes back.", "probability": 0.5, "forecaster": "Guild"}]
OF_THE_STAFF = sorted(each.name for each in COMMANDS.values() if each.role in STAFF[1:])


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
    assert len(await room.desk.store.shown("comet-seen")) == 1


async def test_a_story_with_all_the_corrections_it_can_have_takes_no_more(room: Newsroom) -> None:
    many = [{"number": each, "at": "2026-11-01", "text": "So."} for each in range(1, 301)]
    await publish(room.desk, a_story("comet-seen", headline="Comet seen", corrections=many))
    told = await room.read(OLGA, "/correct comet-seen It was a bird.")
    assert told.startswith("This is no sound story")
    assert len(await room.desk.store.revisions("comet-seen")) == 1
