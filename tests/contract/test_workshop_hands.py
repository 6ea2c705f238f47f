"""Several hands at once on drafts: two editors, and several copies that publish what is due."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import Conflict, NotFound
from bot.staff import Act, Deed
from tests.engines import on_shared_engines
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from tests.conftest import OpenStore

HANDS = 6
SLUG = "harbour-reopens"
LATER = NOON + timedelta(hours=1)


def act(deed: Deed) -> Act:
    return Act(READER, TERMINAL, NOON, deed)


@on_shared_engines
async def test_of_several_copies_one_publishes_what_is_due(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    slugs = [f"story-{number}" for number in range(5)]
    for slug in slugs:
        await stores[0].save(a_story(slug), by="hand", at=NOON)
        await stores[0].workshop.schedule(
            slug, 1, at=LATER, newest=1, breaking=False, act=act(Deed.SCHEDULED)
        )
    released = await asyncio.gather(
        *(store.workshop.release(slug, LATER) for store in stores for slug in slugs)
    )
    published = [each.revision.story.slug for each in released if each is not None]
    assert sorted(published) == slugs


@on_shared_engines
async def test_of_two_who_publish_and_save_at_once_none_lets_out_what_nobody_saw(
    open_store: OpenStore,
) -> None:
    ours, theirs = await open_store(), await open_store()
    for round_ in range(8):
        slug = f"story-{round_}"
        await ours.save(a_story(slug), by="ours", at=NOON)
        published, saved = await asyncio.gather(
            ours.publish(slug, 1, at=NOON, newest=1),
            theirs.save(a_story(slug, headline="Theirs"), by="theirs", at=NOON, follows=1),
            return_exceptions=True,
        )
        assert not isinstance(saved, BaseException)
        shown = await ours.published(slug)
        if isinstance(published, Conflict):
            assert shown is None
        else:
            assert shown is not None
            assert (shown.number, shown.story.headline) == (1, a_story().headline)


@on_shared_engines
async def test_what_is_called_off_while_it_falls_due_is_either_published_or_called_off(
    open_store: OpenStore,
) -> None:
    ours, theirs = await open_store(), await open_store()
    for round_ in range(8):
        slug = f"story-{round_}"
        await ours.save(a_story(slug), by="ours", at=NOON)
        await ours.workshop.schedule(
            slug, 1, at=LATER, newest=1, breaking=False, act=act(Deed.SCHEDULED)
        )
        released, called_off = await asyncio.gather(
            ours.workshop.release(slug, LATER),
            theirs.workshop.unschedule(slug, act=act(Deed.UNSCHEDULED)),
            return_exceptions=True,
        )
        assert not isinstance(released, BaseException)
        assert (released is None) != isinstance(called_off, NotFound)
