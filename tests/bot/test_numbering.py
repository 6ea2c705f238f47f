"""A number means a story of the list that somebody saw last, and never another one by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.desk import Desk
from tests.bot.managed import read
from tests.bot.replies import offered, publish
from tests.bot.staffed import Newsroom
from tests.bot.writers import EDDA, OLGA, PAUL, SLUG, a_newsroom, saves
from tests.invented import NOON, READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.revision import Revision
    from tests.bot.managed import Clock

ASKED = "The last list is not known here any more. Which story is number 1?"


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


def started_again(room: Newsroom) -> Newsroom:
    """Give the same newsroom, as another copy of the program or a later one has it."""
    desk = room.desk
    return Newsroom(Desk(desk.store, now=desk.now, clock=lambda: 0.0, owners=desk.owners))


async def everything(room: Newsroom) -> list[Revision]:
    slugs = (SLUG, "later", "shown")
    kept = [await room.desk.store.find(slug) for slug in slugs]
    return [each for each in kept if each is not None]


@pytest.mark.parametrize(
    "line",
    [
        "/publish 1",
        "/publish 1 at 18:00 Paris",
        "/discard 1",
        "/editstory 1 fact 1 remove",
        "/correct 1 It was March, not February",
        "/retract 1 It was invented",
        "/resolve 1 1 happened",
        "/report 1 It was a Tuesday",
    ],
)
async def test_a_number_of_a_list_that_is_forgotten_asks_which_story_and_does_nothing(
    line: str, room: Newsroom
) -> None:
    store = room.desk.store
    await saves(store, EDDA, a_story("shown", headline="Comet seen"))
    await store.publish("shown", 1, at=NOON)
    await saves(store, EDDA, a_story("later", headline="Fares rise"))
    await room.ask(OLGA, "/drafts")
    before = await everything(room)
    again = started_again(room)
    for _ in range(2):  # nor does the number mean one of those that were offered, seen or not
        assert ASKED in await again.read(OLGA, line)
    assert await everything(room) == before
    assert not await store.postbox.open(limit=1)


async def test_who_is_asked_which_story_a_number_is_gets_all_they_asked_for(
    room: Newsroom,
) -> None:
    await saves(room.desk.store, EDDA, a_story("later", headline="Fares rise"))
    await room.ask(PAUL, "/drafts")
    again = started_again(room)
    asked = await again.ask(PAUL, "/publish 2 at 18:00 Paris")
    assert [each.label for each in offered(asked)] == [
        "1. Fares rise",
        "2. Harbour of Lorrin reopens",
    ]
    planned = await again.press(PAUL, asked, "2. Harbour of Lorrin reopens")
    assert read(planned).startswith("“Harbour of Lorrin reopens”: ")
    await again.ask(PAUL, "/drafts")
    assert "Fares rise" in await again.read(PAUL, "/publish 1")


@pytest.mark.parametrize("command", ["correct", "retract"])
async def test_what_is_set_right_by_a_number_of_a_list_that_is_forgotten_is_what_readers_see(
    command: str, room: Newsroom
) -> None:
    await saves(room.desk.store, EDDA, a_story("later", headline="Fares rise"))
    nothing = await started_again(room).read(PAUL, f"/{command} 1 It was invented")
    assert nothing == "No story has been published yet."
    await publish(room.desk, a_story("shown", headline="Comet seen"))
    asked = await started_again(room).ask(PAUL, f"/{command} 1 It was invented")
    assert [each.label for each in offered(asked)] == ["1. Comet seen"]


async def test_drafts_are_offered_before_what_readers_see_and_nothing_twice(room: Newsroom) -> None:
    await publish(room.desk, a_story("shown", headline="Comet seen"))
    await publish(room.desk, a_story("both", headline="Beacon lit"))
    await saves(room.desk.store, EDDA, a_story("later", headline="Fares rise"))
    await saves(room.desk.store, EDDA, a_story("both", headline="Beacon is lit"))
    asked = await started_again(room).ask(PAUL, "/preview 1")
    labels = ["1. Fares rise", "2. Beacon is lit", "3. Harbour of Lorrin reopens", "4. Comet seen"]
    assert [each.label for each in offered(asked)] == labels


async def test_readers_are_shown_the_newest_by_number_before_they_saw_a_list(
    room: Newsroom,
) -> None:
    await room.desk.store.publish(SLUG, 1, at=NOON)
    assert (await room.read(READER, "/facts 1")).startswith("Harbour of Lorrin reopens")
