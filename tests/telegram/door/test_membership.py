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
from tests.platforms.telegram import drawing
from tests.platforms.telegram.refusals import bad
from tests.platforms.telegram.world import Kind, Message, Standing
from tests.telegram.door.conftest import an_open_door

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, Topic
    from tests.telegram.door.conftest import OpenDoor

SOMEBODY = Account("telegram", "1")
ADMINISTRATOR, RESTRICTED = {"status": "administrator"}, {"status": "restricted"}
LEFT: dict[str, object] = {"status": "left"}
WISH = Wish(slot=Slot(time(8), "Europe/Paris"))


def place(chat: Chat, thread: str = "") -> Address:
    return Address("telegram", str(chat.id), thread)


async def subscribe(desk: Desk, where: Address, wish: Wish = WISH, by: Account = SOMEBODY) -> None:
    await desk.store.ledger.subscribe(where, wish, by=by, first=NOON.date(), at=NOON)


async def suspended(desk: Desk, where: Address) -> None:
    """Subscribe a place that then cannot be reached."""
    await subscribe(desk, where)
    ledger = desk.store.ledger
    await ledger.stand(where, Subscribed.SUSPENDED, at=NOON, reason="It is closed.")


def becomes(
    telegram: Telegram,
    chat: Chat,
    by: Person,
    what: dict[str, object],
    was: dict[str, object] = LEFT,
) -> None:
    """Tell what the bot is in a chat now, and what it was."""
    bot, any_ = telegram.world.bot, Standing.MEMBER
    told = drawing.membership(chat, bot, by.user, any_, any_)
    told["old_chat_member"] = {"user": drawing.user(bot), **was}
    told["new_chat_member"] = {"user": drawing.user(bot), **what}
    telegram.happens("my_chat_member", told)


def opens(telegram: Telegram, chat: Chat, by: Person, topic: Topic | None) -> None:
    """Open a topic again; the general one where none is named."""
    more: dict[str, object] = {"forum_topic_reopened": {}}
    service = Message(next(chat.numbers), chat, by.user, {}, topic=topic, more=more)
    telegram.happens("message", drawing.message(service))


async def reach(desk: Desk, where: Address, state: Subscribed, reason: str = "") -> str:
    """Wait until a subscription stands so, for a reason that begins so, and give the reason."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await desk.store.ledger.subscription(where)
            if found and found.state is state and found.reason.startswith(reason):
                return found.reason
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("polling")
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


@pytest.mark.usefixtures("polling")
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


@pytest.mark.usefixtures("polling")
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


@pytest.mark.usefixtures("polling")
async def test_who_set_a_briefing_up_is_told_once_that_the_bot_was_removed(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.writes("/start")
    await telegram.answers(ada)
    group = telegram.group("Lorrin", forum=True)
    ada.joins(group, Standing.ADMINISTRATOR)
    for thread in ("", "7", "8"):
        await subscribe(desk, place(group, thread), by=Account("telegram", str(ada.user.id)))
    ada.kicks_the_bot(group)
    (_, notice) = await telegram.answers(ada, 2)
    assert notice.text == (
        "A briefing that you set up does not reach its place: The bot was removed from the chat. "
        "It is tried again, and comes by itself once the way is open. /status says there how it "
        "stands."
    )
    ada.writes("/start")
    assert len(await telegram.answers(ada, 3)) == 3


@pytest.mark.parametrize(
    ("kind", "what", "state"),
    [
        (Kind.SUPERGROUP, {"status": "member"}, Subscribed.ACTIVE),
        (Kind.SUPERGROUP, {**RESTRICTED, "can_send_messages": True}, Subscribed.ACTIVE),
        (Kind.SUPERGROUP, {**RESTRICTED, "can_send_messages": False}, Subscribed.SUSPENDED),
        (Kind.SUPERGROUP, {**RESTRICTED, "is_member": False}, Subscribed.SUSPENDED),
        (Kind.CHANNEL, {**ADMINISTRATOR, "can_post_messages": True}, Subscribed.ACTIVE),
        (Kind.CHANNEL, {**ADMINISTRATOR, "can_post_messages": False}, Subscribed.SUSPENDED),
        (Kind.CHANNEL, {"status": "member"}, Subscribed.SUSPENDED),
    ],
)
async def test_a_suspended_place_comes_back_where_the_bot_may_write_again(
    telegram: Telegram, desk: Desk, kind: Kind, what: dict[str, object], state: Subscribed
) -> None:
    chat = telegram.group("Lorrin", kind)
    await suspended(desk, place(chat))
    async with an_open_door(telegram, desk, "polling"):
        becomes(telegram, chat, telegram.person("Ada"), what)
        await telegram.until(lambda: not telegram.updates.pending)
    found = await desk.store.ledger.subscription(place(chat))
    assert found is not None
    assert found.state is state


async def test_a_group_in_which_nobody_may_write_does_not_come_back(
    telegram: Telegram, open_door: OpenDoor, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin")
    group.muted = True
    await suspended(desk, place(group))
    async with open_door():
        becomes(telegram, group, ada, {"status": "member"})
        await telegram.until(lambda: not telegram.updates.pending)
    assert await reach(desk, place(group), Subscribed.SUSPENDED) == "It is closed."


async def test_where_telegram_does_not_tell_who_may_write_it_is_tried_soon(
    telegram: Telegram, open_door: OpenDoor, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin")
    await suspended(desk, place(group))
    telegram.faults.on("getChat", bad("chat not found"), times=9)
    async with open_door():
        becomes(telegram, group, ada, {"status": "member"})
        await telegram.until(lambda: not telegram.updates.pending)
    found = await desk.store.ledger.subscription(place(group))
    assert found is not None
    assert (found.state, found.retry) == (Subscribed.SUSPENDED, NOON)


@pytest.mark.usefixtures("polling")
async def test_to_be_let_in_but_not_as_a_member_is_to_be_away(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin")
    await subscribe(desk, place(group))
    becomes(telegram, group, ada, {"status": "restricted", "is_member": False})
    reason = await reach(desk, place(group), Subscribed.SUSPENDED)
    assert reason == "The bot was removed from the chat."


async def test_a_topic_that_is_opened_again_has_its_briefing_back_and_no_other_one_has(
    telegram: Telegram, open_door: OpenDoor, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin", forum=True)
    topics = [telegram.topic(group, name) for name in ("News", "Talk")]
    for topic in topics:
        await suspended(desk, place(group, str(topic.id)))
    await suspended(desk, place(group))
    async with open_door():
        opens(telegram, group, ada, topics[0])
        await reach(desk, place(group, str(topics[0].id)), Subscribed.ACTIVE)
        for thread in ("", str(topics[1].id)):
            await reach(desk, place(group, thread), Subscribed.SUSPENDED)
        opens(telegram, group, ada, None)
        await reach(desk, place(group), Subscribed.ACTIVE)
        await reach(desk, place(group, str(topics[1].id)), Subscribed.SUSPENDED)


async def test_an_open_topic_of_a_group_in_which_nobody_may_write_does_not_come_back(
    telegram: Telegram, open_door: OpenDoor, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin", forum=True)
    topic = telegram.topic(group, "News")
    group.muted = True
    await suspended(desk, place(group, str(topic.id)))
    async with open_door():
        opens(telegram, group, ada, topic)
        await telegram.until(lambda: not telegram.updates.pending)
    await reach(desk, place(group, str(topic.id)), Subscribed.SUSPENDED)


@pytest.mark.usefixtures("polling")
async def test_a_group_that_becomes_a_supergroup_takes_its_briefing_along(
    telegram: Telegram, desk: Desk
) -> None:
    group = telegram.group("Lorrin")
    await subscribe(desk, place(group))
    await desk.speak(Account("telegram", str(group.id)), "de")
    after = telegram.migrates(group)
    await reach(desk, place(after), Subscribed.ACTIVE)
    assert await desk.store.ledger.subscription(place(group)) is None
    assert await desk.store.language(Account("telegram", str(after.id))) == "de"
