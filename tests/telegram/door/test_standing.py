"""A change of the bot's standing opens what it opens and no more, also with the database away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.edition import Subscribed
from tests.away import is_away
from tests.invented import NOON
from tests.patience import PATIENCE
from tests.platforms.telegram.refusals import bad
from tests.platforms.telegram.world import Standing
from tests.telegram.door.test_membership import becomes, opens, place, reach, subscribe, suspended

if TYPE_CHECKING:
    from bot.address import Address
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

    Member: TypeAlias = dict[str, object]

pytestmark = pytest.mark.usefixtures("polling")

MEMBER: Member = {"status": "member"}
MUTED: Member = {"status": "restricted", "can_send_messages": False}
RESTRICTED: Member = {"status": "restricted", "can_send_messages": True}
ADMINISTRATOR: Member = {"status": "administrator", "can_manage_topics": False}
AWAY: Member = {"status": "restricted", "is_member": False, "can_send_messages": True}


async def is_tried_soon(desk: Desk, where: Address) -> None:
    """Wait until a place is tried at its next moment."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await desk.store.ledger.subscription(where)
            if found and (found.state, found.retry) == (Subscribed.SUSPENDED, NOON):
                return
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("asked", ["suspended", "revive"])
async def test_who_lets_the_bot_in_while_the_database_is_away_has_their_briefing_back_after_it(
    telegram: Telegram, ada: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    group = telegram.group("Lorrin")
    await suspended(desk, place(group))
    is_away(desk, monkeypatch, asked)
    becomes(telegram, group, ada, {"status": "member"})
    await reach(desk, place(group), Subscribed.ACTIVE)


async def test_what_may_be_open_while_the_database_is_away_is_tried_soon_after_it(
    telegram: Telegram, ada: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = telegram.group("Lorrin")
    await suspended(desk, place(group))
    telegram.faults.on("getChat", bad("chat not found"), times=9)
    is_away(desk, monkeypatch, "retry")
    becomes(telegram, group, ada, {"status": "member"})
    await is_tried_soon(desk, place(group))


async def test_who_sends_the_bot_away_while_the_database_is_away_has_their_briefing_suspended(
    telegram: Telegram, ada: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = telegram.group("Lorrin")
    ada.joins(group, Standing.ADMINISTRATOR)
    await subscribe(desk, place(group))
    is_away(desk, monkeypatch, "lose")
    ada.kicks_the_bot(group)
    await reach(desk, place(group), Subscribed.SUSPENDED)


async def test_a_topic_that_opens_while_the_database_is_away_has_its_briefing_back_after_it(
    telegram: Telegram, ada: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = telegram.group("Lorrin", forum=True)
    topic = telegram.topic(group, "News")
    where = place(group, str(topic.id))
    await suspended(desk, where)
    is_away(desk, monkeypatch, "suspended")
    opens(telegram, group, ada, topic)
    await reach(desk, where, Subscribed.ACTIVE)


async def test_a_group_that_moves_while_the_database_is_away_has_its_briefing_after_it(
    telegram: Telegram, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = telegram.group("Lorrin")
    await subscribe(desk, place(group))
    is_away(desk, monkeypatch, "move", times=2)  # the old chat says it, and the new one
    after = telegram.migrates(group)
    await reach(desk, place(after), Subscribed.ACTIVE)
    assert await desk.store.ledger.subscription(place(group)) is None


@pytest.mark.parametrize(
    ("was", "what"),
    [(MEMBER, ADMINISTRATOR), (ADMINISTRATOR, MEMBER), (RESTRICTED, MEMBER)],
)
async def test_what_changes_nothing_about_writing_opens_no_closed_topic(
    telegram: Telegram, ada: Person, desk: Desk, was: Member, what: Member
) -> None:
    group = telegram.group("Lorrin", forum=True)
    where = place(group, str(telegram.topic(group, "News").id))
    await suspended(desk, where)
    becomes(telegram, group, ada, what, was)
    await is_tried_soon(desk, where)


@pytest.mark.parametrize("was", [MUTED, AWAY])
async def test_who_may_write_where_it_might_not_has_the_briefings_of_all_topics_back(
    telegram: Telegram, ada: Person, desk: Desk, was: Member
) -> None:
    group = telegram.group("Lorrin", forum=True)
    where = place(group, str(telegram.topic(group, "News").id))
    await suspended(desk, where)
    becomes(telegram, group, ada, MEMBER, was)
    await reach(desk, where, Subscribed.ACTIVE)
