"""An edition is composed once for all places of a wish, and a briefing has the parts it has."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.edition import Edition, Progress
from bot.entries import Begun
from bot.revision import State
from tests.briefings import (
    DAY,
    EIGHT,
    LEASE,
    begin,
    claim,
    past,
    place,
    plan,
    progress,
    record,
    slot,
    subscribe,
)
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.edition import Delivery
    from bot.revision import Revision
    from bot.store import Store


class Choice:
    """Chooses stories, and counts how often."""

    def __init__(self, *stories: Revision, more: int = 0) -> None:
        self.made = 0
        self._stories, self._more = stories, more

    async def __call__(self) -> tuple[Sequence[Revision], int]:
        self.made += 1
        await asyncio.sleep(0)
        return self._stories, self._more


async def published(store: Store, *slugs: str) -> list[Revision]:
    await store.load([a_story(slug) for slug in slugs], at=NOON)
    revisions = [await store.published(slug) for slug in slugs]
    return [each for each in revisions if each]


async def due(store: Store, **wishes: dict[str, Any]) -> list[Delivery]:
    """Claim the first briefing of each of some places."""
    for chat, wish in wishes.items():
        await subscribe(store.ledger, place(chat), **wish)
    await plan(store.ledger)
    claimed = await claim(store.ledger)
    order = {each.subscription.where.chat: each for each in claimed}
    return [order[chat] for chat in wishes]


async def test_an_edition_holds_what_was_chosen_in_that_order(store: Store) -> None:
    stories = await published(store, "b", "a", "c")
    (delivery,) = await due(store, one={})
    edition = await store.ledger.compose(delivery, Choice(*stories, more=4))
    assert (edition.stories, edition.more) == (tuple(stories), 4)


async def test_an_edition_is_composed_once_for_the_same_wish(store: Store) -> None:
    choose = Choice(*await published(store, "a"))
    wishes: dict[str, dict[str, Any]] = {
        "one": {"topics": ("A", "B")},
        "two": {"topics": ("B", "A"), "silent": True},
    }
    editions = [await store.ledger.compose(each, choose) for each in await due(store, **wishes)]
    assert (choose.made, editions[0]) == (1, editions[1])


async def test_another_wish_has_an_edition_of_its_own(store: Store) -> None:
    choose = Choice()
    wishes: dict[str, dict[str, Any]] = {
        "one": {},
        "two": {"topics": ("A",)},
        "three": {"language": "de"},
        "four": {"most": 1},
    }
    editions = [await store.ledger.compose(each, choose) for each in await due(store, **wishes)]
    assert len({each.id for each in editions}) == choose.made == len(wishes)


async def test_who_was_told_less_has_an_edition_that_reaches_further_back(store: Store) -> None:
    ledger = store.ledger
    await record(ledger, await due(store, one={}, two={}))
    await plan(ledger, EIGHT + DAY)
    first, second = await claim(ledger, EIGHT + DAY)
    await record(ledger, [first], now=EIGHT + DAY)
    await record(ledger, [second], Progress.REFUSED, now=EIGHT + DAY)
    now = EIGHT + 2 * DAY
    await plan(ledger, now)
    choose = Choice()
    deliveries = await claim(ledger, now)
    editions = [await ledger.compose(each, choose) for each in deliveries]
    assert len({each.id for each in editions}) == choose.made == 2
    assert {each.since for each in deliveries} == {EIGHT, EIGHT + DAY}


async def test_of_several_that_choose_at_once_one_is_heard(store: Store) -> None:
    a, b = await published(store, "a", "b")
    deliveries = await due(store, one={}, two={}, three={}, four={})
    choices = [Choice(a), Choice(b), Choice(a, b), Choice()]
    editions = await asyncio.gather(*map(store.ledger.compose, deliveries, choices))
    assert len({(each.id, each.stories) for each in editions}) == 1


async def test_an_edition_keeps_the_revisions_it_was_composed_of(store: Store) -> None:
    stories = await published(store, "a")
    one, two = await due(store, one={}, two={})
    first = await store.ledger.compose(one, Choice(*stories))
    changed = await store.save(a_story("a", headline="Other"), by="hand", at=EIGHT)
    await store.publish("a", changed.number, at=EIGHT)
    await store.retract("a", at=EIGHT)
    assert await store.ledger.compose(two, Choice()) == first
    assert [each.state for each in first.stories] == [State.PUBLISHED]


async def test_a_briefing_keeps_its_edition_whatever_is_wished_later(store: Store) -> None:
    ledger = store.ledger
    (delivery,) = await due(store, one={})
    edition = await ledger.compose(delivery, Choice())
    await begin(ledger, [delivery], edition=edition.id, parts=2)
    await record(ledger, [delivery])
    await subscribe(ledger, place("one"), topics=("A",), at=EIGHT)
    (second,) = await claim(ledger)
    choose = Choice()
    assert (await ledger.compose(second, choose), choose.made) == (edition, 0)


async def test_the_parts_of_a_briefing_come_one_after_the_other(store: Store) -> None:
    ledger = store.ledger
    (delivery,) = await due(store, one={})
    edition = await ledger.compose(delivery, Choice())
    await begin(ledger, [delivery], edition=edition.id, parts=3)
    assert await claim(ledger) == []
    parts = []
    held = [delivery]
    while held:
        await record(ledger, held)
        held = await claim(ledger)
        await begin(ledger, held, edition=edition.id, parts=3)
        parts += [(each.part, each.parts, each.edition, each.since) for each in held]
    expected = [(part, 3, edition.id, delivery.since) for part in (1, 2)]
    assert parts == expected


async def test_beginning_again_is_harmless(store: Store) -> None:
    ledger = store.ledger
    held = await due(store, one={})
    for _ in range(2):
        await begin(ledger, held, parts=3)
    assert [each.part for each in await past(ledger, place("one"))] == [2, 1, 0]


async def test_who_lost_a_delivery_gives_it_no_parts(store: Store) -> None:
    ledger = store.ledger
    lost = await due(store, one={})
    now = EIGHT + LEASE
    again = await claim(ledger, now)
    await begin(ledger, lost, now, edition=7, parts=3)
    assert len(await past(ledger, place("one"))) == 1
    await begin(ledger, again, now, edition=8, parts=2)
    assert await progress(ledger, place("one")) == [Progress.OPEN] * 2
    (third,) = await claim(ledger, now + LEASE)
    assert (third.edition, third.parts) == (8, 2)


async def test_what_is_begun_and_then_lost_goes_on_where_it_stood(store: Store) -> None:
    """Though it be composed otherwise by then."""
    ledger = store.ledger
    await begin(ledger, await due(store, one={}), edition=7, parts=2)
    now = EIGHT + LEASE
    again = await claim(ledger, now, worker="two")
    assert [(each.part, each.parts, each.edition) for each in again] == [(0, 2, 7)]
    await begin(ledger, again, now, worker="two", edition=8, parts=3)
    (third,) = await claim(ledger, now + LEASE)
    assert (third.parts, third.edition) == (2, 7)
    assert len(await past(ledger, place("one"))) == 2


async def test_what_a_chat_has_begun_to_hear_it_hears_before_others_begin(store: Store) -> None:
    ledger = store.ledger
    deliveries = await due(store, one={}, two={}, three={})
    first, *others = deliveries
    await record(ledger, others, Progress.OPEN, due=EIGHT)
    await begin(ledger, [first], parts=2)
    await record(ledger, [first])
    (held,) = await claim(ledger, limit=1)
    assert (held.subscription.where.chat, held.part) == ("one", 1)


async def test_an_edition_without_stories_is_one_too(store: Store) -> None:
    (delivery,) = await due(store, one={"slot": slot()})
    edition = await store.ledger.compose(delivery, Choice())
    assert edition == Edition(id=edition.id, stories=(), more=0)


async def test_many_that_begin_at_once_have_their_own_parts(store: Store) -> None:
    ledger = store.ledger
    first, *others = await due(store, one={}, two={}, three={})
    alone, split = Begun(first, 1, 1), [Begun(each, 1, 2) for each in others]
    await ledger.begin("one", [alone, *split], now=EIGHT, lease=LEASE)
    chats = {chat: await past(ledger, place(chat)) for chat in ("one", "two", "three")}
    assert {chat: len(parts) for chat, parts in chats.items()} == {"one": 1, "two": 2, "three": 2}
