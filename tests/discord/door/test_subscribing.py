"""Who manages a server lets the briefing come to its channels and threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Subscribed
from tests.platforms.discord.people import NotOffered
from tests.platforms.discord.permissions import NOTHING, May
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import is_private, labels, shown
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.edition import Subscription
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

pytestmark = pytest.mark.usefixtures("door")
QUESTION = "Shall the briefing come to this place?"
DENIED = (
    "Only those who manage this place may do this. That takes “Manage Channels” here, or "
    "“Manage Server”."
)
DONE = "The briefing comes to this place."


@pytest.fixture
def manager(here: Discord, guild: Guild) -> Person:
    """Somebody who manages the server."""
    return here.person("Mia", guild, may=May.MANAGE_GUILD)


async def known(desk: Desk, chat: Channel, thread: Channel | None = None) -> Subscription | None:
    where = Address("discord", str(chat.id), str(thread.id) if thread else "")
    return await desk.store.ledger.subscription(where)


async def test_a_channel_is_subscribed_once_that_is_confirmed(
    channel: Channel, manager: Person, desk: Desk
) -> None:
    given = {"time": "8am", "zone": "Paris", "days": "mon-fri", "topics": "Trade"}
    (message,) = (await manager.gives("subscribe", channel, **given)).messages
    assert QUESTION in shown(message)
    assert await known(desk, channel) is None
    await manager.presses(message, "Subscribe")
    assert DONE in shown(message)
    assert "Wednesday, November 25, 2026" in shown(message)
    found = await known(desk, channel)
    assert found is not None
    assert found.by == Account("discord", str(manager.user.id))
    assert found.wish.topics == ("Trade",)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM])
async def test_a_thread_and_a_post_of_a_forum_are_places_of_their_own(
    kind: Kind, here: Discord, guild: Guild, manager: Person, desk: Desk
) -> None:
    parent = here.world.channel(guild, "parent", kind)
    thread = here.world.thread(parent, "News")
    asked = await manager.gives("subscribe", thread, time="8", zone="Paris")
    await manager.presses(asked.messages[0], labels(asked.messages[0])[0])
    assert await known(desk, parent, thread)
    assert await known(desk, parent) is None


async def test_a_forum_has_each_briefing_as_a_post_of_its_own_where_that_is_meant(
    here: Discord, guild: Guild, manager: Person, desk: Desk
) -> None:
    forum = here.world.channel(guild, "forum", Kind.FORUM)
    post, other = here.world.thread(forum, "About"), here.world.thread(forum, "Other")
    (message,) = (await manager.gives("subscribe", post, time="8", zone="Paris")).messages
    assert labels(message) == ["In this post", "Each as a new post"]
    await manager.presses(message, "Each as a new post")
    assert DONE in shown(message)
    assert await known(desk, forum)
    assert await known(desk, forum, post) is None
    # It is managed from any of its posts.
    (message,) = (await manager.gives("subscription", other, most=3)).messages
    await manager.presses(message, "Unsubscribe")
    await manager.presses(message, "Undo")
    found = await known(desk, forum)
    assert found is not None
    assert (found.wish.most, found.state) == (3, Subscribed.ACTIVE)


async def test_what_the_bot_lacks_in_a_forum_is_named_where_it_is_confirmed(
    here: Discord, guild: Guild, manager: Person, desk: Desk
) -> None:
    forum = here.world.channel(guild, "forum", Kind.FORUM)
    post = here.world.thread(forum, "About")
    (message,) = (await manager.gives("subscribe", post, time="8", zone="Paris")).messages
    forum.deny(here.world.bot.id, May.SEND_MESSAGES)
    (told,) = (await manager.presses(message, "Each as a new post")).messages
    assert "The bot lacks “Create Posts” here." in shown(told)
    assert await known(desk, forum) is None


async def test_where_discord_does_not_say_what_a_forum_is_the_post_is_meant(
    here: Discord, guild: Guild, manager: Person, desk: Desk
) -> None:
    forum = here.world.channel(guild, "forum", Kind.FORUM)
    post = here.world.thread(forum, "About")
    (message,) = (await manager.gives("subscribe", post, time="8", zone="Paris")).messages
    for _ in range(9):
        here.faults.on("get_channel", Refusal(50001))
    (told,) = (await manager.presses(message, "Each as a new post")).messages
    assert "The forum cannot be found. Try again after a while." in shown(told)
    assert await known(desk, forum, post) is None


async def test_in_private_everybody_may_and_is_not_asked_back(
    here: Discord, reader: Person, desk: Desk
) -> None:
    conversation = here.world.dm(reader.user)
    asked = await reader.gives("subscribe", conversation, time="8", zone="Paris")
    assert DONE in shown(asked.messages[0])
    assert await known(desk, conversation)


async def test_which_zone_is_meant_is_asked_where_several_are(
    channel: Channel, manager: Person, desk: Desk
) -> None:
    (which,) = (await manager.gives("subscribe", channel, time="8", zone="CET")).messages
    (question,) = (await manager.presses(which, "Europe/Paris")).messages
    await manager.presses(question, "Subscribe")
    found = await known(desk, channel)
    assert found is not None
    assert found.wish.slot.zone == "Europe/Paris"


async def test_zones_times_and_days_are_completed(channel: Channel, manager: Person) -> None:
    assert (await manager.types("subscribe", channel, time="8"))[0][1] == "08:00"
    zones = await manager.types("subscribe", channel, time="8", zone="par")
    assert zones[0] == ("Europe/Paris — 1:00 PM", "Europe/Paris")
    days = await manager.types("subscribe", channel, time="8", zone="Paris", days="we")
    assert [value for _, value in days] == ["weekdays", "weekends", "Wednesday"]
    days = await manager.types("subscribe", channel, time="8", zone="Paris", days="mo,we")
    assert days == [("mo,we — Monday and Wednesday", "mo,we")]
    topics = await manager.types("subscribe", channel, time="8", zone="Paris", topics="t")
    assert [value for _, value in topics] == ["Trade"]
    switch = await manager.types("subscription", channel, silence="")
    assert [value for _, value in switch] == ["on", "off"]
    until = await manager.types("pause", channel, until="to")
    assert [value for _, value in until] == ["tomorrow"]
    until = await manager.types("pause", channel, until="24.12.")
    assert until == [("24.12. — Thursday, December 24, 2026", "24.12.")]


async def test_who_manages_nothing_is_not_offered_it(channel: Channel, reader: Person) -> None:
    with pytest.raises(NotOffered):
        await reader.gives("subscribe", channel, time="8", zone="Paris")


async def test_who_is_offered_it_by_a_server_and_manages_nothing_is_denied(
    here: Discord, channel: Channel, reader: Person, desk: Desk
) -> None:
    here.opened.add("subscribe")
    (denial,) = (await reader.gives("subscribe", channel, time="8", zone="Paris")).messages
    assert DENIED in shown(denial)
    assert is_private(denial)
    assert await known(desk, channel) is None


async def test_who_manages_this_very_channel_and_not_the_server_subscribes_it(
    here: Discord, guild: Guild, channel: Channel, reader: Person, desk: Desk
) -> None:
    here.opened.add("subscribe")
    channel.allow(reader.user.id, May.MANAGE_CHANNELS)
    asked = await reader.gives("subscribe", channel, time="8", zone="Paris")
    await reader.presses(asked.messages[0], "Subscribe")
    assert await known(desk, channel)
    other = here.world.channel(guild, "other")
    (denial,) = (await reader.gives("subscribe", other, time="8", zone="Paris")).messages
    assert DENIED in shown(denial)
    assert await known(desk, other) is None


async def test_a_reader_cannot_confirm_what_a_manager_asked(
    channel: Channel, manager: Person, reader: Person, desk: Desk
) -> None:
    (question,) = (await manager.gives("subscribe", channel, time="8", zone="Paris")).messages
    (denial,) = (await reader.presses(question, "Subscribe")).messages
    assert "Only those who manage this place may do this." in shown(denial)
    assert is_private(denial)
    assert QUESTION in shown(question)
    assert await known(desk, channel) is None


async def test_who_lost_the_right_between_question_and_button_cannot_confirm(
    guild: Guild, channel: Channel, manager: Person, desk: Desk
) -> None:
    (question,) = (await manager.gives("subscribe", channel, time="8", zone="Paris")).messages
    guild.members[manager.user.id].permissions = NOTHING
    (denial,) = (await manager.presses(question, "Subscribe")).messages
    assert "Only those who manage this place may do this." in shown(denial)
    assert await known(desk, channel) is None


async def test_what_the_bot_lacks_in_this_very_channel_is_named(
    here: Discord, channel: Channel, manager: Person, desk: Desk
) -> None:
    channel.deny(here.world.bot.id, May.SEND_MESSAGES | May.EMBED_LINKS)
    (told,) = (await manager.gives("subscribe", channel, time="8", zone="Paris")).messages
    assert "The bot lacks “Send Messages” and “Embed Links” here." in shown(told)
    assert is_private(told)
    assert labels(told) == ["Try again"]
    channel.exceptions.clear()
    (question,) = (await manager.presses(told, "Try again")).messages
    await manager.presses(question, "Subscribe")
    assert await known(desk, channel)


async def test_a_right_that_was_lost_before_it_is_confirmed_is_named(
    here: Discord, guild: Guild, manager: Person, desk: Desk
) -> None:
    parent = here.world.channel(guild, "parent")
    thread = here.world.thread(parent, "News")
    asked = await manager.gives("subscribe", thread, time="8", zone="Paris")
    parent.deny(here.world.bot.id, May.SEND_MESSAGES_IN_THREADS)
    (told,) = (await manager.presses(asked.messages[0], "Subscribe")).messages
    assert "The bot lacks “Send Messages in Threads” here." in shown(told)
    assert await known(desk, parent, thread) is None


async def test_all_is_changed_by_options_and_by_buttons(
    channel: Channel, manager: Person, desk: Desk
) -> None:
    asked = await manager.gives("subscribe", channel, time="8", zone="Paris")
    await manager.presses(asked.messages[0], "Subscribe")
    (message,) = (await manager.gives("subscription", channel, most=7, silence="on")).messages
    await manager.presses(message, "Weekdays only")
    await manager.presses(message, "German")
    found = await known(desk, channel)
    assert found is not None
    assert (found.wish.most, found.wish.silent, found.wish.language) == (7, True, "de")
    await manager.presses(message, "Unsubscribe")
    await manager.presses(message, "Undo")
    (rests,) = (await manager.gives("pause", channel, until="3 days")).messages
    await manager.presses(rests, "Resume")
    (status,) = (await manager.gives("status", channel)).messages
    assert is_private(status)
    assert "It comes next on Wednesday, November 25, 2026" in shown(status)
    found = await known(desk, channel)
    assert found is not None
    assert found.state is Subscribed.ACTIVE


async def test_whose_language_is_not_spoken_is_answered_in_that_of_the_briefing(
    here: Discord, guild: Guild, channel: Channel, manager: Person
) -> None:
    given = {"time": "8", "zone": "Paris", "language": "de"}
    asked = await manager.gives("subscribe", channel, **given)
    await manager.presses(asked.messages[0], "Subscribe")
    stranger = here.person("Tove", guild, locale="da", may=May.MANAGE_GUILD)
    (status,) = (await stranger.gives("status", channel)).messages
    assert "Mittwoch, 25. November 2026" in shown(status)
