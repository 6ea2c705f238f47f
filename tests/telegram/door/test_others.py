"""A server of one's own: it may know less than Telegram, and readers are answered all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.telegram import taking
from adapters.telegram.adapter import Telegram as Door
from adapters.telegram.line import Line
from tests.platforms.telegram.refusals import Refusal
from tests.telegram.door.conftest import an_open_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor

UNKNOWN = [Refusal(404, "Not Found: method not found"), Refusal(400, "no such method")]
MENUS = 100  # calls about menus, at the most


@pytest.fixture(autouse=True)
def _refusals_are_no_fault_of_ours(telegram: Telegram) -> Iterator[None]:
    yield
    unknown = {each.body["description"] for each in UNKNOWN}
    telegram.violations[:] = [
        each for each in telegram.violations if not any(said in each for said in unknown)
    ]


@pytest.mark.parametrize("unknown", UNKNOWN, ids=["not found", "bad request"])
async def test_menus_and_webhooks_may_be_unknown(
    telegram: Telegram, open_door: OpenDoor, ada: Person, unknown: Refusal
) -> None:
    telegram.faults.on("deleteWebhook", unknown)
    for method in ("getMyCommands", "setMyCommands", "deleteMyCommands"):
        telegram.faults.on(method, unknown, times=MENUS)
    async with open_door():
        ada.writes("/facts")
        await telegram.answers(ada)
        await telegram.until(lambda: telegram.called("getMyCommands"))


async def test_menus_that_are_not_told_are_set(telegram: Telegram, open_door: OpenDoor) -> None:
    telegram.faults.on("getMyCommands", UNKNOWN[0], times=MENUS)
    async with open_door():
        await telegram.until(lambda: ("all_private_chats", "") in telegram.menus)


async def test_where_updates_are_brought_may_be_unknown(
    telegram: Telegram, open_door: OpenDoor, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LOOK", 0.01)
    telegram.faults.on("getWebhookInfo", UNKNOWN[0], times=3)
    async with open_door("webhook"):
        await telegram.until(lambda: len(telegram.called("getWebhookInfo")) > 3)
        ada.writes("/facts")
        await telegram.answers(ada)


async def test_one_that_never_says_where_updates_are_brought_is_not_doubled(
    telegram: Telegram, desk: Desk, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def brought_to(_: Line) -> str:
        return ""

    monkeypatch.setattr(taking, "LOOK", 0.01)
    monkeypatch.setattr(Line, "brought_to", brought_to)
    async with an_open_door(telegram, desk, "webhook"):
        ada.writes("/facts")
        await telegram.answers(ada)
        await asyncio.sleep(0.1)
        assert len(telegram.called("setWebhook")) == 1


async def test_it_can_be_examined_though_it_brings_no_updates(telegram: Telegram) -> None:
    telegram.faults.on("getWebhookInfo", UNKNOWN[0])
    found = await Door(telegram.token, api=telegram.base).examine()
    assert found
    assert all(each.sound for each in found)
