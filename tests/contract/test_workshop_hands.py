"""Several hands at once on drafts: two editors, and several copies that publish what is due."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Account
from bot.desk import Desk
from bot.editing.changing import edited
from bot.editing.drafting import Clash, Kept, edit, go_on
from bot.errors import Conflict, NotFound
from bot.staff import Act, Deed
from bot.words import words_for
from tests.engines import on_shared_engines
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story
    from tests.conftest import OpenStore

HANDS = 6
SLUG = "harbour-reopens"
LATER = NOON + timedelta(hours=1)


EDITORS = [Account("chat", "1"), Account("chat", "2")]


def a_desk(store: Store) -> Desk:
    return Desk(store, now=lambda: NOON, clock=lambda: 0.0)


def saved_by(who: Account) -> Act:
    return Act(who, TERMINAL, NOON, Deed.SAVED)


async def change(desk: Desk, story: int, who: Account) -> Kept | Clash:
    """Let an editor change the fact that has their number."""
    found = await desk.store.workshop.manuscript(story)
    assert found is not None

    def changed(story: Story) -> Story:
        return edited(story, "fact", f"{who.person} Of {who.person}.", words_for("en"))

    return await edit(desk, found, changed, act=saved_by(who))


def act(deed: Deed) -> Act:
    return Act(READER, TERMINAL, NOON, deed)


@on_shared_engines
async def test_of_several_copies_one_publishes_what_is_due(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    slugs = [f"story-{number}" for number in range(5)]
    for slug in slugs:
        await stores[0].save(a_story(slug), by="hand", at=NOON)
        await stores[0].workshop.schedule(
            slug, 1, at=LATER, zone="UTC", newest=1, breaking=False, act=act(Deed.SCHEDULED)
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
async def test_of_two_editors_at_once_none_overwrites_the_other(open_store: OpenStore) -> None:
    """Each has seen revision 1, and each changes another fact of it in the same moment."""
    pairs = [(a_desk(await open_store()), who) for who in EDITORS]
    for round_ in range(6):
        first = await pairs[0][0].store.save(a_story(f"story-{round_}"), by="first", at=NOON)
        for desk, who in pairs:
            await desk.store.workshop.hand(who, first.id, 1)
        done = await asyncio.gather(*(change(desk, first.id, who) for desk, who in pairs))
        (clash,) = (each for each in done if isinstance(each, Clash))
        assert clash.manuscript.newest.number == 2
        assert clash.merged is not None
        desk, who = pairs[done.index(clash)]
        kept = await go_on(desk, clash.manuscript, str(clash.held), 2, act=saved_by(who))
        assert isinstance(kept, Kept)
        texts = [fact.text for fact in kept.manuscript.newest.story.facts]
        assert texts == [f"Of {each.person}." for _, each in pairs]


@on_shared_engines
async def test_what_is_called_off_while_it_falls_due_is_either_published_or_called_off(
    open_store: OpenStore,
) -> None:
    ours, theirs = await open_store(), await open_store()
    for round_ in range(8):
        slug = f"story-{round_}"
        await ours.save(a_story(slug), by="ours", at=NOON)
        await ours.workshop.schedule(
            slug, 1, at=LATER, zone="UTC", newest=1, breaking=False, act=act(Deed.SCHEDULED)
        )
        released, called_off = await asyncio.gather(
            ours.workshop.release(slug, LATER),
            theirs.workshop.unschedule(slug, act=act(Deed.UNSCHEDULED)),
            return_exceptions=True,
        )
        assert not isinstance(released, BaseException)
        assert (released is None) != isinstance(called_off, NotFound)
