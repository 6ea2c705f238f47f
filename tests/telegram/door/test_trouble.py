"""Telegram fails, forbids and asks to wait in the middle of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.telegram import faults as faults_module
from adapters.telegram import inbox as inbox_module
from bot.address import Address
from bot.outcome import Gone, Later, Moved, Outcome, Refused, Sent, Unknown
from bot.reply import Paragraph, Plain, Reply
from tests.platforms.telegram.faults import Broken, Reset
from tests.platforms.telegram.refusals import Refusal, bad, limited
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from adapters.telegram.adapter import Telegram as Door
    from tests.platforms.telegram.faults import Fault
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat

HELLO = Reply((Paragraph((Plain("Hello"),)),))


async def then_answers(telegram: Telegram) -> None:
    """See to it that the door goes on."""
    reader = telegram.person("Reader")
    reader.writes("/topics")
    await telegram.answers(reader)


@pytest.mark.usefixtures("door")
async def test_an_answer_follows_a_group_that_migrates(telegram: Telegram, ada: Person) -> None:
    group = telegram.group("Readers", Kind.GROUP)
    ada.writes("/facts@OurBot", group)
    after = telegram.migrates(group)
    (answer,) = await telegram.answers(after)
    assert "Facts\n" in answer.text
    assert telegram.said(group) == []


@pytest.mark.usefixtures("door")
async def test_an_answer_waits_where_telegram_asks_to(telegram: Telegram, ada: Person) -> None:
    telegram.faults.on("sendMessage", limited(1))
    ada.writes("/facts")
    await telegram.answers(ada)
    assert len(telegram.called("sendMessage")) == 2


@pytest.mark.usefixtures("polling")
async def test_a_reader_in_a_hurry_is_answered_at_the_pace_allowed(
    telegram: Telegram, ada: Person
) -> None:
    for _ in range(7):
        ada.writes("/topics")
    await telegram.answers(ada, 7)


@pytest.mark.usefixtures("polling")
async def test_nobody_waits_for_half_a_day(telegram: Telegram, ada: Person) -> None:
    telegram.faults.on("sendMessage", limited(43_838))
    ada.writes("/facts")
    await telegram.until(lambda: telegram.refusals)
    await then_answers(telegram)
    assert telegram.said(ada) == []


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("fault", "stand"),
    [
        (Broken(500), 0),
        (Broken(502, page=True), 0),
        (Reset(), 1),
        (Refusal(403, "bot was blocked by the user"), 0),
        (bad("TOPIC_CLOSED"), 0),
        (bad("have no write access to the chat"), 0),
    ],
)
async def test_what_may_have_arrived_or_never_will_is_not_sent_again(
    telegram: Telegram, ada: Person, fault: Fault, stand: int
) -> None:
    telegram.faults.on("sendMessage", fault)
    ada.writes("/facts")
    await telegram.until(lambda: telegram.called("sendMessage"))
    await then_answers(telegram)
    assert len(telegram.said(ada)) == stand


@pytest.mark.usefixtures("polling")
async def test_a_kick_between_question_and_answer_is_borne(telegram: Telegram, ada: Person) -> None:
    group = telegram.group("Readers")
    ada.writes("/facts@OurBot", group)
    ada.kicks_the_bot(group)
    await then_answers(telegram)
    assert telegram.said(group) == []
    ada.adds_the_bot(group)
    ada.writes("/facts@OurBot", group)
    await telegram.answers(group)


# What the newsroom sends of its own accord


def address(chat: Chat, topic: int | str = "") -> Address:
    return Address("telegram", str(chat.id), str(topic))


async def test_a_message_goes_out_and_is_changed(
    telegram: Telegram, polling: Door, ada: Person
) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    for where in (address(ada.chat), address(forum, topic.id), address(telegram.channel("News"))):
        sent = await polling.send(where, HELLO, key="k1")
        assert isinstance(sent, Sent)
        anew = Reply((Paragraph((Plain("Corrected"),)),))
        assert await polling.edit(where, sent.message, anew) == sent
    assert telegram.said(forum)[0].topic is topic
    assert telegram.said(forum)[0].text == "Corrected"


async def test_what_a_message_says_already_counts_as_said(
    telegram: Telegram, polling: Door, ada: Person
) -> None:
    sent = await polling.send(address(ada.chat), HELLO, key="k1")
    assert isinstance(sent, Sent)
    assert await polling.edit(address(ada.chat), sent.message, HELLO) == sent
    # Another copy of the bot may have changed it, so that only Telegram can tell: it is asked.
    (asked,) = telegram.violations
    assert "message is not modified" in asked
    telegram.violations.clear()


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (limited(17), Later),
        (Broken(500), Unknown),
        (Broken(503, page=True), Unknown),
        (Reset(), Unknown),
        (Refusal(401, "Unauthorized"), Later),
        (Refusal(403, "user is deactivated"), Gone),
        (bad("BUTTON_DATA_INVALID"), Refused),
    ],
)
async def test_each_fault_ends_in_its_way(
    telegram: Telegram, polling: Door, ada: Person, fault: Fault, outcome: type[Outcome]
) -> None:
    telegram.faults.on("sendMessage", fault)
    assert isinstance(await polling.send(address(ada.chat), HELLO, key="k1"), outcome)
    telegram.violations.clear()  # one of them is said to be our fault


async def test_places_close_and_move(telegram: Telegram, polling: Door, ada: Person) -> None:
    bot = telegram.world.bot
    group, old, muted = telegram.group("A"), telegram.group("B", Kind.GROUP), telegram.group("C")
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    group.members[bot.id] = Standing.KICKED
    muted.muted = topic.closed = ada.user.blocks = True
    after = telegram.migrates(old)
    assert await polling.send(address(old), HELLO, key="k") == Moved(address(after))
    for where, reason in (
        (address(group), faults_module.REMOVED),
        (address(muted), faults_module.NO_RIGHTS),
        (address(forum, topic.id), faults_module.TOPIC_CLOSED),
        (address(forum, 999), faults_module.NO_TOPIC),
        (address(ada.chat), faults_module.BLOCKED),
        (Address("telegram", "-5"), faults_module.NOT_FOUND),
    ):
        assert await polling.send(where, HELLO, key="k") == Gone(reason)
    topic.closed = False
    assert isinstance(await polling.send(address(forum, topic.id), HELLO, key="k"), Sent)


@pytest.mark.usefixtures("polling")
async def test_a_crowd_is_answered_at_the_pace_that_telegram_bears(telegram: Telegram) -> None:
    crowd = [telegram.person(f"Reader {number}") for number in range(90)]
    for reader in crowd:
        reader.writes("/facts")
    for reader in crowd:
        await telegram.answers(reader)
    refused = [call for call in telegram.called("sendMessage") if call.status == 429]
    assert len(refused) <= len(crowd)


@pytest.mark.usefixtures("polling")
async def test_who_presses_while_others_wait_is_heard_meanwhile(
    telegram: Telegram, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "WAITING", 0.05)
    group = telegram.group("Readers")
    ada.writes("/facts@OurBot", group)
    (answer,) = await telegram.answers(group)
    telegram.faults.on("editMessageText", limited(1))
    ada.presses(answer, "Sources")
    heard = telegram.person("Ben").presses(answer, "Narratives")
    amiss = telegram.person("Cem").forges(answer, "1/facts/~999")
    await telegram.until(lambda: heard.answers and amiss.answers)
    assert len(telegram.called("editMessageText")) == 1
    await telegram.until(lambda: "Narratives\n" in answer.text)
    assert "not here any more" in (await telegram.answers(group, 2))[1].text
