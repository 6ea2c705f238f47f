"""Readers ask while a push is on its way, and Telegram gets no more than it takes."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Wish
from bot.schedule import Slot
from tests.invented import a_story
from tests.proofs.push import AGO
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from bot.store import Store
    from tests.platforms.telegram.people import Person
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

PLACES = 70  # two seconds and a half of the lane, and the first of them begins
TOO_FAST = 429
# A machine that stands still for a moment lets out together what should go out one by one. That
# happens now and then, and not in each of several pushes. Where no push stands back for readers,
# it is three and more each time.
TRIES, NEARLY_NONE = 3, 1


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
@pytest.mark.parametrize("asked", [3, 6])  # questions a second
async def test_a_push_and_answers_together_are_not_too_fast(
    store: Store, push: Push, hire: Hire, asked: int
) -> None:
    refused = list[int]()
    while len(refused) < TRIES and min(refused, default=TOO_FAST) > NEARLY_NONE:
        before, place = _refused(push), len(refused)
        readers = [push.telegram.person(f"Reader {place} {each}") for each in range(6 * asked)]
        await _due(store, push, minutes=place)
        worker = hire(f"worker {place}", haste=Haste(rest=None, lease=60))
        worker.start()
        await push.until(lambda: "sends through" in worker.log)  # noqa: B023 - it is waited for
        asking = asyncio.create_task(_ask(readers, asked))
        states = await push.over()
        asking.cancel()
        await worker.stopped()
        assert states == {"telegram": {"sent": PLACES * (place + 1)}}
        assert any(push.telegram.said(reader) for reader in readers)
        refused.append(_refused(push) - before)
    assert min(refused) <= NEARLY_NONE


async def _due(store: Store, push: Push, *, minutes: int) -> None:
    """Let places await a briefing that is due, of a minute of their own."""
    at = datetime.now(UTC) - AGO - timedelta(minutes=minutes)
    due = at.replace(second=0, microsecond=0)
    before = due - timedelta(minutes=1)
    await store.load([a_story("one")], at=before)
    wish = Wish(slot=Slot(due.time(), "UTC"))
    by = Account("telegram", "1")
    for number in range(PLACES):
        chat = push.telegram.person(f"Place {minutes} {number}").chat
        where = Address("telegram", str(chat.id))
        await store.ledger.subscribe(where, wish, by=by, first=due.date(), at=before)


async def _ask(readers: list[Person], asked: int) -> None:
    """Let readers ask, so many a second."""
    began = time.monotonic()
    for number, reader in enumerate(readers):
        await asyncio.sleep(began + number / asked - time.monotonic())
        reader.writes("/start")


def _refused(push: Push) -> int:
    return sum(each.code == TOO_FAST for _, each in push.telegram.refusals)
