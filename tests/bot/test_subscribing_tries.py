"""A suspended place is tried again by itself, and its manager is told when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edition import Subscribed
from bot.pushing import places
from bot.subscriptions.subscribing import subscription, tried_again
from tests.bot.managed import Clock, at, known, read, subscribed
from tests.invented import TERMINAL

if TYPE_CHECKING:
    from datetime import date

    from tests.bot.managed import Place

WINDOW = timedelta(hours=6)


async def suspend(place: Place, clock: Clock) -> None:
    """Let the place be lost, whether it was so before or not."""
    ledger = place.desk.store.ledger
    await ledger.stand(TERMINAL, Subscribed.SUSPENDED, at=clock.now, reason="It is closed.")


async def planned(place: Place, clock: Clock) -> date | None:
    """Give the day for which something is planned at this moment, and let it be lost."""
    before = await place.desk.store.ledger.past((await known(place)).id, limit=100)
    await place.desk.store.ledger.plan(clock.now, window=WINDOW, limit=9)
    after = await place.desk.store.ledger.past((await known(place)).id, limit=100)
    await suspend(place, clock)
    new = {each.day for each in after} - {each.day for each in before}
    return new.pop() if new else None


@settings(max_examples=12)
@given(st.sampled_from(["", "mon-fri", "sun", "tue,sat"]), st.integers(0, 47))
async def test_it_is_tried_when_that_was_told(days: str, half_hours: int) -> None:
    clock = Clock()
    async with subscribed(clock, ()) as place:
        await place.ask(f"/subscribe 8 Paris {days}")
        clock.now += half_hours * timedelta(minutes=30)
        await place.desk.store.ledger.plan(clock.now, window=WINDOW, limit=9)
        await suspend(place, clock)
        told = []
        for _ in range(40):
            found = await subscription(place.desk, TERMINAL)
            (tried,) = tried_again(found, clock.now)
            clock.now = found.wish.slot.after(clock.now).at
            day = await planned(place, clock)
            assert (day is not None) == (tried.at == clock.now)
            told.append(day)
        assert len([day for day in told if day]) > 2


async def test_who_asks_is_told_when(place: Place, clock: Clock) -> None:
    clock.now = at(25, 7)
    await planned(place, clock)
    assert "The next try is on Thursday, November 26, 2026, 8:00 AM." in read(
        await place.ask("/status")
    )
    clock.now = at(26, 7)
    await planned(place, clock)
    assert "The next try is on Saturday, November 28, 2026, 8:00 AM." in read(
        await place.ask("/status")
    )


async def test_who_asks_is_told_when_it_is_tried_sooner_than_it_was_to_be(
    place: Place, clock: Clock
) -> None:
    for day in (25, 26, 28):
        clock.now = at(day, 7)
        await planned(place, clock)
    await places.present(place.desk, TERMINAL.platform, [TERMINAL.chat])
    assert "The next try is on Sunday, November 29, 2026, 8:00 AM." in read(
        await place.ask("/status")
    )
