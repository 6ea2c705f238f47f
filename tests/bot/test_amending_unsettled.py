"""A change that does not come to its end, and the reply that stands in for it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.edition import Progress, Subscribed
from bot.outcome import Later, Moved, Refused, Sent, Unknown
from bot.pushing.amending import MOST_TRIES
from bot.pushing.delivery import LEASE, Courier
from tests.bot.test_amending import GONE_AWAY, Changing, Room, notes, room
from tests.bot.test_delivery import BUSY, EDITOR, MORNING, PLACE, TOMORROW, WISH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.outcome import Outcome
    from bot.reply import Reply

__all__ = ["room"]

DAY = timedelta(days=1)
LINE = "/correct harbour-reopens It was March."
SAID = ["Correction 1 (November 24, 2026): It was March."]
SOON = timedelta(minutes=1)


class Stuck(Changing):
    """A platform that ends every change alike, after something has happened."""

    def __init__(self, end: Outcome, meanwhile: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self._end = end
        self._meanwhile = meanwhile

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        await super().edit(where, sent, message)
        await self._meanwhile()
        return self._end


async def nothing() -> None: ...


async def corrected(room: Room) -> None:
    await room.correct(LINE)
    while await room.dispatching.look():
        pass


def courier(room: Room, worker: str = "one") -> Courier:
    return Courier(room.desk, room.door, worker=worker, clock=room.clock)


async def served(room: Room, worker: str = "one") -> None:
    one = courier(room, worker)
    await one.round()
    await one.finish()


def replies(room: Room) -> list[list[str]]:
    return [notes(message) for _, message, _ in room.door.sent if notes(message)]


@pytest.mark.parametrize("end", [Unknown(BUSY), Later(60, BUSY)])
async def test_a_change_that_never_comes_to_its_end_keeps_no_briefing_from_its_place(
    room: Room, end: Outcome
) -> None:
    room.door = Stuck(end, nothing)
    await corrected(room)
    await served(room)
    await room.at(MORNING + DAY)
    assert [progress for progress, _ in await room.progress()] == [Progress.SENT] * 2


@pytest.mark.parametrize(("end", "tries"), [(Unknown(BUSY), MOST_TRIES), (Later(60, BUSY), 15)])
async def test_what_cannot_be_changed_in_many_tries_is_said_in_a_reply_once(
    room: Room, end: Outcome, tries: int
) -> None:
    room.door = Stuck(end, nothing)
    await corrected(room)
    for _ in range(200):
        room.time += SOON * 2
        await served(room)
    assert len(room.door.changed) == tries
    assert replies(room) == [SAID]
    assert await room.left() == 0


@pytest.mark.parametrize("end", [Unknown(BUSY), Later(1, BUSY)])
async def test_a_platform_that_is_away_for_a_while_uses_up_no_tries(
    room: Room, end: Outcome
) -> None:
    room.door.ends = [Later(2, BUSY, everywhere=True)] * MOST_TRIES + [end]
    await corrected(room)
    for _ in range(2 * MOST_TRIES):
        await served(room)
        room.time += timedelta(seconds=3)
    room.time += DAY / 12
    await served(room)
    assert len(room.door.changed) == MOST_TRIES + 2
    assert (replies(room), await room.left()) == ([], 0)


@pytest.mark.parametrize("since", [timedelta(), DAY / 48])
async def test_where_a_pause_is_over_what_cannot_be_changed_is_said_in_a_reply(
    room: Room, since: timedelta
) -> None:
    until = room.time - since
    before = until - DAY / 48
    await room.ledger.stand(PLACE, Subscribed.PAUSED, at=before, until=until)
    room.door = Stuck(GONE_AWAY, nothing)
    await corrected(room)
    await served(room)
    assert replies(room) == [SAID]


async def test_while_a_pause_lasts_what_cannot_be_changed_is_not_said_in_a_reply(
    room: Room,
) -> None:
    await room.ledger.stand(PLACE, Subscribed.PAUSED, at=room.time, until=room.time + DAY / 24)
    room.door = Stuck(GONE_AWAY, nothing)
    await corrected(room)
    await served(room)
    assert (len(room.door.changed), replies(room), await room.left()) == (1, [], 0)


async def test_a_platform_that_gives_no_answer_is_asked_less_and_less_often(room: Room) -> None:
    room.door = Stuck(Unknown(BUSY), nothing)
    await corrected(room)
    tried = []
    while len(room.door.changed) < 6:
        before = len(room.door.changed)
        await served(room)
        if len(room.door.changed) > before:
            tried.append(room.time)
        room.time += timedelta(seconds=20)
    waits = [(later - sooner) / timedelta(seconds=20) for sooner, later in pairwise(tried)]
    assert waits == [1, 2, 4, 8, 16]


async def test_what_stands_where_a_chat_was_before_it_moved_is_left_in_the_end(room: Room) -> None:
    """The place it moved to has a briefing of its own already."""
    new = Address("recorder", "-100")
    await room.ledger.subscribe(new, WISH, by=EDITOR, first=TOMORROW + DAY, at=room.time)
    room.door = Stuck(Moved(new), nothing)
    await corrected(room)
    for _ in range(2 * MOST_TRIES):
        room.time += timedelta(seconds=2)
        await served(room)
    assert (len(room.door.changed), room.door.sent) == (MOST_TRIES, [])
    assert await room.left() == 0


async def test_where_nothing_new_is_wanted_a_change_is_given_up_in_the_end(room: Room) -> None:
    await room.ledger.stand(PLACE, Subscribed.ENDED, at=room.time)
    room.door = Stuck(Later(60, BUSY), nothing)
    await corrected(room)
    for _ in range(20):
        room.time += SOON * 2
        await served(room)
    assert (len(room.door.changed), room.door.sent) == (15, [])
    assert await room.left() == 0


async def test_a_correction_is_replied_once_though_the_lane_is_held_meanwhile(room: Room) -> None:
    async def held() -> None:
        if len(room.door.changed) == 1:
            await room.ledger.hold("recorder", room.time + 5 * LEASE)

    room.door = Stuck(GONE_AWAY, held)
    room.door.found = Unknown(BUSY)
    await corrected(room)
    await served(room)
    assert replies(room) == []
    for _ in range(8):
        room.time += LEASE
        await served(room, "two")
    assert replies(room) == [SAID]


async def test_who_has_lost_a_delivery_over_its_change_says_nothing_more(room: Room) -> None:
    async def stopped() -> None:
        if len(room.door.changed) == 1:
            room.time += LEASE
            await served(room, "two")

    room.door = Stuck(GONE_AWAY, stopped)
    await corrected(room)
    await served(room)
    assert len(room.door.changed) == 2
    assert replies(room) == [SAID]


async def test_a_reply_that_is_refused_is_said_by_itself(room: Room) -> None:
    room.door = Stuck(GONE_AWAY, nothing)
    room.door.outcomes.extend([Refused(BUSY), Sent("2")])
    await corrected(room)
    await served(room)
    assert room.door.answers == ["1", None]
    assert await room.left() == 0
