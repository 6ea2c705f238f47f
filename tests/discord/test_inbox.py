"""What comes in is answered at once, each by itself, and finished in the end."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from adapters.discord.inbox import Inbox
from tests.discord.recording import an_interaction

if TYPE_CHECKING:
    from adapters.discord.wire import Interaction

QUICK, SLOW, BROKEN = (an_interaction(2, {"name": name}) for name in ("quick", "slow", "broken"))


class Hands:
    """Whoever answers: how far they have come."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.sorry: list[str] = []
        self.go_on = asyncio.Event()
        self.inbox = Inbox(self.handle, self.apologize)

    async def handle(self, asked: Interaction) -> None:
        name = asked["data"]["name"]
        if name == "broken":
            raise KeyError(name)
        if name == "slow":
            await self.go_on.wait()
        self.done.append(name)

    async def apologize(self, asked: Interaction) -> None:
        self.sorry.append(asked["data"]["name"])


@pytest.fixture
async def hands() -> Hands:
    return Hands()


async def test_a_slow_answer_holds_up_nobody(hands: Hands) -> None:
    hands.inbox.take(SLOW)
    hands.inbox.take(QUICK)
    await asyncio.sleep(0)
    assert hands.done == ["quick"]
    hands.go_on.set()
    await hands.inbox.close(1)
    assert hands.done == ["quick", "slow"]


async def test_what_breaks_is_noted_and_answered_with_an_apology(
    hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        hands.inbox.take(BROKEN)
        await hands.inbox.close(1)
    assert hands.sorry == ["broken"]
    assert "KeyError" in caplog.text


async def test_what_was_begun_is_finished_and_nothing_new_is_taken_in(hands: Hands) -> None:
    hands.inbox.take(SLOW)
    closing = asyncio.create_task(hands.inbox.close(1))
    await asyncio.sleep(0)
    hands.inbox.take(QUICK)
    hands.go_on.set()
    await closing
    assert hands.done == ["slow"]


async def test_what_does_not_come_to_an_end_is_let_go(hands: Hands) -> None:
    hands.inbox.take(SLOW)
    await hands.inbox.close(0.01)
    assert hands.done == []
