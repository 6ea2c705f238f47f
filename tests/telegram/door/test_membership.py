"""A chat that sends the bot away, lets it in again or moves keeps its briefing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Subscribed, Wish
from bot.schedule import Slot
from tests.invented import NOON
from tests.patience import PATIENCE
from tests.platforms.telegram.world import Standing

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat

pytestmark = pytest.mark.usefixtures("polling")
WISH = Wish(slot=Slot(time(8), "Europe/Paris"))


def place(chat: Chat, thread: str = "") -> Address:
    return Address("telegram", str(chat.id), thread)


async def subscribe(desk: Desk, where: Address, wish: Wish = WISH) -> None:
    by = Account("telegram", "1")
    await desk.store.ledger.subscribe(where, wish, by=by, first=NOON.date(), at=NOON)


async def reach(desk: Desk, where: Address, state: Subscribed, reason: str = "") -> str:
    """Wait until a subscription stands so, for a reason that begins so, and give the reason."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await desk.store.ledger.subscription(where)
            if found and found.state is state and found.reason.startswith(reason):
                return found.reason
            await asyncio.sleep(0.01)


async def test_a_kick_suspends_all_topics_and_a_return_resumes_them(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin", forum=True)
    ada.joins(group, Standing.ADMINISTRATOR)
    for thread in ("", "7"):
        await subscribe(desk, place(group, thread))
    ada.kicks_the_bot(group)
    for thread in ("", "7"):
        reason = await reach(desk, place(group, thread), Subscribed.SUSPENDED)
        assert reason == "The bot was removed from the chat."
    ada.adds_the_bot(group)
    for thread in ("", "7"):
        assert await reach(desk, place(group, thread), Subscribed.ACTIVE) == ""


async def test_a_kick_is_told_to_each_place_in_its_own_language(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin", forum=True)
    ada.joins(group, Standing.ADMINISTRATOR)
    await subscribe(desk, place(group))
    await subscribe(desk, place(group, "7"), replace(WISH, spoken="de"))
    ada.kicks_the_bot(group)
    german = await reach(desk, place(group, "7"), Subscribed.SUSPENDED, "Der Bot")
    assert german.startswith("Der Bot")
    english = await reach(desk, place(group), Subscribed.SUSPENDED)
    assert english == "The bot was removed from the chat."
    ada.adds_the_bot(group)
    await reach(desk, place(group, "7"), Subscribed.ACTIVE)


async def test_a_reader_who_blocks_the_bot_has_their_briefing_back_once_they_do_not(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.writes("/start")
    await telegram.answers(ada)
    await subscribe(desk, place(ada.chat))
    ada.blocks_the_bot()
    reason = await reach(desk, place(ada.chat), Subscribed.SUSPENDED)
    assert reason == "The reader has blocked the bot."
    ada.unblocks_the_bot()
    await reach(desk, place(ada.chat), Subscribed.ACTIVE)


async def test_a_group_that_becomes_a_supergroup_takes_its_briefing_along(
    telegram: Telegram, desk: Desk
) -> None:
    group = telegram.group("Lorrin")
    await subscribe(desk, place(group))
    after = telegram.migrates(group)
    await reach(desk, place(after), Subscribed.ACTIVE)
    assert await desk.store.ledger.subscription(place(group)) is None
