"""Where the bot may write, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import (
    ChatMigrated,
    Forbidden,
    RetryAfter,
)

from tests.platforms.telegram.bare import NO_PREVIEW, refused, sent
from tests.platforms.telegram.server import hold
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from telegram import Bot

    from tests.platforms.telegram.scene import Telegram


@pytest.mark.parametrize(
    ("kind", "standing", "said"),
    [
        (Kind.GROUP, Standing.KICKED, "bot was kicked from the group chat"),
        (Kind.SUPERGROUP, Standing.KICKED, "bot was kicked from the supergroup chat"),
        (Kind.CHANNEL, Standing.KICKED, "bot was kicked from the channel chat"),
        (Kind.SUPERGROUP, Standing.LEFT, "bot is not a member of the supergroup chat"),
        (Kind.CHANNEL, Standing.LEFT, "bot is not a member of the channel chat"),
    ],
)
async def test_where_the_bot_is_not_let_in_it_is_forbidden_to_write(
    telegram: Telegram, bot: Bot, kind: Kind, standing: Standing, said: str
) -> None:
    chat = telegram.group("Readers", kind)
    chat.members[telegram.world.bot.id] = standing
    with refused(said, Forbidden):
        await sent(bot, chat.id)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"blocks": True}, "bot was blocked by the user"),
        ({"deleted": True}, "user is deactivated"),
        ({"met": False}, "bot can't initiate conversation with a user"),
    ],
)
async def test_people_close_their_doors(
    telegram: Telegram, bot: Bot, state: dict[str, bool], said: str
) -> None:
    user = telegram.person("Ada").user
    vars(user).update(state)
    with refused(said, Forbidden):
        await sent(bot, user.id)


async def test_the_loss_of_a_right_is_a_bad_request(telegram: Telegram, bot: Bot) -> None:
    group, channel = telegram.group("Readers"), telegram.channel("News")
    group.muted = True
    channel.members[telegram.world.bot.id] = Standing.MEMBER
    with refused("not enough rights to send text messages to the chat"):
        await sent(bot, group.id)
    with refused("need administrator rights in the channel chat"):
        await sent(bot, channel.id)
    with refused("chat not found"):
        await sent(bot, 5)
    hold(telegram)


async def test_topics_are_open_closed_or_gone(telegram: Telegram, bot: Bot) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    topic.closed = True
    with refused("TOPIC_CLOSED"):
        await sent(bot, forum.id, message_thread_id=topic.id)
    with refused("message thread not found"):
        await sent(bot, forum.id, message_thread_id=topic.id + 1)
    hold(telegram)


async def test_a_group_becomes_a_supergroup(telegram: Telegram, bot: Bot) -> None:
    group = telegram.group("Readers", Kind.GROUP)
    after = telegram.migrates(group)
    with pytest.raises(ChatMigrated) as moved:
        await sent(bot, group.id)
    assert moved.value.new_chat_id == after.id
    old, new = (each.message for each in await bot.get_updates())
    assert old is not None
    assert new is not None
    assert old.migrate_to_chat_id == after.id
    assert new.migrate_from_chat_id == group.id


class Clock:
    """Goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(telegram: Telegram) -> Clock:
    clock = Clock()
    telegram.rates.clock = clock
    return clock


async def test_a_chat_takes_a_burst_and_then_one_a_second(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    ada = telegram.person("Ada").user.id
    for _ in range(5):
        await sent(bot, ada)
    with pytest.raises(RetryAfter) as told:
        await sent(bot, ada)
    assert told.value.retry_after.total_seconds() == 1  # type: ignore[union-attr] # set above
    clock.now += 0.5
    with pytest.raises(RetryAfter):
        await sent(bot, ada)
    assert "too soon" in telegram.rates.impatient[0]
    clock.now += 2
    await sent(bot, ada)


async def test_a_group_takes_twenty_a_minute_edits_counted(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    group = telegram.group("Readers").id
    message = (await sent(bot, group)).message_id
    for number in range(19):
        clock.now += 1
        await bot.edit_message_text(str(number), group, message, link_preview_options=NO_PREVIEW)
    clock.now += 1
    with pytest.raises(RetryAfter) as told:
        await sent(bot, group)
    assert told.value.retry_after.total_seconds() == 40  # type: ignore[union-attr] # set above


async def test_a_bot_writes_thirty_messages_a_second(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    clock.now += 10
    people = [telegram.person(f"Reader {number}").user.id for number in range(31)]
    for person in people[:30]:
        await sent(bot, person)
    with pytest.raises(RetryAfter):
        await sent(bot, people[30])
