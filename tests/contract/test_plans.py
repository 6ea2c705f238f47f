"""What ends a plan to publish is noted, and a correction that comes before lets none of it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Conflict
from bot.staff import Act, Deed
from bot.story import Correction
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story
    from bot.workshop import Manuscript, Release

SLUG = "harbour-reopens"
SECRET = a_story(SLUG, summary="Not before the evening.")
LATER = NOON + timedelta(hours=6)


def act(deed: Deed) -> Act:
    return Act(READER, TERMINAL, NOON, deed)


async def plan(store: Store, number: int, *, breaking: bool = False) -> Release:
    found = await manuscript(store)
    return await store.workshop.schedule(
        SLUG,
        number,
        at=LATER,
        zone="Europe/Paris",
        newest=found.newest.number,
        breaking=breaking,
        act=act(Deed.SCHEDULED),
    )


async def manuscript(store: Store) -> Manuscript:
    found = await store.workshop.manuscript(SLUG)
    assert found is not None
    return found


async def noted(store: Store) -> list[tuple[Deed, int | None]]:
    """What was done after the first plan was made, the newest first."""
    acts = [(each.act.deed, each.act.revision) for each in await store.staff.acts(limit=9)]
    return acts[: acts.index((Deed.SCHEDULED, 2))]


@pytest.fixture
async def embargoed(store: Store) -> Store:
    """A store in which readers see revision 1, and revision 2 is planned for the evening."""
    await store.load([a_story(SLUG)], at=NOON)
    await store.save(SECRET, by="console:editor", at=NOON)
    await plan(store, 2)
    return store


@pytest.mark.parametrize("number", [2, 3])
async def test_a_plan_that_ends_with_a_publishing_is_noted(embargoed: Store, number: int) -> None:
    await embargoed.save(a_story(SLUG, headline="Newer"), by="console:editor", at=NOON)
    await embargoed.publish(SLUG, number, at=NOON, act=act(Deed.PUBLISHED))
    assert await noted(embargoed) == [(Deed.PUBLISHED, number), (Deed.UNSCHEDULED, 2)]


@pytest.mark.parametrize("deed", [Deed.RETRACTED, Deed.DISCARDED, Deed.UNSCHEDULED])
async def test_so_is_one_that_ends_with_what_it_is_of(embargoed: Store, deed: Deed) -> None:
    done = replace(act(deed), detail="It was invented.")
    if deed is Deed.RETRACTED:
        await embargoed.retract(SLUG, at=NOON, act=done)
    elif deed is Deed.DISCARDED:
        await embargoed.workshop.discard(SLUG, 2, act=done)
    else:
        await embargoed.workshop.unschedule(SLUG, act=done)
    assert (Deed.UNSCHEDULED, 2) in await noted(embargoed)
    ends = [each.act for each in await embargoed.staff.acts(limit=9)]
    (end,) = (each for each in ends if each.deed is Deed.UNSCHEDULED)
    assert (end.who, end.detail) == (READER, "")


async def test_so_is_one_that_ends_with_a_file_or_with_another_plan(embargoed: Store) -> None:
    await plan(embargoed, 2)
    assert await noted(embargoed) == []
    acts = [each.act.deed for each in await embargoed.staff.acts(limit=3)]
    assert acts == [Deed.SCHEDULED, Deed.UNSCHEDULED, Deed.SCHEDULED]
    await embargoed.load([SECRET], at=NOON, act=act(Deed.PUBLISHED))
    assert await noted(embargoed) == [(Deed.PUBLISHED, 2), (Deed.UNSCHEDULED, 2)]


async def test_one_that_is_kept_or_outlives_a_publishing_has_not_ended(embargoed: Store) -> None:
    await embargoed.retract(SLUG, at=NOON)
    await plan(embargoed, 2)
    await embargoed.publish(SLUG, 1, at=NOON, act=act(Deed.PUBLISHED))
    assert await noted(embargoed) == [(Deed.PUBLISHED, 1)]
    await embargoed.workshop.release(SLUG, LATER)
    assert await noted(embargoed) == [(Deed.PUBLISHED, 2), (Deed.PUBLISHED, 1)]


def corrected(text: str = "It was a Tuesday.") -> tuple[Correction, ...]:
    return (Correction(number=1, at=NOON, text=text),)


async def test_a_correction_that_comes_before_is_in_what_is_planned_too(embargoed: Store) -> None:
    before = await manuscript(embargoed)
    story = a_story(SLUG).model_copy(update={"corrections": corrected()})
    shown = await embargoed.workshop.correct(story, before=before, act=act(Deed.CORRECTED))
    assert (shown.number, shown.story) == (3, story)
    found = await manuscript(embargoed)
    assert (found.shown, found.newest.number) == (3, 4)
    assert before.release is not None
    assert found.release == replace(before.release, number=4)
    assert found.newest.story == SECRET.model_copy(update={"corrections": corrected()})
    assert await noted(embargoed) == [(Deed.SCHEDULED, 4), (Deed.CORRECTED, 3)]
    await embargoed.workshop.release(SLUG, LATER)
    (told,) = await embargoed.latest(limit=2)
    assert (told.story.summary, told.story.corrections) == (SECRET.summary, corrected())


async def correct(store: Store) -> Story:
    """Correct what readers see, beside a plan."""
    story = a_story(SLUG).model_copy(update={"corrections": corrected()})
    before = await manuscript(store)
    await store.workshop.correct(story, before=before, act=act(Deed.CORRECTED))
    return story


async def test_a_correction_that_is_taken_back_is_in_what_is_planned_no_more(
    embargoed: Store,
) -> None:
    await correct(embargoed)
    before = (await manuscript(embargoed)).release
    assert before is not None
    await embargoed.publish(SLUG, 1, at=NOON, newest=4, act=act(Deed.PUBLISHED))
    found = await manuscript(embargoed)
    assert (found.shown, found.newest.number) == (1, 5)
    assert found.newest.story.corrections == ()
    assert found.release == replace(before, number=5)
    assert (await noted(embargoed))[:2] == [(Deed.SCHEDULED, 5), (Deed.PUBLISHED, 1)]
    await embargoed.workshop.release(SLUG, LATER)
    (told,) = await embargoed.latest(limit=2)
    assert (told.story.summary, told.story.corrections) == (SECRET.summary, ())


async def test_one_that_is_told_after_all_is_in_it_again(embargoed: Store) -> None:
    await correct(embargoed)
    for number in (1, 3):
        await embargoed.publish(SLUG, number, at=NOON)
    assert (await manuscript(embargoed)).shown == 3
    await embargoed.workshop.release(SLUG, LATER)
    (told,) = await embargoed.latest(limit=2)
    assert (told.story.summary, told.story.corrections) == (SECRET.summary, corrected())


async def test_what_was_written_on_what_is_planned_stays_the_newest_and_whose_it_is(
    embargoed: Store,
) -> None:
    story = await correct(embargoed)
    further = story.model_copy(update={"headline": "Further"})
    await embargoed.save(further, by="console:other", at=NOON)
    await embargoed.publish(SLUG, 1, at=NOON, act=act(Deed.PUBLISHED))
    found = await manuscript(embargoed)
    assert found.release is not None
    assert (found.release.number, found.newest.number) == (6, 7)
    assert (found.newest.story.headline, found.newest.by) == ("Further", "console:other")
    assert found.newest.story.corrections == ()
    await embargoed.workshop.release(SLUG, LATER)
    (told,) = await embargoed.latest(limit=2)
    assert (told.story.summary, told.story.headline) == (SECRET.summary, SECRET.headline)


@pytest.mark.parametrize("meanwhile", ["saved", "planned", "called off", "published", "retracted"])
async def test_nothing_is_corrected_that_stands_otherwise_by_now(
    embargoed: Store, meanwhile: str
) -> None:
    before = await manuscript(embargoed)
    match meanwhile:
        case "saved":
            await embargoed.save(a_story(SLUG, headline="Newer"), by="other:1", at=NOON)
        case "planned":
            await plan(embargoed, 2, breaking=True)
        case "called off":
            await embargoed.workshop.unschedule(SLUG, act=act(Deed.UNSCHEDULED))
        case "published":
            await embargoed.workshop.release(SLUG, LATER)
        case _:
            await embargoed.retract(SLUG, at=NOON)
    then = await manuscript(embargoed)
    story = a_story(SLUG).model_copy(update={"corrections": corrected()})
    with pytest.raises(Conflict):
        await embargoed.workshop.correct(story, before=before, act=act(Deed.CORRECTED))
    assert await manuscript(embargoed) == then
