"""Pushes, which may cost Stars; answers, which never do; and a copy that sends and hears nobody."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from adapters.telegram.adapter import Telegram as Door
from bot.address import Address
from bot.outcome import Sent
from bot.pace import LANES
from bot.reply import Paragraph, Plain, Reply

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

HELLO = Reply((Paragraph((Plain("Hello."),)),))


def place(person: Person) -> Address:
    return Address("telegram", str(person.chat.id))


async def test_a_copy_that_hears_nobody_sends(telegram: Telegram, ada: Person) -> None:
    door = Door(telegram.token, api=telegram.base)
    assert not isinstance(await door.send(place(ada), HELLO, key="d1"), Sent)
    async with door.opened():
        assert isinstance(await door.send(place(ada), HELLO, key="d1"), Sent)
    assert not isinstance(await door.send(place(ada), HELLO, key="d2"), Sent)
    assert len(telegram.said(ada)) == 1
    assert not telegram.called("getUpdates")


@pytest.mark.parametrize("paid", [False, True])
async def test_pushes_are_paid_where_that_is_set(
    telegram: Telegram, ada: Person, *, paid: bool
) -> None:
    door = Door(telegram.token, api=telegram.base, paid=paid)
    async with door.opened():
        await door.send(place(ada), HELLO, key="d1")
    (sent,) = telegram.called("sendMessage")
    assert sent.flag("allow_paid_broadcast") is paid
    assert door.pace == LANES[1000 if paid else 30]


async def test_answers_are_never_paid(telegram: Telegram, desk: Desk, ada: Person) -> None:
    door, ready = Door(telegram.token, api=telegram.base, paid=True), asyncio.Event()
    running = asyncio.create_task(door.run(desk, ready.set))
    await ready.wait()
    ada.writes("/facts")
    await telegram.answers(ada)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert not telegram.called("sendMessage")[0].flag("allow_paid_broadcast")


@pytest.mark.parametrize(
    ("messages", "stars"), [(0, 0), (30, 0), (31, 1), (40, 1), (12_000, 1_197)]
)
def test_what_it_costs_is_said_before(messages: int, stars: int) -> None:
    said = str(Door("1:s3cret", paid=True).cost(messages))
    assert f"every subscribed chat ({messages}) costs at most, in Stars: {stars}," in said


def test_what_is_free_has_no_cost() -> None:
    assert Door("1:s3cret").cost(12_000) is None
