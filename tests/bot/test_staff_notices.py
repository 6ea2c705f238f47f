"""Whose code was used hears of it where they are alone, though they did not type it."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

import adapters.console
from bot.address import Account, Address
from bot.desk import Desk
from bot.errors import StoreError
from bot.outcome import Gone, Later, Sent
from bot.pushing.clock import Clock
from bot.running import telling
from bot.running.telling import Telling
from bot.store.open import open_store
from bot.words import phrase
from tests.bot.managed import read
from tests.bot.staffed import Newsroom, chat_of
from tests.invented import NOON
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.outcome import Outcome
    from bot.reply import Reply

OLGA, PHONE = Account("chat", "1"), Account("other", "2")
BUSY, CLOSED = Later(1.0, phrase("Too much.")), Gone(phrase("They let nobody write."))


class Door:
    """As much of a door as it takes to tell people something."""

    limits = adapters.console.LIMITS
    name = "chat"

    def __init__(self) -> None:
        self.outcome: Outcome = Sent("1")
        self.told: list[tuple[Address, Reply]] = []
        self.came = asyncio.Event()

    async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:
        assert 0 < len(key) <= 25
        self.told.append((where, message))
        self.came.set()
        return self.outcome


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    """A newsroom in which Olga's code was used by her telephone."""
    store = await open_store("sqlite://")
    room = Newsroom(Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[OLGA]))
    code = re.findall(r"/link (\S+)", await room.read(OLGA, "/link"))[0]
    await room.press(PHONE, await room.ask(PHONE, f"/link {code}"), "Yes, link them")
    yield room
    await store.close()


def copy(room: Newsroom, door: Door, worker: str = "one") -> Telling:
    clock = Clock(room.desk.store.ledger, lambda: NOON)
    return Telling(room.desk, [door], worker=worker, clock=clock)  # type: ignore[list-item] # all that it needs is there


async def test_whose_code_was_used_is_told_once_and_how_to_take_it_back(room: Newsroom) -> None:
    door = Door()
    for _ in range(2):
        await copy(room, door).look(door)  # type: ignore[arg-type] # the same
    ((where, message),) = door.told
    assert where == chat_of(OLGA)
    assert read(message).startswith("other:2 has used the code that you were given.")
    await room.press(OLGA, message, "Link no more")
    assert "chat:1" not in await room.read(PHONE, "/link")


@pytest.mark.parametrize(("outcome", "times"), [(BUSY, 2), (CLOSED, 1)])
async def test_who_cannot_be_told_now_is_told_later_and_who_never_can_is_not(
    room: Newsroom, outcome: Outcome, times: int
) -> None:
    door = Door()
    door.outcome = outcome
    for _ in range(2):
        await copy(room, door).look(door)  # type: ignore[arg-type] # the same
    assert len(door.told) == times


async def test_of_two_copies_one_tells(room: Newsroom) -> None:
    door = Door()
    door.outcome = BUSY
    for worker in ("one", "two"):
        await copy(room, door, worker).look(door)  # type: ignore[arg-type] # the same
    assert len(door.told) == 1


async def test_a_store_that_fails_for_a_while_is_waited_for(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "LOOK", 0.0)
    door, staff = Door(), room.desk.store.staff
    notices, failures = staff.notices, [StoreError(phrase("It is held."))]

    async def failing(platform: str, *, limit: int, without: Iterable[Account] = ()) -> object:
        if failures:
            raise failures.pop()
        return await notices(platform, limit=limit, without=without)

    monkeypatch.setattr(staff, "notices", failing)
    running = asyncio.create_task(copy(room, door).run(lambda *_: None))
    async with asyncio.timeout(PATIENCE):
        await door.came.wait()
        # It is to rest when it is stopped, and not to be in the middle of a question.
        monkeypatch.setattr(telling, "LOOK", PATIENCE)
        while await notices("chat", limit=1):  # noqa: ASYNC110 - the loop does not tell
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
