"""What is planned for later comes no sooner unless that is said, and no plan ends in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.managed import Clock, read
from tests.bot.replies import offered, publish
from tests.bot.writers import EDDA, OLGA, PAUL, SLUG, a_newsroom
from tests.invented import READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.workshop import Release
    from tests.bot.staffed import Newsroom

TONIGHT = "The mayor steps down tonight."
PLAN = "Revision 2 is to be published on Tuesday, November 24, 2026, 6:00 PM (Europe/Paris)."
ENDS = (
    "With that ends the plan to publish revision 2 on Tuesday, November 24, 2026, 6:00 PM "
    "(Europe/Paris)."
)


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    """A newsroom in which Paul has planned for the evening what nobody may read before."""
    async with a_newsroom(clock) as room:
        await publish(room.desk, a_story())
        await room.ask(PAUL, f"/editstory {SLUG} summary {TONIGHT}")
        await room.ask(PAUL, f"/publish {SLUG} at 18:00 Paris")
        yield room


async def planned(room: Newsroom) -> Release | None:
    found = await room.desk.store.workshop.manuscript(SLUG)
    assert found is not None
    return found.release


async def is_out(room: Newsroom) -> bool:
    return TONIGHT in await room.read(READER, f"/story {SLUG}")


async def test_a_correction_lets_out_nothing_of_what_is_planned(room: Newsroom) -> None:
    sure = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    assert "Correction 1: It was a Tuesday." in read(sure)
    assert f"{PLAN} Readers see nothing of it before; the correction goes into it too." in read(
        sure
    )
    assert "summary" not in read(sure)
    done = await room.press(PAUL, sure, "Correct the story")
    assert PLAN.replace("2 is", "4 is") in read(done)
    assert not await is_out(room)
    assert "It was a Tuesday." in await room.read(READER, f"/story {SLUG}")
    release = await planned(room)
    assert release is not None
    assert release.number == 4


async def test_what_was_changed_after_it_was_planned_goes_out_with_the_correction(
    room: Newsroom,
) -> None:
    await room.ask(PAUL, f"/editstory {SLUG} fact 1 The harbour opened on Tuesday. [1]")
    sure = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    assert "opened on Tuesday" in read(sure)
    await room.press(PAUL, sure, "Correct the story")
    assert "opened on Tuesday" in await room.read(READER, f"/facts {SLUG}")
    assert not await is_out(room)
    preview = await room.read(PAUL, f"/preview {SLUG}")
    assert TONIGHT in preview
    assert "opened on Tuesday" in await room.read(PAUL, f"/preview {SLUG} facts")


async def test_where_that_cannot_be_parted_from_it_nothing_is_corrected(room: Newsroom) -> None:
    await room.ask(PAUL, f"/editstory {SLUG} summary The mayor steps down at seven.")
    refused = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    assert refused.failed
    assert "Revision 2 of “Harbour of Lorrin reopens” is planned for later" in read(refused)
    assert [each.label for each in offered(refused)] == ["/publish never"]
    assert "mayor" not in await room.read(READER, f"/story {SLUG}")


async def test_what_readers_would_see_is_asked_again_where_the_plan_is_another_by_now(
    room: Newsroom,
) -> None:
    sure = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    await room.ask(PAUL, f"/publish {SLUG} never")
    again = await room.press(PAUL, sure, "Correct the story")
    assert "The summary was rewritten." in read(again)
    assert not await is_out(room)


async def test_a_correction_before_it_is_taken_back_and_the_plan_stays(room: Newsroom) -> None:
    sure = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    done = await room.press(PAUL, sure, "Correct the story")
    undone = await room.press(PAUL, done, "Undo")
    assert f"{PLAN} The corrections in it change too.".replace("2 is", "5 is") in read(undone)
    assert "It was a Tuesday." not in await room.read(READER, f"/story {SLUG}")
    assert not await is_out(room)
    release = await planned(room)
    assert release is not None
    await room.desk.store.workshop.release(SLUG, release.at)
    room.desk.shelf.forget()
    assert await is_out(room)
    assert "It was a Tuesday." not in await room.read(READER, f"/story {SLUG}")


async def test_that_is_undone_as_well(room: Newsroom) -> None:
    sure = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    done = await room.press(PAUL, sure, "Correct the story")
    undone = await room.press(PAUL, done, "Undo")
    again = await room.press(PAUL, undone, "Undo")
    assert not again.failed
    assert "It was a Tuesday." in await room.read(READER, f"/story {SLUG}")
    assert "It was a Tuesday." in await room.read(PAUL, f"/preview {SLUG}")


async def test_that_a_plan_ends_with_a_retraction_is_said_before(room: Newsroom) -> None:
    sure = await room.ask(PAUL, f"/retract {SLUG} It was invented.")
    assert ENDS in read(sure)
    await room.press(PAUL, sure, "Retract")
    assert await planned(room) is None
    acts = await room.read(OLGA, f"/audit {SLUG}")
    assert f"took back the time to publish · {SLUG}, revision 2" in acts


async def test_a_retraction_is_asked_again_where_something_was_planned_since(
    room: Newsroom,
) -> None:
    await room.ask(PAUL, f"/publish {SLUG} never")
    sure = await room.ask(PAUL, f"/retract {SLUG} It was invented.")
    assert "plan" not in read(sure)
    await room.ask(PAUL, f"/publish {SLUG} at 18:00 Paris")
    assert ENDS in read(await room.press(PAUL, sure, "Retract"))


async def test_what_is_planned_is_published_sooner_once_that_is_said(room: Newsroom) -> None:
    asked = await room.ask(PAUL, f"/publish {SLUG}")
    assert read(asked).startswith(
        f"{PLAN} Shall revision 2 of “Harbour of Lorrin reopens” be published now instead?"
    )
    assert not await is_out(room)
    await room.press(PAUL, asked, "Publish it now")
    assert await is_out(room)
    assert await planned(room) is None


async def test_so_is_what_was_written_on_it(room: Newsroom) -> None:
    await room.ask(PAUL, f"/editstory {SLUG} headline Mayor of Lorrin")
    preview = await room.ask(PAUL, f"/preview {SLUG}")
    asked = await room.press(PAUL, preview, "Publish this revision")
    assert "Shall revision 3 of “Mayor of Lorrin” be published now instead?" in read(asked)
    assert not await is_out(room)


async def test_that_one_plan_takes_the_place_of_another_is_said(room: Newsroom) -> None:
    assert ENDS in await room.read(PAUL, f"/publish {SLUG} tomorrow 9:00 Paris")


async def test_a_story_taken_back_is_published_again_at_the_time_that_was_named(
    room: Newsroom,
) -> None:
    await room.press(PAUL, await room.ask(PAUL, f"/retract {SLUG} Wrong"), "Retract")
    asked = await room.ask(PAUL, f"/publish {SLUG} tomorrow 9:00 Paris")
    assert "was retracted" in read(asked)
    again = await room.press(PAUL, asked, "Publish it again")
    assert "Revision 2 is to be published on Wednesday" in read(again)
    assert "was retracted" in await room.read(READER, f"/story {SLUG}")


async def test_so_is_one_that_is_planned_only_once_that_is_said(room: Newsroom) -> None:
    await room.press(PAUL, await room.ask(PAUL, f"/retract {SLUG} Wrong"), "Retract")
    asked = await room.ask(PAUL, f"/publish {SLUG} at 18:00 Paris")
    await room.press(PAUL, asked, "Publish it again")
    asked = await room.ask(OLGA, f"/publish {SLUG}")
    assert "was retracted" in read(asked)
    again = await room.press(OLGA, asked, "Publish it again")
    assert read(again).startswith(f"{PLAN} Shall revision 2")
    assert await planned(room) is not None
    await room.press(OLGA, again, "Publish it now")
    assert await is_out(room)


async def test_a_retraction_is_undone_also_where_a_later_draft_waits(room: Newsroom) -> None:
    sure = await room.ask(PAUL, f"/retract {SLUG} Wrong")
    done = await room.press(PAUL, sure, "Retract")
    await room.press(PAUL, done, "Undo")
    assert "The harbour of Lorrin opened again." in await room.read(READER, f"/story {SLUG}")
    assert not await is_out(room)


async def test_who_has_not_looked_at_a_draft_corrects_beside_it_only_if_it_is_planned(
    room: Newsroom,
) -> None:
    await room.ask(EDDA, f"/editstory {SLUG} headline Mayor of Lorrin")
    refused = await room.ask(PAUL, f"/correct {SLUG} It was a Tuesday.")
    assert "Look at it first" in read(refused)
