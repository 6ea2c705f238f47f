"""The ledger with eight workers at once: tasks, stores and processes."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from bot.edition import Progress
from bot.pace import AHEAD, Lane
from tests.briefings import EIGHT, LANE, MINUTE, SECOND, WINDOW, place, progress, slot, subscribe
from tests.couriers import deliver, in_a_process, most_within
from tests.engines import on_shared_engines
from tests.hands import several

if TYPE_CHECKING:
    from bot.ledger import Ledger
    from bot.store import Store
    from tests.conftest import OpenStore
    from tests.couriers import Sent

HANDS = 8
CHATS = 20
THREADS = ("", "a", "b")


async def a_morning(ledger: Ledger) -> None:
    """Let chats want several briefings each, a minute after the other."""
    for chat in range(CHATS):
        for minute, thread in enumerate(THREADS):
            at = slot(7, 50 + minute)
            await subscribe(ledger, place(str(chat), thread), slot=at, at=EIGHT - 30 * MINUTE)


async def each_was_sent_once(ledger: Ledger, hands: list[list[Sent]]) -> None:
    sent = Counter((each.delivery, each.attempt) for each in chain.from_iterable(hands))
    assert len(sent) == CHATS * len(THREADS)
    assert set(sent.values()) == {1}
    assert {attempt for _, attempt in sent} == {1}
    for chat in range(CHATS):
        for thread in THREADS:
            assert await progress(ledger, place(str(chat), thread)) == [Progress.SENT]


async def test_tasks_at_once_send_each_briefing_once(store: Store) -> None:
    await a_morning(store.ledger)
    workers = (deliver(store.ledger, f"worker {hand}") for hand in range(HANDS))
    await each_was_sent_once(store.ledger, await asyncio.gather(*workers))


@on_shared_engines
async def test_stores_at_once_send_each_briefing_once_and_in_order(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    await a_morning(stores[0].ledger)
    order: list[Sent] = []

    async def in_order(store: Store, worker: str) -> list[Sent]:
        sent = await deliver(store.ledger, worker)
        order.extend(sent)
        return sent

    hands = await asyncio.gather(
        *(in_order(store, f"worker {hand}") for hand, store in enumerate(stores))
    )
    await each_was_sent_once(stores[0].ledger, hands)
    for hand in hands:
        for chat in {each.chat for each in hand}:
            dues = [each.due for each in hand if each.chat == chat]
            assert all(earlier < later for earlier, later in pairwise(dues))


@on_shared_engines
async def test_processes_at_once_send_each_briefing_once(store: Store, address: str) -> None:
    await a_morning(store.ledger)
    loop = asyncio.get_running_loop()
    with several(HANDS) as pool:
        workers = [
            loop.run_in_executor(pool, in_a_process, address, f"worker {hand}")
            for hand in range(HANDS)
        ]
        hands = await asyncio.gather(*workers)
    await each_was_sent_once(store.ledger, list(hands))
    assert sum(bool(hand) for hand in hands) > 1


@on_shared_engines
async def test_processes_at_once_share_the_places_of_a_lane(store: Store, address: str) -> None:
    lane = Lane(rate=20.0, share=2.0)
    await a_morning(store.ledger)
    loop = asyncio.get_running_loop()
    with several(HANDS) as pool:
        workers = [
            loop.run_in_executor(pool, in_a_process, address, f"worker {hand}", lane)
            for hand in range(HANDS)
        ]
        hands = await asyncio.gather(*workers)
    moments = [each.at for each in chain.from_iterable(hands)]
    assert len(set(moments)) == len(moments) == CHATS * len(THREADS)
    assert most_within(moments, SECOND) <= lane.rate * (1 + AHEAD / 10)


async def test_planners_at_once_plan_everything_once(store: Store) -> None:
    await a_morning(store.ledger)

    async def plan() -> int:
        planned = 0
        for _ in range(9):
            step = await store.ledger.plan(EIGHT, window=WINDOW, limit=1)
            planned += step.deliveries
        return planned

    assert sum(await asyncio.gather(*(plan() for _ in range(HANDS)))) == CHATS * len(THREADS)


async def test_answers_at_once_each_have_a_place_of_their_own(store: Store) -> None:
    lane = Lane(rate=20.0, share=2.0)
    places = await asyncio.gather(
        *(store.ledger.answer(LANE, lane, now=EIGHT) for _ in range(4 * HANDS))
    )
    assert most_within([each.timestamp() for each in places], SECOND) <= 22


@on_shared_engines
async def test_of_workers_at_once_one_gets_a_lease(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    taken = await asyncio.gather(
        *(
            store.ledger.lease("door", f"worker {hand}", now=EIGHT, until=EIGHT + MINUTE)
            for hand, store in enumerate(stores)
        )
    )
    assert sum(taken) == 1


@on_shared_engines
async def test_who_subscribes_the_same_place_at_once_has_one_subscription(
    open_store: OpenStore,
) -> None:
    stores = [await open_store() for _ in range(HANDS)]
    subscriptions = await asyncio.gather(*(subscribe(store.ledger) for store in stores))
    assert len({each.id for each in subscriptions}) == 1
