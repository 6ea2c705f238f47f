"""Who manages a group, a topic or a channel lets the briefing come there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Subscribed
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.edition import Subscription
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, Topic

pytestmark = pytest.mark.usefixtures("polling")
QUESTION = "Shall the briefing come to this place?"
DONE = "The briefing comes to this place."


@pytest.fixture
def group(telegram: Telegram, ada: Person) -> Chat:
    """A group that Ada manages."""
    group = telegram.group("Lorrin", forum=True)
    ada.joins(group, Standing.ADMINISTRATOR)
    return group


async def known(desk: Desk, chat: Chat, topic: Topic | None = None) -> Subscription | None:
    where = Address("telegram", str(chat.id), str(topic.id) if topic else "")
    return await desk.store.ledger.subscription(where)


async def test_in_private_everybody_may_and_is_not_asked_back(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.writes("/subscribe 8 Paris")
    (answer,) = await telegram.answers(ada)
    assert answer.text.startswith(DONE)
    assert "Wednesday, November 25, 2026" in answer.text
    assert await known(desk, ada.chat)


async def test_a_topic_is_subscribed_once_that_is_confirmed(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    topic = telegram.topic(group, "News")
    ada.writes("/subscribe 8:30pm New York mon-fri Trade de", group, topic=topic)
    (question,) = await telegram.answers(group)
    assert question.text.startswith(QUESTION)
    assert question.topic is topic
    assert await known(desk, group, topic) is None
    ada.presses(question, "Subscribe")
    await telegram.until(lambda: question.text.startswith(DONE))
    found = await known(desk, group, topic)
    assert found is not None
    assert found.by == Account("telegram", str(ada.user.id))
    assert (found.wish.topics, found.wish.language) == (("Trade",), "de")
    assert await known(desk, group) is None


async def test_an_administrator_whom_nobody_sees_may(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    ada.writes_anonymously("/subscribe 8 Paris", group)
    (question,) = await telegram.answers(group)
    ada.presses(question, "Subscribe")
    await telegram.until(lambda: question.text.startswith(DONE))
    assert await known(desk, group)


async def test_who_posts_in_a_channel_may(telegram: Telegram, ada: Person, desk: Desk) -> None:
    channel = telegram.channel("Lorrin daily")
    ada.joins(channel, Standing.CREATOR)
    ada.posts("/subscribe 8 Paris", channel)
    (question,) = await telegram.answers(channel)
    ada.presses(question, "Subscribe")
    await telegram.until(lambda: question.text.startswith(DONE))
    assert await known(desk, channel)


async def test_a_member_may_neither_ask_nor_press(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    ben = telegram.person("Ben")
    ben.writes("/subscribe 8 Paris", group)
    (denial,) = await telegram.answers(group)
    assert denial.text == "Only those who manage this place may do this."
    ada.writes("/subscribe 8 Paris", group)
    _, question = await telegram.answers(group, 2)
    query = ben.presses(question, "Subscribe")
    await telegram.until(lambda: query.answers)
    assert query.answers[0]["text"] == "Only those who manage this place may do this."
    assert question.text.startswith(QUESTION)
    assert await known(desk, group) is None


async def test_who_lost_the_right_between_question_and_button_cannot_confirm(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    ada.writes("/subscribe 8 Paris", group)
    (question,) = await telegram.answers(group)
    ada.joins(group, Standing.MEMBER)
    query = ada.presses(question, "Subscribe")
    await telegram.until(lambda: query.answers)
    assert query.answers[0]["text"] == "Only those who manage this place may do this."
    assert await known(desk, group) is None


async def test_what_the_bot_lacks_when_it_is_confirmed_is_said_over_the_chat(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    ada.writes("/subscribe 8 Paris", group)
    (question,) = await telegram.answers(group)
    group.muted = True
    query = ada.presses(question, "Subscribe")
    await telegram.until(lambda: query.answers)
    assert query.answers[0]["text"] == (
        "The bot lacks the right “Send Messages” here. Let it have that, and try again."
    )
    assert await known(desk, group) is None
    group.muted = False
    ada.presses(question, "Subscribe")
    await telegram.until(lambda: question.text.startswith(DONE))


async def test_where_nothing_can_be_said_it_is_said_in_private(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    group.muted = True
    ada.writes("/subscribe 8 Paris", group)
    (told,) = await telegram.answers(ada)
    assert told.text == "I cannot answer in “Lorrin”: The bot may not write in this chat."
    assert await known(desk, group) is None


async def test_a_closed_topic_is_named_in_private(
    telegram: Telegram, ada: Person, group: Chat, desk: Desk
) -> None:
    topic = telegram.topic(group, "News")
    topic.closed = True
    ada.writes("/subscribe 8 Paris", group, topic=topic)
    (told,) = await telegram.answers(ada)
    assert told.text == "I cannot answer in “Lorrin”: The topic is closed."
    assert await known(desk, group, topic) is None


async def test_what_ended_by_a_slip_comes_back(telegram: Telegram, ada: Person, desk: Desk) -> None:
    ada.writes("/subscribe 8 Paris")
    ada.writes("/unsubscribe")
    _, ended = await telegram.answers(ada, 2)
    ada.presses(ended, "Undo")
    await telegram.until(lambda: ended.text.startswith(DONE))
    found = await known(desk, ada.chat)
    assert found is not None
    assert found.state is Subscribed.ACTIVE


async def test_whom_nobody_knows_is_answered_in_the_language_of_the_briefing(
    telegram: Telegram, ada: Person, group: Chat
) -> None:
    ada.writes("/subscribe 8 Paris de", group)
    (question,) = await telegram.answers(group)
    ada.presses(question, "Subscribe")
    await telegram.until(lambda: question.text.startswith(DONE))
    fritz = telegram.person("Fritz", language="fy")
    fritz.joins(group, Standing.ADMINISTRATOR)
    fritz.writes("/status", group)
    fritz.writes("/status quo", group)
    _, answer, refusal = await telegram.answers(group, 3)
    assert "Mittwoch, 25. November 2026" in answer.text
    assert refusal.text.startswith("Hinter /status steht zu viel")


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.SUPERGROUP])
async def test_every_button_that_a_manager_is_shown_fits_and_works(
    kind: Kind, telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Lorrin", kind)
    ada.joins(group, Standing.CREATOR)
    ada.writes("/subscribe 8 CET", group)
    (which,) = await telegram.answers(group)
    ada.presses(which, "Europe/Paris")
    await telegram.until(lambda: which.text.startswith(QUESTION))
    ada.presses(which, "Subscribe")
    await telegram.until(lambda: which.text.startswith(DONE))
    ada.presses(which, "Change")
    await telegram.until(lambda: which.text.startswith("The briefing for this place"))
    ada.presses(which, "3 stories")
    await telegram.until(lambda: "At most 3 stories" in which.text)
    ada.presses(which, "Pause")
    await telegram.until(lambda: which.text.startswith("The briefing is paused since"))
    ada.presses(which, "Resume")
    await telegram.until(lambda: which.text.startswith(DONE))
    found = await known(desk, group)
    assert found is not None
    assert (found.wish.most, found.state) == (3, Subscribed.ACTIVE)
