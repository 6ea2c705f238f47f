"""Each update once, a chat's updates in their order, many chats at once, none lost by a kill."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram import inbox as module
from adapters.telegram.answered import Answered
from adapters.telegram.inbox import AT_ONCE, Inbox
from bot.errors import StoreError
from bot.heard import HEARD
from bot.words import phrase
from tests.invented import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import pytest

    from adapters.telegram.wire import Update


class Ledger:
    """As much of the newsroom as an inbox needs: what was answered, outliving the process."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.broken = False
        self.ready = asyncio.Event()
        self.ready.set()
        self.store = self

    def now(self) -> datetime:
        return NOON

    async def answered(self, _: str, keys: Iterable[str]) -> frozenset[str]:
        if self.broken:
            raise StoreError(phrase("The disk is full."))
        asked = set(keys)
        await self.ready.wait()
        return frozenset(self.keys & asked)

    async def mark_answered(self, _: str, keys: Iterable[str], *, at: datetime) -> None:
        assert at == NOON
        if self.broken:
            raise StoreError(phrase("The disk is full."))
        self.keys.update(keys)


class Desk:
    """Answers updates one by one, when it is told to."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self.ledger = ledger or Ledger()
        self.begun: list[int] = []
        self.done: list[int] = []
        self.works: dict[int, set[str]] = {}
        self.gates: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.open = True
        self.answered = Answered(self.ledger, 1)  # type: ignore[arg-type] # all it asks is there
        self.inbox = Inbox(self.answered, self.handle)

    async def handle(self, update: Update) -> None:
        number = update["update_id"]
        self.begun.append(number)
        heard = HEARD.get()
        self.works[number] = set(heard.keys) if heard else set()
        if not self.open:
            await self.gates[number].wait()
        self.done.append(number)

    async def finish(self, *numbers: int) -> None:
        for number in numbers:
            self.gates[number].set()
        for _ in range(5):
            await asyncio.sleep(0)


def came(*numbers: int, chat: int | None = None) -> list[Update]:
    """Updates from a chat each, or all from one."""
    return [
        {"update_id": number, "message": {"message_id": 1, "chat": a_chat(chat or number)}}
        for number in numbers
    ]


def a_chat(number: int) -> Any:  # noqa: ANN401 - what an inbox reads of a chat
    return {"id": number, "type": "private"}


async def test_an_update_that_comes_again_is_not_answered_again() -> None:
    desk = Desk()
    for batch in (came(5, 6), came(5, 6, 7), came(6)):
        await desk.inbox.take(batch)
        await desk.inbox.settled(1)
    assert sorted(desk.done) == [5, 6, 7]


async def test_nor_after_a_restart() -> None:
    first = Desk()
    await first.inbox.take(came(5, 6))
    await first.inbox.settled(1)
    await first.answered.flush()
    second = Desk(first.ledger)
    await second.inbox.take(came(5, 6, 7))
    await second.inbox.settled(1)
    assert second.done == [7]


async def test_what_a_killed_process_had_begun_is_answered_after_it() -> None:
    first = Desk()
    first.open = False
    await first.inbox.take(came(5, 6))
    await first.finish(6)
    await first.inbox.close(0)
    await first.answered.flush()
    second = Desk(first.ledger)
    await second.inbox.take(came(5, 6))
    await second.inbox.settled(1)
    assert second.done == [5]


async def test_what_was_done_and_not_answered_is_heard_again_and_known_as_done() -> None:
    first = Desk()
    first.open = False
    await first.inbox.take(came(5, 6))
    await first.finish()
    await first.inbox.close(0)
    second = Desk(first.ledger)
    second.ledger.keys |= first.works[5]
    known: list[tuple[int, bool]] = []

    async def handle(update: Update) -> None:
        number = update["update_id"]
        known.append((number, second.answered.is_done(number)))

    second.inbox = Inbox(second.answered, handle)
    await second.inbox.take(came(5, 6))
    await second.inbox.settled(1)
    await second.answered.flush()
    assert known == [(5, True), (6, False)]
    assert second.ledger.keys >= {"1:5", "1:6"}


async def test_what_comes_again_before_the_store_has_told_is_answered_once() -> None:
    desk = Desk()
    desk.ledger.ready.clear()
    takings = [asyncio.create_task(desk.inbox.take(came(5))) for _ in range(2)]
    await asyncio.sleep(0)
    desk.ledger.ready.set()
    await asyncio.gather(*takings)
    await desk.inbox.take(came(6, chat=5))
    await desk.inbox.settled(1)
    assert desk.done == [5, 6]


async def test_what_is_broken_off_before_the_store_has_told_is_answered_when_it_comes_again() -> (
    None
):
    desk = Desk()
    desk.ledger.ready.clear()
    broken = asyncio.create_task(desk.inbox.take(came(5)))
    await asyncio.sleep(0)
    broken.cancel()
    desk.ledger.ready.set()
    await desk.inbox.take(came(5))
    await desk.inbox.settled(1)
    assert desk.done == [5]


async def test_another_bots_updates_are_others() -> None:
    desk = Desk()
    desk.ledger.keys.add("2:5")
    await desk.inbox.take(came(5))
    await desk.inbox.settled(1)
    assert desk.done == [5]


async def test_telegram_is_asked_for_the_oldest_that_is_not_answered() -> None:
    desk = Desk()
    assert desk.inbox.offset is None
    desk.open = False
    await desk.inbox.take(came(5, 6, 7))
    await desk.finish(6)
    assert desk.inbox.offset == 5
    await desk.finish(5)
    assert desk.inbox.offset == 7
    await desk.finish(7)
    assert desk.inbox.offset == 8


async def test_one_that_takes_long_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    desk.open = False
    await desk.inbox.take(came(5, 6))
    monkeypatch.setattr(module, "HELD", 0.0)
    assert desk.inbox.offset == 7
    await desk.finish(5, 6)


async def test_nor_do_a_hundred_behind_it_wait_for_it() -> None:
    desk = Desk()
    desk.open = False
    await desk.inbox.take(came(*range(5, 100)))
    await desk.finish(*range(6, 100))
    assert desk.inbox.offset == 100
    await desk.finish(5)


async def test_a_chat_is_answered_in_its_order_and_others_meanwhile() -> None:
    desk = Desk()
    desk.open = False
    await desk.inbox.take([*came(1, 2, chat=9), *came(3)])
    await desk.finish()
    assert desk.begun == [1, 3]
    await desk.finish(3, 2)
    assert desk.begun == [1, 3]
    await desk.finish(1)
    assert desk.done == [3, 1, 2]


async def test_so_many_are_in_hand_at_once_and_no_more() -> None:
    desk = Desk()
    desk.open = False
    await desk.inbox.take(came(*range(1, AT_ONCE + 11)))
    await desk.finish()
    assert len(desk.begun) == AT_ONCE
    desk.open = True
    await desk.finish(*range(1, AT_ONCE + 11))
    await desk.inbox.settled(1)
    assert len(desk.done) == AT_ONCE + 10


@given(st.lists(st.lists(st.integers(1, 40), max_size=8), max_size=12))
def test_whatever_comes_however_often_is_answered_once(batches: list[list[int]]) -> None:
    async def run() -> None:
        desk = Desk()
        for batch in batches:
            await desk.inbox.take(came(*batch))
            await desk.inbox.settled(1)
        numbers = {number for batch in batches for number in batch}
        assert sorted(desk.done) == sorted(numbers)
        await desk.answered.flush()
        assert desk.ledger.keys == {f"1:{number}" for number in numbers}

    asyncio.run(run())


async def test_after_a_silent_week_numbers_may_begin_lower() -> None:
    desk = Desk()
    for batch in (came(900), came(17), came(18)):
        await desk.inbox.take(batch)
        await desk.inbox.settled(1)
    assert desk.done == [900, 17, 18]
    assert desk.inbox.offset == 19


async def test_an_update_that_nobody_can_read_does_not_come_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()

    async def broken(_: Update) -> None:
        raise KeyError("chat")

    desk.inbox = Inbox(desk.answered, broken)
    strange: Any = [{"update_id": 5}, {"update_id": 6, "message": {"text": "secret"}}]
    await desk.inbox.take([*strange, *came(7)])
    await desk.inbox.settled(1)
    await desk.answered.flush()
    assert desk.ledger.keys == {"1:5", "1:6", "1:7"}
    assert "secret" not in caplog.text


async def test_a_broken_store_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    desk.ledger.broken = True
    await desk.inbox.take(came(5))
    await desk.inbox.settled(1)
    await desk.answered.flush()
    assert desk.done == [5]
    assert "cannot be written down" in caplog.text
    desk.ledger.broken = False
    await desk.answered.flush()
    assert desk.ledger.keys == {"1:5"}


async def test_marks_are_written_as_they_come_without_being_asked_for() -> None:
    desk = Desk()
    writing = asyncio.create_task(desk.answered.write())
    await desk.inbox.take(came(5, 6))
    await desk.inbox.settled(1)
    for _ in range(5):
        await asyncio.sleep(0)
    assert desk.ledger.keys == {"1:5", "1:6"}
    writing.cancel()


async def test_closing_waits_for_what_was_begun() -> None:
    desk = Desk()
    desk.open = False
    await desk.inbox.take(came(5))
    closing = asyncio.create_task(desk.inbox.close(5))
    await desk.finish()
    assert not closing.done()
    await desk.finish(5)
    await closing
    assert desk.done == [5]
