"""A story that was changed since it appeared says so, also on its own day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.conversation import respond_line
from bot.desk import Desk
from bot.reply import Reply
from bot.store.open import open_store
from bot.views.paper import paper
from bot.words import words_for
from tests.bot.managed import Clock, read
from tests.bot.replies import publish
from tests.invented import NOON, READER, TERMINAL, a_revision, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

EVENING, NEXT_DAY = NOON + timedelta(hours=6), NOON + timedelta(days=1)


@pytest.fixture
async def desk(clock: Clock) -> AsyncIterator[Desk]:
    """A newsroom whose owner asks, with a story that appeared at noon."""
    clock.now = NOON
    store = await open_store("sqlite://")
    desk = Desk(store, now=clock, clock=lambda: 0.0, owners=[READER])
    await publish(desk, a_story())
    yield desk
    await store.close()


async def ask(desk: Desk, line: str) -> str:
    _, reply = await respond_line(desk, line, who=READER, where=TERMINAL, language="en")
    return read(reply)


@pytest.mark.parametrize(
    ("at", "in_story", "in_briefing"),
    [
        (
            EVENING,
            "November 24, 2026 · updated at 6:00 PM UTC · Trade",
            "Updated on November 24, 2026 at 6:00 PM UTC.",
        ),
        (
            NEXT_DAY,
            "November 24, 2026 · updated November 25, 2026 · Trade",
            "Updated on November 25, 2026.",
        ),
    ],
)
async def test_a_fact_that_is_changed_makes_an_updated_story(
    desk: Desk, clock: Clock, at: datetime, in_story: str, in_briefing: str
) -> None:
    clock.now = at
    await ask(desk, "/editstory harbour fact 1 The harbour opened on Saturday. [1]")
    assert "pdated" not in await ask(desk, "/story harbour")
    assert "Published" in await ask(desk, "/publish harbour")
    assert in_story in await ask(desk, "/story harbour")
    assert in_briefing in await ask(desk, "/briefing")


async def test_a_file_that_is_changed_makes_one_too_though_it_does_not_say_so(
    desk: Desk, clock: Clock
) -> None:
    clock.now = EVENING
    await publish(desk, a_story(summary="Ships come in again."))
    assert "updated at 6:00 PM UTC" in await ask(desk, "/story harbour")


async def test_a_story_that_is_taken_in_after_its_day_is_not_updated(
    desk: Desk, clock: Clock
) -> None:
    clock.now = NEXT_DAY
    await publish(desk, a_story("comet", headline="Comet seen"))
    assert "Comet" in await ask(desk, "/story comet")
    assert "pdated" not in await ask(desk, "/story comet")
    assert "pdated" not in await ask(desk, "/briefing")


async def test_a_draft_that_is_changed_before_readers_see_it_is_not_updated(
    desk: Desk, clock: Clock
) -> None:
    for clock.now, summary in ((NOON, "Once."), (EVENING, "Twice.")):
        story = a_story("comet", headline="Comet seen", summary=summary)
        saved = await desk.store.save(story, by="hand", at=clock.now)
    await desk.store.publish("comet", saved.number, at=NEXT_DAY)
    assert "Twice." in await ask(desk, "/story comet")
    assert "pdated" not in await ask(desk, "/story comet")


async def test_what_readers_saw_first_is_not_updated_when_they_see_it_again(
    desk: Desk, clock: Clock
) -> None:
    clock.now = EVENING
    await ask(desk, "/editstory harbour summary Ships come in again.")
    await ask(desk, "/publish harbour")
    await desk.store.publish("harbour-reopens", 1, at=EVENING)
    desk.shelf.forget()
    told = await ask(desk, "/story harbour")
    assert "The harbour of Lorrin opened again." in told
    assert "pdated" not in told


def test_a_moment_that_its_writer_names_goes_before_that_at_which_it_was_taken_in() -> None:
    revision = a_revision(a_story(updated=EVENING), number=2, shown_at=NEXT_DAY)
    assert revision.updated == EVENING


@pytest.mark.parametrize("shown_at", [NOON, None])
def test_one_that_lies_before_the_story_is_none(shown_at: datetime | None) -> None:
    assert a_revision(a_story(updated=NOON), shown_at=shown_at).updated is None


def test_a_story_dated_later_than_it_was_changed_is_not_updated() -> None:
    story = a_story(published=NEXT_DAY)
    assert a_revision(story, number=2, shown_at=EVENING, is_retold=True).updated is None


def test_on_a_sheet_it_says_so_as_well() -> None:
    revision = a_revision(a_story(updated=EVENING))
    assert "updated at 6:00 PM UTC" in read(Reply(paper(words_for("en"), revision)))
