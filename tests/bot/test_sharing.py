"""What only one copy may do is done by one, and by all of them alike where it is more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.pushing.clock import Clock
from bot.running.sharing import LEASE, LOOK, Share
from bot.store.open import open_store
from tests.invented import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.store import Store


class Copies:
    """Several copies, which look one after the other as time goes by."""

    def __init__(self, store: Store) -> None:
        self.ledger = store.ledger
        self.now: datetime = NOON

    def share(self, worker: str, names: Sequence[str]) -> Share:
        clock = Clock(self.ledger, lambda: self.now)
        return Share(self.ledger, clock, worker=worker, kind="door", names=names)

    async def look(self, *shares: Share, after: timedelta = timedelta(seconds=LOOK)) -> list[int]:
        """Let some time go by in which each looks; give how much each holds."""
        ends = self.now + after
        while self.now < ends:
            self.now += timedelta(seconds=LOOK)
            for share in shares:
                await share.look()
        return [len(share.held) for share in shares]


@pytest.fixture
async def copies() -> AsyncIterator[Copies]:
    store = await open_store("sqlite://")
    yield Copies(store)
    await store.close()


async def test_one_thing_is_held_by_who_comes_first(copies: Copies) -> None:
    one, two = copies.share("one", ["all"]), copies.share("two", ["all"])
    assert await copies.look(one, two, after=10 * LEASE) == [1, 0]
    assert one.held == ("all",)


async def test_who_dies_is_followed_once_the_lease_is_over(copies: Copies) -> None:
    one, two = copies.share("one", ["all"]), copies.share("two", ["all"])
    await copies.look(one, two)
    assert await copies.look(two, after=LEASE / 2) == [0]
    assert await copies.look(two, after=LEASE) == [1]
    assert one.held == ()


async def test_who_leaves_is_followed_at_once(copies: Copies) -> None:
    one, two = copies.share("one", ["all"]), copies.share("two", ["all"])
    await copies.look(one, two)
    await one.leave()
    assert one.held == ()
    assert await copies.look(two) == [1]


async def test_who_wakes_up_late_holds_nothing_even_before_looking(copies: Copies) -> None:
    one, two = copies.share("one", ["all"]), copies.share("two", ["all"])
    await copies.look(one, two)
    await copies.look(two, after=2 * LEASE)
    assert one.held == ()
    assert await copies.look(one, two) == [0, 1]


@pytest.mark.parametrize(("things", "copies_"), [(2, 2), (16, 2), (16, 3), (7, 4), (3, 5)])
async def test_many_things_are_shared_out_whenever_copies_come(
    copies: Copies, things: int, copies_: int
) -> None:
    names = [f"{number}/{things}" for number in range(things)]
    shares = [copies.share(str(number), names) for number in range(copies_)]
    for running in range(1, copies_ + 1):
        await copies.look(*shares[:running], after=4 * LEASE)
    held = [share.held for share in shares]
    assert sorted(name for each in held for name in each) == sorted(names)
    assert min(map(len, held)) >= things // copies_


async def test_what_is_shared_out_stays_where_it_is(copies: Copies) -> None:
    names = [str(number) for number in range(9)]
    shares = [copies.share(str(number), names) for number in range(4)]
    await copies.look(*shares, after=6 * LEASE)
    before = [share.held for share in shares]
    for _ in range(20):
        await copies.look(*shares)
        assert [share.held for share in shares] == before


async def test_what_a_dead_copy_held_is_shared_out_among_the_others(copies: Copies) -> None:
    names = [str(number) for number in range(6)]
    one, two, three = (copies.share(worker, names) for worker in ("one", "two", "three"))
    await copies.look(one, two, three, after=5 * LEASE)
    await copies.look(two, three, after=5 * LEASE)
    assert sorted([*two.held, *three.held]) == names
    assert min(len(two.held), len(three.held)) >= 3


async def test_never_do_two_hold_the_same(copies: Copies) -> None:
    names = [str(number) for number in range(5)]
    shares = [copies.share(str(number), names) for number in range(3)]
    for count in (1, 3, 2, 1, 3):
        for _ in range(12):
            await copies.look(*shares[:count])
            held = [name for share in shares for name in share.held]
            assert len(held) == len({*held})
