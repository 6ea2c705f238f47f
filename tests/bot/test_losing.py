"""A place that cannot be reached while something else happens to it: what people wished stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.edition import Progress, Subscribed
from bot.outcome import Gone, Sent, Unknown
from bot.pushing import places
from bot.pushing.delivery import Courier
from bot.words import phrase
from tests.bot.test_delivery import (
    EDITOR,
    EVENING,
    MORNING,
    PLACE,
    TOMORROW,
    WISH,
    Recorder,
    Stage,
    stage,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.outcome import Outcome
    from bot.reply import Reply

__all__ = ["stage"]

CLOSED = phrase("It is closed.")
PRIVATE = Address("recorder", EDITOR.person)


class Crossed(Recorder):
    """A platform on which something happens while the first message is on its way."""

    def __init__(self, end: Outcome, meanwhile: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self.outcomes.append(end)
        self._meanwhile: Callable[[], Awaitable[object]] | None = meanwhile

    async def send(
        self, where: Address, message: Reply, *, key: str, answers: str | None = None
    ) -> Outcome:
        outcome = await super().send(where, message, key=key, answers=answers)
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return outcome


def told(stage: Stage) -> list[Address]:
    return [where for where, _, _ in stage.door.sent if where != PLACE]


@pytest.mark.parametrize("wished", [Subscribed.PAUSED, Subscribed.ENDED])
async def test_what_somebody_wished_while_a_message_was_on_its_way_stays_so(
    stage: Stage, wished: Subscribed
) -> None:
    async def stands() -> None:
        await stage.ledger.stand(PLACE, wished, at=MORNING, by=EDITOR)

    stage.door = Crossed(Gone(CLOSED), stands)
    await stage.at(MORNING)
    assert await stage.state() == (wished, "")
    assert told(stage) == []


async def test_of_a_removal_that_crosses_a_message_people_hear_once(stage: Stage) -> None:
    async def removed() -> None:
        await places.left(stage.desk, stage.door, [PLACE.chat], CLOSED)

    stage.door = Crossed(Gone(CLOSED), removed)
    await stage.at(MORNING)
    assert await stage.state() == (Subscribed.SUSPENDED, "It is closed.")
    assert told(stage) == [PRIVATE]


async def test_who_has_blocked_the_bot_is_not_written_to_about_it(stage: Stage) -> None:
    await stage.ledger.stand(PLACE, Subscribed.ENDED, at=EVENING)
    await stage.ledger.subscribe(PRIVATE, WISH, by=EDITOR, first=TOMORROW, at=EVENING)
    stage.door.outcomes.append(Gone(CLOSED))
    await stage.at(MORNING)
    assert told(stage) == [PRIVATE]  # the briefing itself
    assert (await stage.state(PRIVATE))[0] is Subscribed.SUSPENDED


async def test_what_is_on_its_way_while_the_bot_is_removed_and_let_in_again_comes_once(
    stage: Stage,
) -> None:
    async def removed_and_let_in() -> None:
        await places.left(stage.desk, stage.door, [PLACE.chat], CLOSED)
        await places.entered(stage.desk, "recorder", [PLACE.chat])
        stage.time += timedelta(seconds=1)
        other = Courier(stage.desk, stage.door, worker="two", clock=stage.clock)
        await other.round()
        await other.finish()

    stage.door = Crossed(Sent("1"), removed_and_let_in)
    stage.door.found = Unknown(CLOSED)
    await stage.at(MORNING)
    assert await stage.progress() == [(Progress.SENT, "")]
    await stage.at(MORNING + timedelta(minutes=5))
    assert [where for where, _, _ in stage.door.sent].count(PLACE) == 1


async def test_a_briefing_comes_though_the_way_is_open_again_before_people_have_heard_of_it(
    stage: Stage,
) -> None:
    class Slow(Recorder):
        async def send(
            self, where: Address, message: Reply, *, key: str, answers: str | None = None
        ) -> Outcome:
            if where == PRIVATE:
                await places.entered(stage.desk, "recorder", [PLACE.chat])
            return await super().send(where, message, key=key, answers=answers)

    stage.door = Slow()
    stage.door.outcomes.append(Gone(CLOSED))
    await stage.at(MORNING)
    assert await stage.state() == (Subscribed.ACTIVE, "")
    await stage.at(MORNING + timedelta(minutes=1))
    assert await stage.progress() == [(Progress.SENT, "")]
