"""What goes out at once, and what sets right where it stands, on every engine."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from bot.address import Account, Address
from bot.dispatch import Occasion
from bot.edition import Progress, Subscribed
from bot.entries import Result
from bot.pushing.briefing import chosen, is_wanted
from bot.revision import State
from bot.staff import Act, Deed
from bot.story import Correction
from tests.briefings import (
    DAY,
    EIGHT,
    EVE,
    HOUR,
    LANE,
    LEASE,
    MINUTE,
    SECOND,
    begin,
    claim,
    place,
    plan,
    record,
    subscribe,
    suspend,
)
from tests.engines import on_shared_engines
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.edition import Delivery
    from bot.revision import Revision
    from bot.store import Store
    from tests.conftest import OpenStore

EDITOR = Account(LANE, "editor")
DESK = Address(LANE, "desk")
NINE = EIGHT + HOUR
HANDS = 8


def act(deed: Deed, detail: str = "", at: datetime = NINE) -> Act:
    return Act(EDITOR, DESK, at, deed, detail=detail)


async def briefed(store: Store, *chats: str, parts: int = 1, **wish: Any) -> list[Delivery]:  # noqa: ANN401 - any field of a wish
    """Let places be told of the story at eight, each message with its name."""
    await store.load([a_story("harbour")], at=EVE)
    for chat in chats:
        await subscribe(store.ledger, place(chat), **wish)
    await plan(store.ledger)
    sent: list[Delivery] = []
    while held := await claim(store.ledger):
        editions = {each.id: await composed(store, each) for each in held}
        for each in held:
            await begin(store.ledger, [each], edition=editions[each.id], parts=parts)
            message = f"{each.subscription.where.chat}-{each.part}"
            await record(store.ledger, [each], message=message, digest=each.part)
        sent += held
    return sent


async def composed(store: Store, delivery: Delivery) -> int:
    async def choose() -> tuple[Sequence[Revision], int]:
        news = await store.news(delivery.since, delivery.due)
        return chosen(
            [each for each in news if each.id not in delivery.told], delivery.subscription.wish
        )

    return (await store.ledger.compose(delivery, choose)).id


async def corrected(store: Store, note: str = "It was a Tuesday.", at: datetime = NINE) -> Revision:
    """Publish a further correction of the story."""
    before = await store.published("harbour")
    assert before
    number = len(before.story.corrections) + 1
    correction = Correction(number=number, at=at, text=note)
    story = before.story.model_copy(update={"corrections": (*before.story.corrections, correction)})
    saved = await store.save(story, by="hand", at=at)
    return await store.publish("harbour", saved.number, at=at, act=act(Deed.CORRECTED, note, at))


async def fanned(store: Store, now: datetime = NINE) -> int:
    """Write all deliveries of dispatches that are due."""
    written = 0
    while True:
        fanned = await store.dispatches.plan(now, is_wanted=is_wanted)
        written += fanned.written
        if fanned.next is None or fanned.next > now:
            return written


async def amending(store: Store, now: datetime = NINE) -> list[str]:
    """Claim what is to be set right, and name the messages."""
    return sorted(
        each.amends.posted.message for each in await claim(store.ledger, now) if each.amends
    )


async def test_every_message_that_tells_of_a_corrected_story_is_set_right(store: Store) -> None:
    await briefed(store, "one", "two", "three", parts=2)
    revision = await corrected(store)
    assert await fanned(store) == 6
    seen: list[str] = []
    now = NINE
    while held := await claim(store.ledger, now):
        for each in held:
            assert each.amends is not None
            seen.append(each.amends.posted.message)
            assert each.amends.posted.digest == each.amends.posted.part
            assert (each.amends.posted.parts, each.amends.posted.due) == (2, EIGHT)
            assert each.amends.dispatch.occasion is Occasion.CORRECTION
            assert each.amends.dispatch.note == "It was a Tuesday."
            assert each.amends.dispatch.number == revision.number
            assert each.amends.dispatch.by == EDITOR
        await record(store.ledger, held, now=now)
    assert sorted(seen) == ["one-0", "one-1", "three-0", "three-1", "two-0", "two-1"]
    assert await fanned(store, NINE + HOUR) == 0
    assert await claim(store.ledger, NINE + HOUR) == []


async def test_who_was_not_told_of_a_story_has_nothing_set_right(store: Store) -> None:
    await briefed(store, "one")
    await store.load([a_story("other", topics=["Tea"])], at=EVE)
    await subscribe(store.ledger, place("two"), topics=("Tea",), first=EIGHT.date() + DAY)
    await plan(store.ledger, EIGHT + DAY)
    for each in await claim(store.ledger, EIGHT + DAY):
        edition = await composed(store, each)
        await begin(store.ledger, [each], EIGHT + DAY, edition=edition)
        await record(store.ledger, [each], now=EIGHT + DAY, message="new")
    await corrected(store, at=EIGHT + DAY + HOUR)
    now = EIGHT + DAY + HOUR
    assert await fanned(store, now) == 1
    assert await amending(store, now) == ["one-0"]


async def test_a_story_that_is_only_told_on_stays_as_it_was_posted(store: Store) -> None:
    await briefed(store, "one")
    saved = await store.save(a_story("harbour", headline="On it goes"), by="hand", at=NINE)
    await store.publish("harbour", saved.number, at=NINE)
    assert await fanned(store) == 0


async def test_an_earlier_revision_that_readers_see_again_is_a_restoration(store: Store) -> None:
    """What was posted of the later one, in the meantime, is set right as well."""
    await briefed(store, "one")
    first = await store.published("harbour")
    assert first
    saved = await store.save(a_story("harbour", headline="On it goes"), by="hand", at=NINE)
    await store.publish("harbour", saved.number, at=NINE)
    await store.publish("harbour", first.number, at=NINE + SECOND)
    (restored,) = await store.dispatches.of_story(first.id)
    assert (restored.occasion, restored.number) == (Occasion.RESTORATION, first.number)
    assert await fanned(store, NINE + SECOND) == 1


async def test_a_correction_that_comes_in_with_a_file_is_one_too(store: Store) -> None:
    await briefed(store, "one")
    correction = {"number": 1, "at": NINE, "text": "It was March."}
    await store.load([a_story("harbour", corrections=[correction])], at=NINE)
    assert await fanned(store) == 1
    assert await amending(store) == ["one-0"]


async def test_what_is_retracted_and_what_is_restored_is_set_right(store: Store) -> None:
    await briefed(store, "one")
    revision = await store.published("harbour")
    assert revision
    await store.retract("harbour", at=NINE, act=act(Deed.RETRACTED, "It is invented."))
    await store.publish("harbour", revision.number, at=NINE + SECOND)
    found = await store.dispatches.of_story(revision.id)
    assert [(each.occasion, each.note) for each in found] == [
        (Occasion.RESTORATION, ""),
        (Occasion.RETRACTION, "It is invented."),
    ]
    assert await fanned(store, NINE + SECOND) == 2


async def test_an_edition_is_given_as_readers_see_its_stories_now(store: Store) -> None:
    await briefed(store, "one")
    corrected_ = await corrected(store)
    await store.retract("harbour", at=NINE)
    await fanned(store)
    (delivery, *_) = await claim(store.ledger, NINE)
    assert delivery.amends
    edition = await store.dispatches.current(delivery.amends.posted.edition)
    ((story),) = edition.stories
    assert (story.number, story.state) == (corrected_.number, State.RETRACTED)


async def test_what_is_under_way_meanwhile_is_set_right_too(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    await subscribe(store.ledger)
    await plan(store.ledger)
    (delivery,) = await claim(store.ledger, NINE)
    edition = await composed(store, delivery)
    await corrected(store)
    assert await fanned(store) == 0
    await begin(store.ledger, [delivery], NINE, edition=edition)
    await record(store.ledger, [delivery], now=NINE, message="m")
    assert await fanned(store, NINE + 5 * MINUTE) == 1
    assert await amending(store, NINE + 5 * MINUTE) == ["m"]


async def test_what_is_composed_after_a_correction_is_right_from_the_start(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    for chat in ("one", "two"):
        await subscribe(store.ledger, place(chat))
    await plan(store.ledger)
    first, second = await claim(store.ledger, EIGHT)
    old = await composed(store, first)
    revision = await corrected(store, at=EIGHT + SECOND)
    (again,) = [each for each in await claim(store.ledger, EIGHT + LEASE) if each.id == second.id]
    new = await composed(store, again)
    assert new != old

    async def none() -> tuple[Sequence[Revision], int]:
        return (), 0

    edition = await store.ledger.compose(again, none)
    assert [each.number for each in edition.stories] == [revision.number]


async def test_what_waits_to_be_set_right_waits_for_the_message_itself(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    await subscribe(store.ledger)
    await plan(store.ledger)
    (delivery,) = await claim(store.ledger)
    await begin(store.ledger, [delivery], edition=await composed(store, delivery))
    await record(store.ledger, [delivery], Progress.OPEN, due=NINE + MINUTE)
    await corrected(store)
    assert await fanned(store) == 1
    assert await claim(store.ledger, NINE) == []
    (delivery,) = await claim(store.ledger, NINE + MINUTE)
    assert delivery.amends is None
    await record(store.ledger, [delivery], now=NINE + MINUTE, message="m")
    assert await amending(store, NINE + MINUTE) == ["m"]


async def test_news_go_before_what_is_set_right(store: Store) -> None:
    await briefed(store, "one", "two")
    await corrected(store)
    await fanned(store)
    await subscribe(store.ledger, place("three"), breaking=True)
    revision = await store.published("harbour")
    assert revision
    await store.dispatches.announce(revision.id, revision.number, at=NINE, act=act(Deed.PUBLISHED))
    await fanned(store)
    (first,) = await claim(store.ledger, NINE, limit=1)
    assert first.subscription.where == place("three")


@pytest.mark.parametrize("state", [Subscribed.PAUSED, Subscribed.ENDED])
async def test_what_stands_where_nothing_new_comes_is_set_right_all_the_same(
    store: Store, state: Subscribed
) -> None:
    await briefed(store, "one", "two")
    await store.ledger.stand(place("one"), state, at=NINE)
    await corrected(store)
    await fanned(store)
    await store.ledger.stand(place("two"), state, at=NINE)
    assert await amending(store) == ["one-0", "two-0"]


async def test_what_stands_in_a_lost_place_is_set_right_once_it_can_be_reached(
    store: Store,
) -> None:
    await briefed(store, "one", "two")
    await suspend(store.ledger, place("one"), at=NINE)
    await corrected(store)
    await fanned(store)
    await suspend(store.ledger, place("two"), at=NINE)
    assert await amending(store) == []
    for chat in ("one", "two"):
        await store.ledger.revive(LANE, chat, at=NINE + HOUR)
    assert await amending(store, NINE + HOUR) == ["one-0", "two-0"]


async def test_what_stands_there_now_is_known_to_the_next_correction(store: Store) -> None:
    await briefed(store, "one")
    await corrected(store)
    await fanned(store)
    held = await claim(store.ledger, NINE)
    assert await record(store.ledger, held, now=NINE, digest=77) == 1
    await corrected(store, "It was a Wednesday.", NINE + MINUTE)
    await fanned(store, NINE + MINUTE)
    (again,) = await claim(store.ledger, NINE + MINUTE)
    assert again.amends
    assert again.amends.posted.digest == 77


@on_shared_engines
async def test_many_hands_write_each_amendment_once_and_set_each_right_once(
    open_store: OpenStore, store: Store
) -> None:
    await briefed(store, *map(str, range(40)))
    await corrected(store)

    async def work(number: int) -> list[str]:
        own, worker = await open_store(), str(number)
        seen: list[str] = []
        for _ in range(60):
            await own.dispatches.plan(NINE, is_wanted=is_wanted)
            held = await claim(own.ledger, NINE, worker=worker, limit=3)
            begun = await begin(own.ledger, held, NINE, worker=worker)
            seen += [e.amends.posted.message for e in held if e.amends and e.id in begun]
            results = [Result(delivery=each, progress=Progress.SENT, digest=1) for each in held]
            await own.ledger.record(worker, results, now=NINE)
        return seen

    done = await asyncio.gather(*map(work, range(HANDS)))
    assert sorted(chain(*done)) == sorted(f"{number}-0" for number in range(40))


async def announced(store: Store, slug: str = "harbour", at: datetime = NINE) -> None:
    revision = await store.published(slug)
    assert revision
    found = await store.dispatches.announce(
        revision.id, revision.number, at=at, act=act(Deed.PUBLISHED)
    )
    assert found


async def test_breaking_news_go_to_whom_they_interest_and_who_allowed_them(store: Store) -> None:
    await store.load([a_story("harbour", topics=["Ships"], language="en-GB")], at=EVE)
    wishes: dict[str, dict[str, Any]] = {
        "all": {"breaking": True},
        "ships": {"breaking": True, "topics": ("SHIPS",)},
        "tea": {"breaking": True, "topics": ("Tea",)},
        "english": {"breaking": True, "language": "en"},
        "german": {"breaking": True, "language": "de"},
        "quiet": {},
        "paused": {"breaking": True},
    }
    for chat, wish in wishes.items():
        await subscribe(store.ledger, place(chat), **wish)
    await store.ledger.stand(place("paused"), Subscribed.PAUSED, at=EVE)
    counted = sum(each.places for each in await store.dispatches.audiences(now=NINE))
    assert counted == 5
    await announced(store, at=EVE)
    assert await fanned(store, EVE) == 3
    held = await claim(store.ledger, EVE)
    assert {each.subscription.where.chat for each in held} == {"all", "ships", "english"}
    assert all(each.dispatch and each.amends is None and each.edition for each in held)


async def test_breaking_news_come_to_a_place_whose_pause_is_over(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    for chat, until in (("over", NINE), ("rests", NINE + SECOND), ("for ever", None)):
        await subscribe(store.ledger, place(chat), breaking=True)
        await store.ledger.stand(place(chat), Subscribed.PAUSED, at=EVE, until=until)
    assert sum(each.places for each in await store.dispatches.audiences(now=NINE)) == 1
    await announced(store, at=NINE)
    assert await fanned(store) == 1
    (delivery,) = await claim(store.ledger, NINE)
    over = delivery.subscription
    assert (over.where.chat, over.state, over.since) == ("over", Subscribed.ACTIVE, NINE)
    rests = await store.ledger.subscription(place("rests"))
    assert rests is not None
    assert (rests.state, rests.until) == (Subscribed.PAUSED, NINE + SECOND)


async def test_a_story_is_breaking_news_once(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    await subscribe(store.ledger, breaking=True)
    await announced(store, at=EVE)
    revision = await store.published("harbour")
    assert revision
    again = await store.dispatches.announce(
        revision.id, revision.number, at=EVE + SECOND, act=act(Deed.PUBLISHED)
    )
    assert again is None
    assert await fanned(store, EVE + SECOND) == 1


async def test_what_a_place_has_heard_as_breaking_news_its_briefing_does_not_repeat(
    store: Store,
) -> None:
    await store.load([a_story("harbour"), a_story("other", headline="Other")], at=EVE)
    await subscribe(store.ledger, place("told"), breaking=True)
    await subscribe(store.ledger, place("not told"))
    await announced(store, at=EVE)
    await fanned(store, EVE)
    await record(store.ledger, await claim(store.ledger, EVE), now=EVE, message="b")
    await plan(store.ledger)
    told = {}
    for each in await claim(store.ledger):
        edition = await store.ledger.compose(each, _all_but_told(store, each))
        told[each.subscription.where.chat] = {story.story.slug for story in edition.stories}
    assert told == {"told": {"other"}, "not told": {"harbour", "other"}}


def _all_but_told(store: Store, delivery: Delivery) -> Any:  # noqa: ANN401 - as `compose` takes it
    async def choose() -> tuple[Sequence[Revision], int]:
        news = await store.news(delivery.since, delivery.due)
        return [each for each in news if each.id not in delivery.told], 0

    return choose


async def test_breaking_news_are_set_right_as_briefings_are(store: Store) -> None:
    await store.load([a_story("harbour")], at=EVE)
    await subscribe(store.ledger, breaking=True)
    await announced(store, at=EVE)
    await fanned(store, EVE)
    held = await claim(store.ledger, EVE)
    assert held[0].edition is not None
    await begin(store.ledger, held, EVE, edition=held[0].edition)
    await record(store.ledger, held, now=EVE, message="b")
    await corrected(store, at=EVE + MINUTE)
    assert await fanned(store, EVE + MINUTE) == 1
    (amending,) = await claim(store.ledger, EVE + MINUTE)
    assert amending.amends
    assert (amending.amends.posted.message, amending.amends.posted.is_news) == ("b", True)


async def test_what_is_left_to_do_and_what_was_posted_is_counted_by_lane(store: Store) -> None:
    await briefed(store, "one", "two")
    revision = await corrected(store)
    assert await store.dispatches.posted(revision.id) == {LANE: 2}
    await fanned(store)
    (left,) = await store.dispatches.left()
    assert (left.lane, left.messages, left.dispatch.story) == (LANE, 2, revision.id)
    await record(store.ledger, await claim(store.ledger, NINE), now=NINE)
    assert await store.dispatches.left() == ()


async def test_what_cannot_be_set_right_in_a_month_is_left_as_it_is(store: Store) -> None:
    await briefed(store, "one")
    await corrected(store)
    await fanned(store)
    later = NINE + timedelta(days=30)
    assert await claim(store.ledger, later) == []
    assert await store.dispatches.left() == ()
